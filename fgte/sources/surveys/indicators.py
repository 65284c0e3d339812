"""Surveys as indicators: so that the store can place their figures like any others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from fgte.errors import DataError
from fgte.model import (
    AnswerSteps,
    DatedRecord,
    Indicator,
    Kind,
    Localised,
    RecordKind,
    Scope,
    Series,
    Unit,
    Variant,
)
from fgte.sources.surveys.comparability import comparable, response_caveats
from fgte.sources.surveys.description import Description, Measure, Question
from fgte.sources.surveys.wording import said

_UNITS = {Measure.SHARE: Unit.PERCENT, Measure.MEAN: Unit.RATIO}


def survey_indicators(rounds: Iterable[Description]) -> tuple[Indicator, ...]:
    """The indicators of a number of rounds: local, of kind process, one for each survey.

    Each question is a series, and a round that is not comparable with the one before it is a
    break in the indicator, with the reason.

    Parameters
    ----------
    rounds : iterable of Description
        Every round that is to be shown, of any number of surveys and municipalities.

    Raises
    ------
    DataError
        Rounds that cannot stand in one indicator: of two surveys or two municipalities, with
        different measures, or twice in one year. Says which, and to give one of them its own id.
    """
    ordered = sorted(rounds, key=lambda each: (each.indicator, each.round.date))
    return tuple(
        _indicator(list(of)) for _, of in groupby(ordered, key=lambda each: each.indicator)
    )


def _indicator(rounds: Sequence[Description]) -> Indicator:
    """One survey's indicator, in the words of its latest round."""
    _check(rounds)
    latest = rounds[-1]
    asked = {each.id: each for of in rounds for each in of.questions}
    return Indicator(
        id=latest.indicator,
        number=None,
        label=latest.label,
        short=latest.label,
        subject=latest.label,
        explanation=latest.explanation,
        unit=_UNITS[latest.measure],
        better=latest.better,
        stage=None,
        kind=Kind.PROCESS,
        scope=Scope.LOCAL,
        series=tuple(
            Series(
                id=id,
                label=each.wording,
                kpis={Variant.KOMMUNAL: (latest.kpi(each),)},
                steps=_steps(each) if latest.measure is Measure.MEAN else None,
                of_many=each.of_many,
            )
            for id, each in asked.items()
        ),
        default_series=latest.questions[0].id,
        source=latest.source,
        publication_month=None,
        records=tuple(_breaks(rounds)),
        caveats=_caveats(rounds),
        by_pupils=all(each.population.pupils for each in rounds),
    )


def _steps(question: Question) -> AnswerSteps:
    """The scale in the words of the survey; in English too, where they are known."""
    scale = question.scale
    words = None
    if scale.labels:
        english = scale.labels_en or scale.labels
        words = tuple(Localised(scale.labels[at], english[at]) for at in (0, -1))
    return AnswerSteps(scale.low, scale.high, (words[0], words[1]) if words else None)


def _check(rounds: Sequence[Description]) -> None:
    """Rounds of one indicator belong to one survey, one municipality and one measure."""
    indicator = rounds[0].indicator
    for one, other in pairwise(rounds):
        survey, measure = (one.id, one.municipality), one.measure
        if survey != (other.id, other.municipality) or measure is not other.measure:
            files = {"file": other.file, "other": one.file}
            raise DataError("survey_shared_indicator", id=indicator, **files)
        if one.year == other.year:
            files = {"file": other.file, "other": one.file}
            raise DataError("survey_same_year", id=one.id, year=one.year, **files)


def _breaks(rounds: Sequence[Description]) -> Iterator[DatedRecord]:
    """A break for each round that is not comparable with the one before it."""
    for one, other in pairwise(rounds):
        found = comparable(one, other)
        if not found.comparable:
            why = Localised(
                sv=" ".join(each.sv for each in found.reasons),
                en=" ".join(each.en for each in found.reasons),
            )
            yield DatedRecord(
                id=f"{other.id}_{other.year}",
                kind=RecordKind.BREAK,
                year=other.year,
                text=said("not_comparable", year=other.year, why=why),
                source=other.source,
            )


def _caveats(rounds: Sequence[Description]) -> tuple[Localised, ...]:
    """Who answered, and what to mind of how many did."""
    responses = (caveat for each in rounds for caveat in response_caveats(each))
    return (said("who_answered", who=rounds[-1].population.who), *responses)
