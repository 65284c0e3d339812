"""The box that answers to an open round are put in: no order, no time, nobody.

The whole file is written anew for every answer, with answers and used codes each in an order of
their own. So nothing in it says who came first, or which code gave which answer; a database would
keep both in its pages. The new file takes the old one's place when it lies on the disk, so an
answer that has been confirmed is there whatever happens next.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from fgte.errors import DataError, WorkError
from fgte.sources.instruments.codes import MOST
from fgte.sources.whole_files import read_whole, write_whole

BOX, LOCK = "svar.json", "las"
WAIT_SECONDS = 60

Answer = tuple[tuple[int, ...], str]
"""The steps in the order of the questions, and the group or nothing."""


class Put(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    USED = "used"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True)
class Held:
    """What lies in a box: answers and the seals of used codes, each sorted by itself."""

    answers: tuple[Answer, ...] = ()
    used: tuple[str, ...] = ()
    closing: bool = False


@dataclass(frozen=True)
class AnswerBox:
    """One round's box, in a folder of its own."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where the answers are; the round is open as long as it is there."""
        return self.folder / BOX

    def begin(self) -> None:
        """Put an empty box in the folder."""
        self._write(Held())

    def held(self) -> Held:
        """What lies in the box now.

        Raises
        ------
        DataError
            There is no box, or it cannot be read.
        """
        try:
            return msgspec.json.decode(read_whole(self.path), type=Held)
        except msgspec.DecodeError as error:
            raise DataError("round_box", file=self.path) from error

    def put(self, answer: Answer, seal: str) -> Put:
        """Put an answer in, once for each seal; it lies on the disk when this returns.

        Parameters
        ----------
        answer : (tuple of int, str)
            Steps and group.
        seal : str
            What the code is kept as; another answer with the same is refused.
        """
        with self.alone():
            if not self.path.exists():
                return Put.CLOSED
            held = self.held()
            if held.closing:
                return Put.CLOSED
            if seal in held.used:
                return Put.USED
            if len(held.answers) >= MOST:
                return Put.FULL
            self._write(
                Held(tuple(sorted((*held.answers, answer))), tuple(sorted((*held.used, seal))))
            )
            return Put.TAKEN

    def shut(self, *, closing: bool) -> Held:
        """Take no more answers, or take them again; only under the lock of :meth:`alone`."""
        held = self.held()
        made = Held(held.answers, held.used, closing)
        self._write(made)
        return made

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else puts anything in meanwhile: no thread and no other process.

        Raises
        ------
        WorkError
            Someone has held the box for a minute. Nothing was done.
        """
        if not self.folder.is_dir():
            yield
            return
        path = self.folder / LOCK
        try:
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise WorkError("round_busy", folder=self.folder) from error
        with closing(connection):
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error as error:
                raise WorkError("round_busy", folder=self.folder) from error
            yield

    def _write(self, held: Held) -> None:
        write_whole(self.path, msgspec.json.encode(held) + b"\n")
        day = datetime.combine(date.today(), datetime.min.time()).timestamp()
        for each in (self.path, self.folder):
            with suppress(OSError):  # a file system without times tells none
                os.utime(each, (day, day))
