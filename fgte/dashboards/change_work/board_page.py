"""*Förändringsarbete*: what is tried, what waits, what has been learnt, and the year's cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from fgte.catalogue import open_catalogue
from fgte.dashboards.change_work.filters import Chosen, controls
from fgte.dashboards.change_work.lists import Lists
from fgte.dashboards.change_work.readable import readable
from fgte.dashboards.change_work.standing import step_of
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.wheel import wheel_html
from fgte.dashboards.change_work.words import drawn, kind_label, owner_label, say_in
from fgte.journal import Entry, Journal, Kind
from fgte.journal.documents import Communication, Inquiry, follow_up_of, plain
from fgte.journal.documents.kinds import WORDS
from fgte.journal.due import Due, Sort, due

FIRST = (Kind.INQUIRY, Kind.EXCHANGE, Kind.SUCCESS_FACTOR)
AHEAD = 60
"""So many days ahead what waits is shown."""


@dataclass(frozen=True)
class Card:
    """An entry in the list: what it is, how far it has come, and what it is about."""

    id: str
    title: str
    kind: str
    owner: str
    step: str
    said: str
    expected: tuple[str, ...]
    next: str
    example: bool
    local: bool


@dataclass(frozen=True)
class Waiting:
    """Something to do: the day, what sort of thing, in which entry."""

    day: date
    sort: str
    id: str
    title: str
    owner: str
    about: str
    late: bool
    example: bool


@dataclass(frozen=True)
class Shelf:
    """The cards of one kind."""

    kind: Kind
    word: str
    heading: str
    cards: tuple[Card, ...]


def board_page(
    journal: Journal | None, chosen: Chosen, lists: Lists, visit: Visit, *, note: str = ""
) -> Markup:
    """The whole board, for what one reader may see and has chosen.

    Parameters
    ----------
    journal
        None where nobody has written anything yet.
    chosen
        What the list is narrowed by.
    lists
        The catalogue and the entries that the reader may see.
    visit
        Who reads, and from where.
    note
        What has just been done, in words.
    """
    found = tuple(each for each in lists.entries if chosen.fits(each))
    waiting = _waiting(journal, found, lists) if journal is not None else ()
    return drawn(
        "work_board",
        visit.lang,
        visit=visit,
        chosen=chosen,
        controls=controls(chosen, lists.book, visit.lang),
        waiting=waiting,
        shelves=_shelves(found, chosen, lists),
        wheel=wheel_html(found, lists.book, visit),
        may_write=visit.writes,
        note=note,
        kinds=[(WORDS[kind], kind_label(kind, visit.lang)) for kind in Kind],
        nothing=not lists.entries,
    )


def lists_for(journal: Journal | None, visit: Visit) -> Lists:
    """The lists of a reader's pages: only the entries that this reader may see."""
    if journal is None:
        return Lists(open_catalogue(), (), visit.lang)
    return Lists(journal.catalogue, readable(journal, visit.person), visit.lang)


def _shelves(found: tuple[Entry, ...], chosen: Chosen, lists: Lists) -> list[Shelf]:
    """The three main kinds always, the others where there is something of them."""
    say = say_in(lists.lang)
    held = {kind: [each for each in found if each.kind is kind] for kind in Kind}
    narrowed = chosen.kind or chosen.step
    kinds = [kind for kind in Kind if held[kind] or (kind in FIRST and not narrowed)]
    return [
        Shelf(kind, WORDS[kind], say(f"shelf.{kind}"), tuple(_card(e, lists) for e in held[kind]))
        for kind in kinds
    ]


def _card(entry: Entry, lists: Lists) -> Card:
    body, step = entry.body, step_of(entry)
    fields = ("question", "development_area", "explanation", "message", "about", "reason")
    said = next((getattr(body, name) for name in fields if getattr(body, name, None)), "")
    expected = body.expected if isinstance(body, Inquiry) else ()
    follow_up = follow_up_of(body)
    return Card(
        id=entry.id,
        title=entry.title,
        kind=kind_label(entry.kind, lists.lang),
        owner=owner_label(entry.owner, lists.book, lists.lang),
        step=say_in(lists.lang)(f"step.{step}") if step else "",
        said=said,
        expected=tuple(lists.trace_label(plain(each)) for each in expected),
        next=follow_up.isoformat() if follow_up else "",
        example=entry.example,
        local=entry.visibility == "local",
    )


def _waiting(journal: Journal, found: tuple[Entry, ...], lists: Lists) -> tuple[Waiting, ...]:
    """What waits in the entries that are shown, the earliest first."""
    entries = {each.id: each for each in found}
    today = journal.clock().date()
    return tuple(
        _waits(each, entries[each.entry_id], lists, today)
        for each in due(journal, days=AHEAD)
        if each.entry_id in entries
    )


def _waits(each: Due, entry: Entry, lists: Lists, today: date) -> Waiting:
    say = say_in(lists.lang)
    about = ""
    if each.expectation is not None:
        label = lists.trace_label(plain(each.expectation.trace))
        before = "before" if each.expectation.before_result else "after"
        place = owner_label(each.owner, lists.book, lists.lang)
        about = say(f"due.{before}", trace=label, place=place)
    elif each.sort is Sort.MESSAGE and isinstance(entry.body, Communication):
        about = entry.body.channel
    return Waiting(
        day=each.day,
        sort=say(f"due.{each.sort}"),
        id=entry.id,
        title=entry.title,
        owner=owner_label(entry.owner, lists.book, lists.lang),
        about=about,
        late=each.day < today and each.sort is not Sort.EXPECTATION,
        example=entry.example,
    )
