"""What the figures answer of the expectations that are due, read when the first one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fgte.api import open_store
from fgte.catalogue import open_catalogue
from fgte.errors import FgteError
from fgte.journal import Registered
from fgte.journal.entries import REGION, is_shared
from fgte.judgement.change_work import judge_registered
from fgte.judgement.change_work_plain import plain_trial
from fgte.judgement.change_work_results import Trial
from fgte.judgement.expectations import Answer
from fgte.present.change_work_words import answer_words
from fgte.settings import Settings
from fgte.store import Store
from fgte.texts import text


@dataclass(frozen=True)
class Answers:
    """The expectations answered as the reports answer them: one family for each place."""

    settings: Settings
    registered: Sequence[Registered]

    def line(self, asked: Registered, lang: str) -> str:
        """The answer on one line; why there is none where there are no figures at all."""
        trial = self._trial(asked)
        if trial is None:
            return text("change_work.due.no_store", lang)
        together = sum(each.asked for each in self._judged[_place(asked)])
        return answer_words(trial, together, lang)[0]

    def waits(self, asked: Registered) -> bool:
        """Whether years that are to answer are still to come."""
        trial = self._trial(asked)
        return trial is not None and trial.waits

    def closed(self, asked: Registered) -> bool:
        """Whether the outcome was never published, so that nothing is left to wait for."""
        trial = self._trial(asked)
        return trial is not None and trial.answer is Answer.NEVER_PUBLISHED

    def plain(self, asked: Registered) -> dict[str, Any] | None:
        """The answer as plain values; None where there are no figures at all."""
        trial = self._trial(asked)
        return plain_trial(trial) if trial else None

    @cached_property
    def _store(self) -> Store | None:
        try:
            return open_store(self.settings.home)
        except FgteError:
            return None

    @cached_property
    def _judged(self) -> dict[str, tuple[Trial, ...]]:
        """Every registered expectation by the place whose family it belongs to."""
        store = self._store
        if store is None:
            return {}
        book = open_catalogue(self.settings)
        families: dict[str, list[Registered]] = {}
        for each in self.registered:
            families.setdefault(_place(each), []).append(each)
        return {place: judge_registered(e, store, book) for place, e in families.items()}

    def _trial(self, asked: Registered) -> Trial | None:
        wanted = (asked.entry_id, asked.trace_id, asked.municipality)
        trials = self._judged.get(_place(asked), ())
        return next((e for e in trials if (e.entry_id, e.id, e.place) == wanted), None)


def _place(each: Registered) -> str:
    """Whose family an expectation belongs to: a municipality's, or the region's."""
    return REGION if is_shared(each.municipality) else each.municipality
