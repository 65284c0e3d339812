"""What a visitor has chosen: read from an address, checked against lists, written back to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from fgte.catalogue import Catalogue, open_catalogue
from fgte.model import Scope, Sex, Variant
from fgte.store import Store

START = "start"
OVERVIEW, MUNICIPAL, PATTERNS, EQUITY = "oversikt", "kommun", "monster", "likvardighet"
VIEWS = (OVERVIEW, MUNICIPAL, PATTERNS, EQUITY)
"""The dashboards, by the word that stands in their address."""

PUPILS: Mapping[str, Sex] = MappingProxyType(
    {"alla": Sex.ALL, "flickor": Sex.GIRLS, "pojkar": Sex.BOYS}
)
ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        START: (),
        OVERVIEW: ("elever", "fran", "till"),
        MUNICIPAL: ("kommun", "elever", "fran", "till", "skolor", "oppen"),
        PATTERNS: ("elever", "fran", "till", "oppen"),
        EQUITY: ("kommun", "fran", "till"),
    }
)
"""What each dashboard can be asked, by the words that stand in its address."""

FEWEST_YEARS = 5
SHOWN, LONGEST, MOST_WORDS = 40, 2000, 20


@dataclass(frozen=True)
class Choices:
    """What is shown: a dashboard, and for it whose figures, which pupils and years.

    ``variant`` is None where each municipality is read as it usually is;
    ``first_year`` and ``last_year`` are None where the figures begin and end.
    """

    view: str = START
    municipality: str = ""
    sex: Sex = Sex.ALL
    variant: Variant | None = None
    first_year: int | None = None
    last_year: int | None = None
    opened: str = ""

    @property
    def years(self) -> tuple[int | None, int | None]:
        return self.first_year, self.last_year

    @property
    def closed(self) -> Choices:
        """The same with no indicator opened."""
        return replace(self, opened="")


@dataclass(frozen=True)
class Notice:
    """A choice that could not be followed: its name in the address and what stood there."""

    name: str
    found: str


@dataclass(frozen=True)
class Lists:
    """What can be chosen: municipalities in code order, indicators in theirs, years."""

    book: Catalogue
    years: tuple[int, ...]

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """For each word of an address, what may stand after it."""
        years = tuple(str(each) for each in self.years)
        return {
            "kommun": tuple(each.slug for each in self.book.members),
            "elever": tuple(PUPILS),
            "skolor": tuple(Variant),
            "fran": years,
            "till": years,
            "oppen": tuple(e.id for e in self.book.followed if e.scope is Scope.NATIONAL),
        }


def lists(store: Store) -> Lists:
    """What can be chosen with the figures that a store holds."""
    book = open_catalogue(store.settings)
    table = store.table
    years = table.loc[table["indicator"].isin([e.id for e in book.followed]), "year"]
    return Lists(book, tuple(range(int(years.min()), int(years.max()) + 1)))


def words_of(query: str) -> dict[str, str]:
    """The words after the question mark, each with its value: the last of its name counts.

    An address of any length is read; what lies beyond the first two thousand
    characters or twenty words is no choice of ours and is left out.
    """
    return dict(parse_qsl(query[:LONGEST])[:MOST_WORDS])


def read_choices(
    view: str, query: Mapping[str, str], known: Lists
) -> tuple[Choices, tuple[Notice, ...]]:
    """The choices of an address; what is not in a list is left out and told of.

    Parameters
    ----------
    view
        One of :data:`VIEWS`, or ``start``.
    query
        The words after the question mark, each with its value.
    known
        What can be chosen.
    """
    taken: dict[str, str] = {}
    wrong: list[Notice] = []
    for name, found in query.items():
        value = _in_list(name, found, view, known)
        if value:
            taken[name] = value
        elif found:
            wrong.append(Notice(name[:SHOWN], found[:SHOWN]))
    first, last = (int(taken[key]) if key in taken else None for key in ("fran", "till"))
    if first and last and last - first < FEWEST_YEARS - 1:
        wrong.append(Notice("years", f"{first}–{last}"))
        first = last = None
    variant = Variant(taken["skolor"]) if "skolor" in taken else None
    place = _code(taken.get("kommun"), known) if "kommun" in ASKED[view] else ""
    sex = PUPILS[taken.get("elever", "alla")]
    chosen = Choices(view, place, sex, variant, first, last, taken.get("oppen", ""))
    return chosen, tuple(wrong)


def query_of(choices: Choices, **changes: str) -> str:
    """The address's words for some choices, those that are usual left out.

    Parameters
    ----------
    choices
        What is shown.
    **changes
        Words of the address and what shall stand after them instead.
    """
    said = {**_words(choices), **changes}
    return urlencode({key: said[key] for key in ASKED[choices.view] if said.get(key)})


def _words(choices: Choices) -> dict[str, str]:
    sexes = {sex: word for word, sex in PUPILS.items()}
    book = open_catalogue()
    place = book.municipalities.get(choices.municipality)
    return {
        "kommun": place.slug if place else "",
        "elever": sexes[choices.sex] if choices.sex is not Sex.ALL else "",
        "skolor": choices.variant or "",
        "fran": str(choices.first_year or ""),
        "till": str(choices.last_year or ""),
        "oppen": choices.opened,
    }


def _in_list(name: str, found: str, view: str, known: Lists) -> str:
    """The value as it stands in its list, or nothing."""
    if name not in ASKED[view]:
        return ""
    wanted = found.strip().casefold()
    if name == "kommun":
        named = {key: e.slug for e in known.book.members for key in (e.id, e.name.casefold())}
        wanted = named.get(wanted, wanted)
    return wanted if wanted in known.values[name] else ""


def _code(slug: str | None, known: Lists) -> str:
    members = known.book.members
    return next((each.id for each in members if each.slug == slug), members[0].id)
