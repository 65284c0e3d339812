"""What is shown on the reading page: words of the address, checked against lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fgte.api.instruments import InstrumentFinding, assess_instrument
from fgte.catalogue import Catalogue
from fgte.catalogue.instruments import Instrument
from fgte.dashboards.choices import SHOWN, words_of
from fgte.dashboards.controls import Control
from fgte.dashboards.self_rating.words import say_in
from fgte.model import Municipality
from fgte.present.change_work_words import day_words
from fgte.store import Store

NAMES = ("kommun", "instrument", "omgang")


@dataclass(frozen=True)
class Chosen:
    """Whose rounds, of which instrument, up to which day; and words that are in no list."""

    place: Municipality
    instrument: Instrument
    until: date | None
    finding: InstrumentFinding
    days: tuple[date, ...]
    unknown: tuple[tuple[str, str], ...]


def read_chosen(
    query: str, book: Catalogue, asked: Mapping[str, Instrument], store: Store
) -> Chosen:
    """What an address asks for; a word that is in no list is left out and told of.

    Parameters
    ----------
    query
        What stands after the question mark.
    book
        The collaboration's municipalities.
    asked
        The instruments with a scale, by id; one at least.
    store
        Where the figures of closed rounds lie.
    """
    words = words_of(query)
    places = {each.slug: each for each in book.members}
    place = places.get(words.get("kommun", ""))
    instrument = asked.get(words.get("instrument", ""))
    shown = place or book.members[0]
    rating = instrument or next(iter(asked.values()))
    whole = assess_instrument(rating.id, shown.id, store=store)
    days = days_of(whole)
    until = next((each for each in days if each.isoformat() == words.get("omgang")), None)
    known = {"kommun": place, "instrument": instrument, "omgang": until}
    wrong = tuple(
        (name[:SHOWN], found[:SHOWN])
        for name, found in words.items()
        if found and known.get(name) is None
    )
    finding = whole if until is None else whole.until(until)
    return Chosen(shown, rating, until, finding, days, wrong)


def days_of(finding: InstrumentFinding) -> tuple[date, ...]:
    """The days of the rounds that there are, the latest first."""
    days = {each.date for rated in finding.rated for each in rated.rounds}
    return tuple(sorted(days, reverse=True))


def controls(
    chosen: Chosen, book: Catalogue, asked: Sequence[Instrument], lang: str
) -> tuple[Control, ...]:
    """The lists to choose from, with what is chosen in each."""
    say = say_in(lang)
    until = chosen.until.isoformat() if chosen.until else ""
    options = {
        "kommun": tuple((each.slug, each.name) for each in book.members),
        "instrument": tuple((each.id, each.label[lang]) for each in asked),
        "omgang": (
            ("", say("control.latest")),
            *((each.isoformat(), day_words(each, lang)) for each in chosen.days),
        ),
    }
    now = {"kommun": chosen.place.slug, "instrument": chosen.instrument.id, "omgang": until}
    return tuple(Control(name, say(f"control.{name}"), options[name], now[name]) for name in NAMES)
