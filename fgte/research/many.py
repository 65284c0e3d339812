"""The same study asked of every indicator, on all cores or on a Dask cluster.

What was tried for reading should not show in an indicator that reading has nothing to do with.
Asked of thirteen, one in two gives a small p by chance alone, so the p-values are adjusted
together, and none of them is a claim.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

from fgte.analysis.estimates import Estimate
from fgte.analysis.multiplicity import holm
from fgte.catalogue import open_catalogue
from fgte.errors import FgteError
from fgte.reports.cluster import connected
from fgte.reports.engine import cores
from fgte.research.gate import Answer, Shut
from fgte.research.study_file import Study
from fgte.research.studying import carry_out
from fgte.settings import Settings

ANY_EFFECT = 1e9
"""The study's own smallest effect is in another unit, so here none is too weak; it is shown."""

SECONDS_TO_ANSWER = 10


@dataclass(frozen=True)
class IndicatorAnswer:
    """What one indicator answered.

    ``reason`` says why a design could not; ``estimate`` is then None. ``detectable`` is the
    effect it would have found four times in five, in the indicator's unit, and ``adjusted`` the
    p-value among all the indicators that answered (Holm).
    """

    indicator: str
    reason: Shut | None
    estimate: Estimate | None
    detectable: float | None
    adjusted: float | None = None


def ask_every_indicator(
    study: Study,
    settings: Settings,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
) -> tuple[IndicatorAnswer, ...]:
    """Ask a study's question of all the indicators that are followed, in the catalogue's order.

    Parameters
    ----------
    study
        The study; its own series, if it names a part, is the headline one here.
    settings
        Where the figures are.
    workers
        How many are asked at once; by default one for each core.
    scheduler
        The address of a Dask scheduler, whose workers see the same home.

    Raises
    ------
    RequestError
        If there is no such scheduler.
    """
    ids = [each.id for each in open_catalogue(settings).followed]
    ask = partial(ask_one, study=study, settings=settings)
    if scheduler is None:
        found = _on_cores(ask, ids, min(workers or cores(), len(ids)))
    else:
        found = _on_cluster(ask, ids, scheduler)
    return adjusted(found)


def ask_one(indicator: str, *, study: Study, settings: Settings) -> IndicatorAnswer:
    """Ask one indicator; what cannot be asked of it is an answer.

    Parameters
    ----------
    indicator
        Its id.
    study, settings
        As for `ask_every_indicator`.
    """
    changed = study.file.model_copy(
        update={"indicator": indicator, "series": None, "effect": ANY_EFFECT}
    )
    try:
        result = carry_out(replace(study, file=changed), settings)
    except FgteError:
        return IndicatorAnswer(indicator, Shut.NO_FIGURES, None, None)
    gate = result.gate
    reason = gate.reasons[0] if gate.reasons else None
    if gate.answer is Answer.WAITING:
        reason = Shut.TOO_FEW_AFTER
    found = result.found.estimate if result.found else None
    return IndicatorAnswer(indicator, reason, found, gate.detectable)


def adjusted(found: Iterable[IndicatorAnswer]) -> tuple[IndicatorAnswer, ...]:
    """The answers with their p-values adjusted together.

    Parameters
    ----------
    found
        One an indicator.
    """
    every = tuple(found)
    p_values = [math.nan if each.estimate is None else each.estimate.p_value for each in every]
    known = [p for p in p_values if not math.isnan(p)]
    together = iter(holm(known).tolist() if known else [])
    return tuple(
        each if math.isnan(p) else replace(each, adjusted=next(together))
        for each, p in zip(every, p_values, strict=True)
    )


Ask = Callable[[str], IndicatorAnswer]


def _on_cores(ask: Ask, ids: Sequence[str], at_once: int) -> list[IndicatorAnswer]:
    if at_once == 1:
        return [ask(id) for id in ids]
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as crew:
        return list(crew.map(ask, ids))


def _on_cluster(ask: Ask, ids: Sequence[str], scheduler: str) -> list[IndicatorAnswer]:
    with connected(scheduler, SECONDS_TO_ANSWER) as client:
        answers: list[IndicatorAnswer] = client.gather(client.map(ask, ids, pure=False))
    return answers
