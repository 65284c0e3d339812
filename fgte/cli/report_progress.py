"""How far the reports have come while they are made, and what it all came to."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from fgte.cli.output import console
from fgte.present.numbers import decimal
from fgte.reports import JobStatus, Outcome
from fgte.reports.forms import Made
from fgte.texts import text

EACH_IS_TOLD = 40
"""More reports than this are not told of one by one: the bar, the failures and the sum will do."""


@dataclass(frozen=True)
class Tally:
    """How many reports went which way, and how long it took."""

    made: int
    up_to_date: int
    failed: int
    seconds: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome | Made], seconds: float) -> Tally:
        """Count the outcomes of a run."""
        n = Counter(outcome.status for outcome in outcomes)
        return cls(n[JobStatus.OK], n[JobStatus.UP_TO_DATE], n[JobStatus.FAILED], seconds)

    @property
    def per_minute(self) -> float | None:
        """Reports made in a minute; none were made, then none."""
        worked = self.made + self.failed
        return 60 * worked / self.seconds if worked and self.seconds else None

    def to_dict(self) -> dict[str, Any]:
        """The tally as plain values, for a machine to read."""
        return {
            "made": self.made,
            "up_to_date": self.up_to_date,
            "failed": self.failed,
            "seconds": round(self.seconds, 2),
            "per_minute": None if self.per_minute is None else round(self.per_minute, 1),
        }

    def table(self, lang: str) -> Table:
        """The tally as two columns: what, and how many."""
        grid = Table.grid(padding=(0, 2), pad_edge=False)
        grid.add_column()
        grid.add_column(justify="right")
        for name in ("made", "up_to_date", "failed"):
            if getattr(self, name) or name == "made":
                grid.add_row(f"  {text(f'cli.tally.{name}', lang)}", str(getattr(self, name)))
        grid.add_row(f"  {text('cli.tally.seconds', lang)}", decimal(self.seconds, 1, lang))
        if self.per_minute is not None:
            rate = decimal(self.per_minute, 0, lang)
            grid.add_row(f"  {text('cli.tally.per_minute', lang)}", rate)
        return grid


@contextmanager
def progress(n: int, lang: str) -> Iterator[Callable[[Outcome | Made], None]]:
    """A bar with rate and time left, and a line for each report where they are few.

    Parameters
    ----------
    n
        How many reports there are.
    """
    screen, started, worked = console(stderr=True), time.monotonic(), 0
    with _bar(screen) as bar:
        task = bar.add_task(text("cli.making.progress", lang), total=n, pace="")

        def tell(outcome: Outcome | Made) -> None:
            nonlocal worked
            worked += outcome.status is not JobStatus.UP_TO_DATE
            bar.advance(task)
            left = n - int(bar.tasks[0].completed)
            bar.update(task, pace=_pace(worked, left, time.monotonic() - started, lang))
            if n <= EACH_IS_TOLD or not outcome.ok:
                screen.print(line(outcome, lang))

        yield tell


def _bar(screen: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    )


def _pace(worked: int, left: int, seconds: float, lang: str) -> str:
    """How many in a minute so far, and how long the rest will then take."""
    if not worked or not seconds:
        return ""
    rest = decimal(left * seconds / worked, 0, lang)
    return text("cli.making.pace", lang, rate=decimal(60 * worked / seconds, 0, lang), left=rest)


def line(outcome: Outcome | Made, lang: str) -> str:
    """What became of one report, or of one form of it, in a line."""
    key = {JobStatus.OK: "done", JobStatus.UP_TO_DATE: "up_to_date"}.get(outcome.status, "failed")
    if isinstance(outcome, Made):
        form = text(f"forms.name.{outcome.form}", lang)
        return text(f"cli.exporting.{key}", lang, place=outcome.job.heading, form=form)
    seconds = decimal(outcome.seconds, 1, lang)
    return text(f"cli.making.{key}", lang, place=outcome.job.heading, seconds=seconds)
