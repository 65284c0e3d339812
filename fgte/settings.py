"""Where things lie and which language is spoken: one frozen object, passed in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from fgte.errors import RequestError
from fgte.texts import LANGUAGES

PACKAGE = Path(__file__).resolve().parent
KOLADA = "https://api.kolada.se/v3"
"""Where Kolada's interface is, unless ``FGTE_KOLADA_URL`` says otherwise."""

STORE = "store"
"""The folder of the store below a home."""

SMALL_GROUP, SMALLEST_GROUP = 10, 5
"""Groups of fewer than this are hidden in surveys; the lowest that ``FGTE_SMALL_GROUP`` may say."""

REPORT_SECONDS = 600
"""How long one report may take, unless ``FGTE_REPORT_SECONDS`` says otherwise."""

REPORT_MEGABYTES = 2048
"""How much memory one report may take, unless ``FGTE_REPORT_MEGABYTES`` says otherwise."""


@dataclass(frozen=True)
class Settings:
    """What a run needs to know of its surroundings.

    ``home`` is where the user's snapshots, store and output lie; ``shipped`` is
    the installed project with the official figures, notebooks and templates.
    """

    home: Path
    shipped: Path
    lang: str = "sv"
    kolada_url: str = KOLADA
    small_group: int = SMALL_GROUP
    report_seconds: float = REPORT_SECONDS
    report_megabytes: int = REPORT_MEGABYTES
    database_url: str | None = field(default=None, repr=False)

    @property
    def snapshots(self) -> Path:
        return self.home / "snapshots"

    @property
    def store(self) -> Path:
        return self.home / STORE

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    @property
    def open_rounds(self) -> Path:
        return self.home / "rounds"

    @property
    def studies(self) -> Path:
        return self.home / "studies"

    @property
    def output(self) -> Path:
        return self.home / "output"

    @property
    def user_catalogue(self) -> Path:
        return self.home / "catalogue"

    @property
    def national(self) -> Path:
        return self.home / "national"

    @property
    def official(self) -> Path:
        return self.shipped / "data" / "official"

    @property
    def forms(self) -> Path:
        return self.shipped / "data" / "forms"

    @property
    def notebooks(self) -> Path:
        return self.shipped / "notebooks"

    @property
    def templates(self) -> Path:
        return self.shipped / "templates"


def read_settings(
    environment: Mapping[str, str] | None = None,
    *,
    home: str | Path | None = None,
    lang: str | None = None,
) -> Settings:
    """Settings from arguments first, then the environment.

    Read are ``FGTE_HOME``, ``FGTE_LANG``, ``FGTE_KOLADA_URL``, ``FGTE_SMALL_GROUP``,
    ``FGTE_REPORT_SECONDS``, ``FGTE_REPORT_MEGABYTES`` and ``FGTE_DATABASE_URL`` (that one
    may hold a password, so it is never shown and never a parameter of a notebook).
    """
    given = os.environ if environment is None else environment
    chosen = lang or given.get("FGTE_LANG") or "sv"
    if chosen not in LANGUAGES:
        raise RequestError("unknown_language", found=chosen, known=", ".join(LANGUAGES))
    place = home or given.get("FGTE_HOME") or _default_home()
    return Settings(
        home=Path(place).expanduser().absolute(),
        shipped=_shipped(),
        lang=chosen,
        kolada_url=given.get("FGTE_KOLADA_URL") or KOLADA,
        small_group=_small_group(given.get("FGTE_SMALL_GROUP") or str(SMALL_GROUP)),
        report_seconds=_limit(given, "FGTE_REPORT_SECONDS", REPORT_SECONDS),
        report_megabytes=_limit(given, "FGTE_REPORT_MEGABYTES", REPORT_MEGABYTES),
        database_url=given.get("FGTE_DATABASE_URL") or None,
    )


def _small_group(given: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", given.strip()) or int(given) < SMALLEST_GROUP:
        raise RequestError("small_group", found=given, least=SMALLEST_GROUP)
    return int(given)


def _limit(given: Mapping[str, str], name: str, usual: int) -> int:
    """A limit of whole units above zero, as the environment or else the program has it."""
    found = given.get(name) or str(usual)
    if not found.isdecimal() or int(found) == 0:
        raise RequestError("faulty_limit", name=name, found=found, usual=usual)
    return int(found)


def _shipped() -> Path:
    """The checkout around the package, or the copy of its folders inside an installed wheel."""
    checkout = PACKAGE.parent
    return checkout if (checkout / "notebooks" / "reports").is_dir() else PACKAGE / "_shipped"


def _default_home() -> Path:
    shipped = _shipped()
    if shipped == PACKAGE.parent:
        return shipped / "data"
    return Path(platformdirs.user_data_dir("fgte", appauthor=False))
