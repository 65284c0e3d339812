"""Rounds that can be answered now: opened, found, and thrown away."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fgte.catalogue.instruments import Instrument, instrument
from fgte.errors import FgteError, RequestError
from fgte.settings import Settings
from fgte.sources.instruments.codes import CodeList, read_codes, write_codes
from fgte.sources.instruments.round_file import RoundFile, read_round_file, require_ratable
from fgte.sources.instruments.round_writing import round_words
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.whole_files import write_whole
from fgte.store.answer_box import AnswerBox
from fgte.store.instrument_rounds import LEAST_APART, rounds

ID = re.compile(r"r-[0-9a-f]{8}")
ABOUT, CODES = "omgang.toml", "koder.json"


@dataclass(frozen=True)
class OpenRound:
    """A round that is being answered; without ``codes`` anyone who comes may answer."""

    id: str
    about: RoundFile
    asked: Instrument
    codes: CodeList | None

    @property
    def folder(self) -> Path:
        """Where it lies until it is closed."""
        return self.about.file.parent

    @property
    def box(self) -> AnswerBox:
        """Where its answers are put."""
        return AnswerBox(self.folder)

    @property
    def series(self) -> tuple[str, str, str]:
        """What makes rounds belong together: instrument, kind of object and which one."""
        return self.asked.id, str(self.about.rated.kind), self.about.rated.id


def rounds_being_answered(settings: Settings) -> tuple[OpenRound, ...]:
    """Every open round, the one opened for the earliest date first; what is faulty is left out."""
    return tuple(sorted(_read_all(settings), key=lambda each: (each.about.date, each.id)))


def round_being_answered(settings: Settings, id: str) -> OpenRound:
    """The open round with this id.

    Raises
    ------
    RequestError
        There is no such round, or it has been closed.
    """
    folder = settings.open_rounds / id
    if not ID.fullmatch(id) or not AnswerBox(folder).path.is_file():
        raise RequestError("no_open_round", found=id[:40])
    return _read(folder, settings)


def open_round(about: RoundFile, codes: CodeList | None, settings: Settings) -> OpenRound:
    """Let a round be answered from now on.

    Parameters
    ----------
    about : RoundFile
        What is rated, with which instrument, when and by whom.
    codes : CodeList or None
        The sealed codes that were handed out, one answer each; None lets anyone answer.
    settings : Settings
        Where the rounds lie.

    Raises
    ------
    RequestError
        A round about the same is open, or was answered less than 90 days from this one.
    DataError
        The instrument is not for what is rated, or a text points at a person.
    """
    asked = instrument(about.instrument, settings)
    require_ratable(about, asked)
    folder = settings.open_rounds / f"r-{secrets.token_hex(4)}"
    try:
        write_whole(folder / ABOUT, round_words(about))
        folder.chmod(0o700)
        made = OpenRound(folder.name, read_round_file(folder / ABOUT), asked, codes)
        _require_alone(made, settings)
        if codes is not None:
            write_whole(folder / CODES, write_codes(codes))
        made.box.begin()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


def throw_away(asked: OpenRound) -> None:
    """Remove an open round and every answer to it; nothing of it becomes figures."""
    with asked.box.alone():
        asked.box.path.unlink(missing_ok=True)
    shutil.rmtree(asked.folder, ignore_errors=True)


def _require_alone(made: OpenRound, settings: Settings) -> None:
    """Refuse a round that beside another would tell of the few who came between."""
    shown = rounds(SnapshotStore(settings.snapshots))
    others = [(each.series, each.date) for each in shown]
    others += [(each.series, each.about.date) for each in rounds_being_answered(settings)]
    for series, date in others:
        apart = abs(date - made.about.date)
        if series == made.series and apart < LEAST_APART:
            near = {"name": made.about.rated.name, "date": made.about.date, "other": date}
            raise RequestError("round_near", **near, least=LEAST_APART.days)


def _read_all(settings: Settings) -> Iterator[OpenRound]:
    place = settings.open_rounds
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        if ID.fullmatch(folder.name) and AnswerBox(folder).path.is_file():
            try:
                yield _read(folder, settings)
            except FgteError:
                continue


def _read(folder: Path, settings: Settings) -> OpenRound:
    about = read_round_file(folder / ABOUT)
    sealed = folder / CODES
    codes = read_codes(sealed) if sealed.is_file() else None
    return OpenRound(folder.name, about, instrument(about.instrument, settings), codes)
