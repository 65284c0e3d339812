"""The words of these pages, and the names that the journal's choices go by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from fgte.catalogue import Catalogue
from fgte.dashboards.markup import fill
from fgte.journal.entries import REGION
from fgte.journal.purging import Purged
from fgte.texts import text

Say = Callable[..., str]

TIME = "%Y-%m-%d %H:%M"


def say_in(lang: str) -> Say:
    """How these pages' words are said in a language."""

    def say(key: str, **given: object) -> str:
        return text(f"journal_pages.{key}", lang, **given)

    return say


def drawn(name: str, lang: str, **values: object) -> Markup:
    """A template of these pages filled in; ``tell`` gives their own words, ``say`` the boards'."""
    return fill(name, lang, tell=say_in(lang), **values)


def kind_label(kind: str, lang: str) -> str:
    """What an entry of a kind is called, as it begins a sentence."""
    words = text(f"journal.kind.{kind}", lang)
    return words[:1].upper() + words[1:]


def owner_label(owner: str, book: Catalogue, lang: str) -> str:
    """Whose it is: a municipality by name, the region, a network."""
    if owner in book.municipalities:
        return book.municipalities[owner].name
    kind, _, name = owner.partition(":")
    words = text(f"journal.owner.{'network' if name else REGION}", lang, name=name or kind)
    return words[:1].upper() + words[1:]


def purged_words(done: Purged, lang: str) -> str:
    """Where what was removed for good may still be: copies, finished reports, remains, links."""
    say = say_in(lang)
    places = "; ".join(each.place for each in done.copies)
    said = [say("purged.copies", places=places) if places else say("purged.no_copies")]
    said.append(say("purged.reports"))
    if done.linking:
        said.append(say("purged.linking", ids=", ".join(done.linking)))
    return " ".join([*said, *([] if done.swept else [say("purged.not_swept")])])


def said_time(moment: datetime) -> str:
    """A moment as it is shown, in the machine's own time."""
    return moment.astimezone().strftime(TIME)
