"""The small file that says what a round of an instrument is about, when and among whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fgte.catalogue.instruments import Instrument, RatedObject
from fgte.errors import DataError
from fgte.model import Localised
from fgte.privacy import identifier_in
from fgte.sources.instruments.profile import Rated
from fgte.sources.skolverket.measures import municipality_codes
from fgte.sources.surveys.fields import Fields, parsed, texts_in

CODE, GROUP = "Kod", "Grupp"


@dataclass(frozen=True)
class RoundFile:
    """A round as its file has it; ``codes`` is the sealed list of those that were handed out."""

    file: Path
    instrument: str
    rated: Rated
    date: date
    who: Localised
    source: str
    terms: str
    invited: int | None
    groups: tuple[str, ...]
    codes: Path | None
    example: bool


def read_round_file(path: Path) -> RoundFile:
    """Read and check the file of a round (TOML; ``fgte import --template`` makes one).

    Raises
    ------
    DataError
        Names the file, the table and field, what stood there and what was expected.
    """
    given = Fields(path, "", parsed(path))
    if any(identifier_in(words) for words in texts_in(given.table)):
        raise DataError("survey_identifier_in_description", file=path)
    about = given.inner("round")
    made = RoundFile(
        file=path,
        instrument=given.id("instrument", "kollegialt_larande"),
        rated=_rated(given.inner("object")),
        date=about.day("date", "2026-03-14"),
        who=about.localised("who", "rektorer och förstelärare"),
        invited=about.people("invited"),
        source=given.text("source", "Kungsbacka kommun"),
        terms=given.text("terms", "Får användas inom From Great to Excellent"),
        groups=given.words("groups"),
        codes=path.parent / given.text("codes", "koder.json") if "codes" in given else None,
        example=given.flag("example"),
    )
    about.finish()
    given.finish()
    if len({each.casefold() for each in made.groups}) < len(made.groups):
        given.fault("groups", '["förskola", "grundskola"]')
    return made


def require_ratable(found: RoundFile, instrument: Instrument) -> None:
    """Refuse an instrument that is not for what is rated, or has nothing to put a number on.

    Raises
    ------
    DataError
        Says for what the instrument is.
    """
    if instrument.scale is None or found.rated.kind not in instrument.objects:
        known = ", ".join(instrument.objects) if instrument.scale else "–"
        raise DataError(
            "instrument_object",
            file=found.file,
            id=instrument.id,
            found=found.rated.kind,
            expected=known,
        )


def _rated(given: Fields) -> Rated:
    kind = given.word("kind", RatedObject)
    id = given.text("id", "1384")
    name = given.text("name", "Kungsbacka")
    municipality = given.optional("municipality")
    given.finish()
    patterns = {
        RatedObject.MUNICIPALITY: r"\d{4}",
        RatedObject.SCHOOL: r"\d{8}",
        RatedObject.NETWORK: r"[a-z][a-z0-9_]{0,39}",
    }
    if not re.fullmatch(patterns[kind], id):
        examples = {"municipality": "1384", "school": "12345678", "network": "skolchefer"}
        given.fault("id", examples[kind])
    place = id if kind is RatedObject.MUNICIPALITY else municipality
    if kind is RatedObject.SCHOOL and place is None:
        given.fault("municipality", "1384")
    if place is not None and place not in municipality_codes():
        given.fault("id" if kind is RatedObject.MUNICIPALITY else "municipality", "1384")
    return Rated(kind, id, name, place)
