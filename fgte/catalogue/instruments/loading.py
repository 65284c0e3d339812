"""Instruments read from definition files: those that ship and a municipality's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from fgte.catalogue.instruments.model import (
    AnswerScale,
    Instrument,
    Item,
    Level,
    Part,
    RatedObject,
)
from fgte.errors import DataError, RequestError, closest
from fgte.model import Localised
from fgte.privacy import identifier_in
from fgte.settings import Settings, read_settings

OWN = "instrument"
"""The folder of a municipality's own instruments, in ``FGTE_HOME/catalogue``."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MOST_STEPS = 20
_KNOWN = frozenset(each.name for each in fields(Instrument)) - {"items", "parts", "levels"} | {
    "item",
    "part",
    "level",
}
_INNER = {
    "scale": frozenset({"low", "labels"}),
    "item": frozenset({"id", "text", "open", "help"}),
    "part": frozenset({"id", "label", "items"}),
    "level": frozenset({"step", "label", "low"}),
}
Table = Mapping[str, Any]


def instruments(settings: Settings | None = None) -> Mapping[str, Instrument]:
    """Every instrument by its id: those that ship, then the user's own.

    Raises
    ------
    DataError
        A definition is faulty, or an id stands twice. Says which file and what.
    """
    place = (settings or read_settings()).user_catalogue / OWN
    shipped = resources.files("fgte.catalogue.instruments") / "definitions"
    with resources.as_file(shipped) as folder:
        files = [*sorted(folder.glob("*.toml")), *sorted(place.glob("*.toml"))]
        found: dict[str, Instrument] = {}
        for path in files:
            made = read_instrument(path)
            if made.id in found:
                raise DataError("defined_twice", file=path, id=made.id)
            found[made.id] = made
    return found


def shared_instruments() -> frozenset[str]:
    """The ids of the instruments that ship with the program: every municipality has them."""
    shipped = resources.files("fgte.catalogue.instruments") / "definitions"
    with resources.as_file(shipped) as folder:
        return frozenset(read_instrument(path).id for path in folder.glob("*.toml"))


def instrument(id: str, settings: Settings | None = None) -> Instrument:
    """The instrument with this id; an unknown one is an error naming the closest."""
    known = instruments(settings)
    if id not in known:
        raise RequestError("unknown_instrument", found=id, closest=closest(id, known))
    return known[id]


def read_instrument(path: Path) -> Instrument:
    """One instrument from its file.

    Raises
    ------
    DataError
        Names the file and what of it is lacking, misspelt or out of order.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("unreadable_definition", file=path, cause=error) from error
    try:
        _require_known(table)
        if any(identifier_in(words) for words in _texts(table)):
            raise DataError("instrument_identifier", file=path)
        made = _instrument(table)
        _require_whole(made)
    except (KeyError, TypeError, ValueError) as error:
        place = error.args[0] if error.args else "?"
        name = table.get("id", "?")
        raise DataError("faulty_instrument", file=path, id=name, place=place) from error
    return made


def _require_known(table: Table) -> None:
    """Refuse fields that mean nothing: they are most often misspelt."""
    tables = [("", table), *(("scale", table["scale"]) for _ in range("scale" in table))]
    tables += [(kind, each) for kind in ("item", "part", "level") for each in table.get(kind, ())]
    for kind, given in tables:
        known = _INNER.get(kind, _KNOWN)
        unknown = sorted(set(given) - known)
        if unknown:
            raise ValueError(f"{kind} {unknown[0]} → {closest(unknown[0], known)}".strip())


def _texts(given: object) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        yield from (words for each in given.values() for words in _texts(each))
    elif isinstance(given, list):
        yield from (words for each in given for words in _texts(each))


def _instrument(table: Table) -> Instrument:
    return Instrument(
        id=table["id"],
        version=str(table["version"]),
        language=table.get("language", "sv"),
        label=_both(table["label"]),
        explanation=_both(table["explanation"]),
        source=_both(table["source"]),
        terms=_both(table["terms"]),
        cut_offs=_both(table["cut_offs"]) if "cut_offs" in table else None,
        scale=_scale(table["scale"]) if "scale" in table else None,
        items=tuple(_item(each) for each in table["item"]),
        parts=tuple(
            Part(each["id"], _both(each["label"]), tuple(each["items"]))
            for each in table.get("part", ())
        ),
        levels=tuple(
            Level(int(each["step"]), _both(each["label"]), float(each["low"]))
            for each in table.get("level", ())
        ),
        objects=tuple(RatedObject(each) for each in table["objects"]),
        pupils=table.get("pupils", False),
    )


def _scale(table: Table) -> AnswerScale:
    return AnswerScale(int(table["low"]), tuple(_both(each) for each in table["labels"]))


def _item(table: Table) -> Item:
    helps = _both(table["help"]) if "help" in table else None
    return Item(str(table["id"]), _both(table["text"]), bool(table.get("open", False)), helps)


def _both(words: str | Table) -> Localised:
    """A text in both languages; one alone stands for both."""
    given = {"sv": words, "en": words} if isinstance(words, str) else words
    sv, en = given["sv"], given.get("en", given["sv"])
    if not (isinstance(sv, str) and isinstance(en, str) and sv.strip() and en.strip()):
        raise TypeError(f"{words!r}")
    return Localised(sv.strip(), en.strip())


def _require_whole(made: Instrument) -> None:
    """What one field alone cannot tell."""
    names = [each.id for each in made.items]
    ids = (made.id, *names, *(each.id for each in made.parts))
    wrong = [id for id in ids if not _ID.fullmatch(id)]
    scaled = {each.id for each in made.scaled}
    in_parts = [id for each in made.parts for id in each.items]
    lows = [each.low for each in made.levels]
    faults = {
        f"id {wrong[:1]}": bool(wrong),
        "item: id": len(set(names)) < len(names),
        "scale": (made.scale is None) == bool(scaled),
        "scale: labels": made.scale is not None and not 2 <= len(made.scale.labels) <= _MOST_STEPS,
        "part: items": bool(made.parts) and sorted(in_parts) != sorted(scaled),
        "level: low": sorted(set(lows)) != lows,
        "level: low < scale": bool(lows) and (made.scale is None or lows[0] > made.scale.low),
        "cut_offs": bool(lows) and made.cut_offs is None,
        "objects": not made.objects,
    }
    found = [name for name, faulty in faults.items() if faulty]
    if found:
        raise ValueError(found[0])
