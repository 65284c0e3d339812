"""The form that an editor opens a round with, and the round that it describes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fgte.catalogue import Catalogue
from fgte.catalogue.instruments import Instrument, RatedObject
from fgte.dashboards.change_work.fields import Sort
from fgte.dashboards.change_work.lists import Options
from fgte.dashboards.change_work.nodes import Node
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.change_work.words import owner_label
from fgte.dashboards.self_rating.words import say_in
from fgte.journal.access import Person
from fgte.journal.entries import REGION
from fgte.model import Localised
from fgte.sources.instruments.codes import MOST
from fgte.sources.instruments.profile import Rated
from fgte.sources.instruments.round_file import RoundFile
from fgte.texts import LANGUAGES, text

LONGEST, MOST_GROUPS = 200, 20
TO_ALL = "alla"


@dataclass(frozen=True)
class OpeningForm:
    """The fields, in the order they are shown, and the round where none of them is at fault."""

    fields: tuple[Node, ...]
    about: RoundFile | None = None
    codes: int = 0

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What is amiss: the field's id and the words."""
        return tuple((each.id, f"{each.label}: {each.fault}") for each in self.fields if each.fault)


@dataclass(frozen=True)
class Opening:
    """Who opens a round, and what there is to choose from."""

    person: Person
    book: Catalogue
    asked: Sequence[Instrument]
    lang: str

    def form(self, posted: Posted | None) -> OpeningForm:
        """The form: empty, or as it was sent with a fault at each field that is amiss."""
        typed = {name: _first(posted, name) for name in _NAMES}
        fields = tuple(self._faulty(each, typed, sent=posted is not None) for each in self._empty())
        filled = tuple(replace(each, value=typed[each.path] or each.value) for each in fields)
        if posted is None or any(each.fault for each in filled):
            return OpeningForm(filled)
        numbered = typed["how"] != TO_ALL
        return OpeningForm(filled, self._about(typed), int(typed["codes"]) if numbered else 0)

    def _empty(self) -> Iterator[Node]:
        say = say_in(self.lang)
        choices: dict[str, Options] = {
            "instrument": tuple((each.id, each.label[self.lang]) for each in self.asked),
            "owner": tuple(self._owners()),
            "kind": tuple((str(each), say(f"kind.{each}")) for each in RatedObject),
            "how": (("koder", say("open.with_codes")), (TO_ALL, say("open.to_all"))),
        }
        for name in _NAMES:
            sort = Sort.CHOICE if name in choices else _SORTS.get(name, Sort.LINE)
            yield Node(
                sort,
                name,
                say(f"open.{name}"),
                self._help(name),
                options=choices.get(name, ()),
                required=name in _REQUIRED,
            )

    def _help(self, name: str) -> str:
        """What is said beside a field; of instruments also which have questions in own words."""
        say = say_in(self.lang)
        said = [say(f"open.{name}_help")] if name in _HELPED else []
        if name == "instrument":
            said += [
                say("open.instrument_talk", label=each.label[self.lang], n=len(each.talked_of))
                for each in self.asked
                if each.talked_of
            ]
        return " ".join(said)

    def _owners(self) -> Iterator[tuple[str, str]]:
        for owner in sorted(self.person.owners):
            if owner in self.book.municipalities or owner == REGION:
                yield owner, owner_label(owner, self.book, self.lang)

    def _faulty(self, field: Node, typed: dict[str, str], *, sent: bool) -> Node:
        fault = self._fault(field, typed) if sent else ""
        return replace(field, fault=say_in(self.lang)(f"fault.{fault}")) if fault else field

    def _fault(self, field: Node, typed: dict[str, str]) -> str:
        """Which rule a field breaks; nothing where it keeps them."""
        value, name = typed[field.path], field.path
        kind = typed["kind"]
        coded = typed["how"] != TO_ALL
        rules = {
            "needed": field.required and not value,
            "unknown": bool(field.options and value) and value not in dict(field.options),
            "long": len(value) > LONGEST * (5 if name == "groups" else 1),
            "name": name == "name" and kind != RatedObject.MUNICIPALITY and not value,
            "network": name == "name" and kind == RatedObject.NETWORK and not _network_id(value),
            "school": name == "code" and kind == RatedObject.SCHOOL and not _SCHOOL.match(value),
            "region": name == "kind" and typed["owner"] == REGION and kind != RatedObject.NETWORK,
            "number": name == "invited" and bool(value) and not _within(value, 100_000),
            "codes": name == "codes" and coded and not _within(value, MOST),
            "groups": name == "groups" and len(_groups(value)) > MOST_GROUPS,
            "twice": name == "groups" and _is_twice(_groups(value)),
        }
        return next((rule for rule, broken in rules.items() if broken), "")

    def _about(self, typed: dict[str, str]) -> RoundFile:
        owner = typed["owner"]
        place = self.book.municipalities.get(owner)
        said = owner_label(owner, self.book, "sv")
        return RoundFile(
            file=Path("omgang.toml"),
            instrument=typed["instrument"],
            rated=self._rated(typed, place.name if place else ""),
            date=date.today(),
            who=Localised(*(typed["who"] for _ in LANGUAGES)),
            source=text("self_rating.open.source", "sv", place=said) if place else _FGTE,
            terms=text("self_rating.open.terms", "sv"),
            invited=int(typed["invited"]) if typed["invited"] else None,
            groups=_groups(typed["groups"]),
            codes=None,
            example=False,
        )

    def _rated(self, typed: dict[str, str], place: str) -> Rated:
        kind, owner, name = RatedObject(typed["kind"]), typed["owner"], typed["name"]
        own = None if owner == REGION else owner
        if kind is RatedObject.MUNICIPALITY:
            return Rated(kind, owner, place, owner)
        id = typed["code"] if kind is RatedObject.SCHOOL else _network_id(name)
        return Rated(kind, id, name, own)


_FGTE = "From Great to Excellent"
_SCHOOL = re.compile(r"\d{8}$")
_NAMES = (
    "instrument",
    "owner",
    "kind",
    "name",
    "code",
    "who",
    "invited",
    "groups",
    "how",
    "codes",
)
_SORTS = {"groups": Sort.PROSE, "invited": Sort.NUMBER, "codes": Sort.NUMBER, "code": Sort.NUMBER}
_REQUIRED = ("instrument", "owner", "kind", "who", "how")
_HELPED = ("instrument", "name", "code", "who", "invited", "groups", "how", "codes")


def _network_id(name: str) -> str:
    """A network's id from its name, the same each time: ``Skolchefer i Halland`` → one word."""
    plain = name.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"^[^a-z]+|_+$", "", re.sub(r"[^a-z0-9]+", "_", plain))[:40].rstrip("_")


def _groups(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


def _is_twice(groups: tuple[str, ...]) -> bool:
    return len({each.casefold() for each in groups}) < len(groups)


def _within(typed: str, most: int) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 7 and 1 <= int(typed) <= most


def _first(posted: Posted | None, name: str) -> str:
    found = (posted or {}).get(name, ())
    return found[0].strip() if found else ""
