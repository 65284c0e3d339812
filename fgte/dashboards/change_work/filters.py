"""What a visitor has narrowed the list by: words of the address, checked against lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fgte.catalogue import Catalogue
from fgte.dashboards.change_work.lists import Options
from fgte.dashboards.change_work.standing import Step, step_of
from fgte.dashboards.change_work.words import kind_label, say_in
from fgte.journal import Entry
from fgte.journal.documents import Exchange
from fgte.journal.documents.kinds import KINDS, WORDS
from fgte.journal.entries import REGION

NAMES = ("agare", "slag", "lage")
SHOWN = 40


@dataclass(frozen=True)
class Chosen:
    """Whose entries, of which kind, how far come; an empty word is all of them."""

    owner: str = ""
    kind: str = ""
    step: str = ""
    unknown: tuple[tuple[str, str], ...] = ()

    def fits(self, entry: Entry) -> bool:
        """Whether an entry is among what was chosen; an exchange is every participant's."""
        taking_part = entry.body.municipalities if isinstance(entry.body, Exchange) else ()
        return (
            (not self.owner or self.owner in (entry.owner, *taking_part))
            and (not self.kind or KINDS[self.kind] is entry.kind)
            and (not self.step or step_of(entry) == self.step)
        )


@dataclass(frozen=True)
class Control:
    """One list to choose from, with its words."""

    name: str
    label: str
    options: Options
    chosen: str


def read_filter(query: str, book: Catalogue) -> Chosen:
    """The filter of an address; a word that is in no list is left out and told of."""
    taken: dict[str, str] = {}
    unknown = []
    for name, found in parse_qsl(query[:2000], max_num_fields=20):
        value = _value(name, found.strip().casefold(), book)
        if value:
            taken[name] = value
        elif name != "sagt":
            unknown.append((name[:SHOWN], found[:SHOWN]))
    owner, kind, step = (taken.get(name, "") for name in NAMES)
    return Chosen(owner, kind, step, tuple(unknown))


def controls(chosen: Chosen, book: Catalogue, lang: str) -> tuple[Control, ...]:
    """The lists of the page, as they stand."""
    say = say_in(lang)
    slugs = {each.id: each.slug for each in book.members}
    places = tuple((each.slug, each.name) for each in book.members)
    region = (REGION, say("board.region"))
    kinds = tuple((word, kind_label(kind, lang)) for word, kind in KINDS.items())
    steps = tuple((str(each), say(f"step.{each}")) for each in Step)
    values = (slugs.get(chosen.owner, chosen.owner), chosen.kind, chosen.step)
    lists = ((region, *places), kinds, steps)
    return tuple(
        Control(name, say(f"filter.{name}"), (("", say("filter.all")), *options), value)
        for name, options, value in zip(NAMES, lists, values, strict=True)
    )


def _value(name: str, word: str, book: Catalogue) -> str:
    known: Mapping[str, str] = {}
    if name == "agare":
        known = {key: e.id for e in book.members for key in (e.slug, e.id, e.name.casefold())}
        known = {**known, REGION: REGION}
    elif name == "slag":
        known = {word: word for word in WORDS.values()}
    elif name == "lage":
        known = {str(each): str(each) for each in Step}
    return known.get(word, "")
