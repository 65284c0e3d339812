"""Whether a municipality's difference from similar ones is more than chance and the usual spread.

A check of one municipality's own figure, never a list: nobody is placed, and which side of the
limits a figure lies on is no mark of anyone's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgte.analysis.funnel import limits_around
from fgte.catalogue.national import National, NationalPeers
from fgte.judgement.expected_value import chance_variance
from fgte.judgement.lacks import Lack, lack_of_figure, status_of
from fgte.judgement.results import Figure
from fgte.model import COUNTRY, Indicator, Interval, Municipality, Sex, Status, Variant


@dataclass(frozen=True)
class SimilarCheck:
    """One year's result beside the mean of similar municipalities, in the indicator's unit.

    ``limits`` are where a municipality with as many pupils would lie by chance and by how much
    similar municipalities usually differ; ``beyond`` whether the result lies outside them (a result
    known only as a range: all of it). ``group`` is the title of Kolada's group, empty where the
    set is our own; ``n`` of its municipalities have a figure. Where nothing can be checked,
    ``lack`` says why.
    """

    status: Status
    lack: Lack | None = None
    year: int | None = None
    figure: Figure | None = None
    level: float | None = None
    limits: Interval | None = None
    beyond: bool | None = None
    group: str = ""
    n: int = 0


def similar_check(
    national: National,
    indicator: Indicator,
    municipality: Municipality,
    figures: Sequence[Figure],
    *,
    sex: Sex = Sex.ALL,
    variant: Variant = Variant.KOMMUNAL,
) -> SimilarCheck:
    """Check the latest result that similar municipalities are known beside.

    Parameters
    ----------
    figures
        The municipality's own figures of the indicator's default series, oldest first.
    """
    lack = _structural_lack(municipality, sex, variant) or _lack(figures)
    held = [
        (each, national.peers[indicator.id, municipality.id, each.year])
        for each in figures
        if lack_of_figure(each) is None
        and (indicator.id, municipality.id, each.year) in national.peers
    ]
    if lack is not None or not held:
        lack = lack or Lack.NO_SIMILAR
        return SimilarCheck(status_of(lack), lack)
    return _checked(indicator, *held[-1])


def _structural_lack(municipality: Municipality, sex: Sex, variant: Variant) -> Lack | None:
    if municipality.id == COUNTRY:
        return Lack.NOT_FOR_COUNTRY
    if sex is not Sex.ALL:
        return Lack.ONLY_WHOLE_GROUP
    return None if variant is Variant.KOMMUNAL else Lack.ONLY_MUNICIPAL_SCHOOLS


def _lack(figures: Sequence[Figure]) -> Lack | None:
    """Why none of the figures can be checked; None where one can be read."""
    if not figures:
        return Lack.NOT_FETCHED
    readable = any(lack_of_figure(each) is None for each in figures)
    return None if readable else lack_of_figure(figures[-1])


def _checked(indicator: Indicator, figure: Figure, peers: NationalPeers) -> SimilarCheck:
    chance = chance_variance(indicator, figure, peers.level)
    if chance is None:
        return SimilarCheck(status_of(Lack.NO_PUPILS), Lack.NO_PUPILS, figure.year, figure)
    limits = limits_around(peers.level, (chance, peers.chance), tau2=peers.tau2)
    return SimilarCheck(
        status=Status.OK,
        year=figure.year,
        figure=figure,
        level=peers.level,
        limits=limits,
        beyond=_outside(figure, limits),
        group=peers.group,
        n=peers.n,
    )


def _outside(figure: Figure, limits: Interval) -> bool:
    if figure.value is not None:
        return not limits.low <= figure.value <= limits.high
    room = figure.interval
    return room is not None and (room.high < limits.low or room.low > limits.high)
