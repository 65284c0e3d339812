"""Judgements as rows for the Excel form: one a figure, one a movement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fgte.judgement import Figure, Judgement, Movement, RegionalJudgement
from fgte.model import OWN_CALCULATION, OWN_CALCULATION_BOTH, Localised, Status, Unit
from fgte.present.cards import publishers
from fgte.present.labels import (
    listed,
    pupils_label,
    source_name,
    status_label,
    variant_label,
    verdict_words,
)
from fgte.present.numbers import range_with_unit, with_unit
from fgte.texts import text

Cell = Any
Row = tuple[Cell, ...]
OWN = (OWN_CALCULATION, OWN_CALCULATION_BOTH)


def data_rows(judged: Iterable[Judgement], lang: str) -> Iterator[Row]:
    """One row for each figure of each series, in the order of the judgements.

    The indicator's other series follow its headline one.
    """
    for each in judged:
        yield from _series(each, each.series, each.series_label, each.country, lang, headline=True)
        for part in each.parts:
            yield from _series(each, part.figures, part.series.label, (), lang, headline=False)


def data_units(judged: Iterable[Judgement]) -> Iterator[Unit]:
    """The unit of each row of the figures."""
    for each in judged:
        figures = [*each.series, *(figure for part in each.parts for figure in part.figures)]
        yield from (each.indicator.unit for _ in figures)


def _series(
    judged: Judgement,
    figures: Iterable[Figure],
    label: Localised,
    country: Iterable[Figure],
    lang: str,
    *,
    headline: bool,
) -> Iterator[Row]:
    beside = {each.year: each for each in country}
    for figure in figures:
        yield (
            judged.municipality.id,
            judged.municipality.name,
            judged.indicator.id,
            judged.indicator.label[lang],
            label[lang],
            _yes_no(headline, lang),
            text(f"labels.sex.{judged.sex}", lang),
            variant_label(judged.variant, lang),
            *_figure(figure, judged, lang),
            *_country(beside.get(figure.year), judged, lang, headline=headline),
            _source(figure, lang),
            figure.kpi.replace("+", ", "),
            figure.snapshot_id,
        )


def _figure(figure: Figure, judged: Judgement, lang: str) -> Row:
    unit, room = judged.indicator.unit, figure.interval
    return (
        figure.year,
        figure.value,
        text(f"charts.axis.{unit}", lang),
        shown(figure, judged, lang),
        status_label(figure.status, lang),
        room.low if room else None,
        room.high if room else None,
        _bounds(figure, lang),
        figure.pupils,
        pupils_label(None, figure.pupils_kind, lang)
        if figure.pupils is None
        else text(f"workbook.pupils.{figure.pupils_kind}", lang),
        _yes_no(figure.readable, lang),
    )


def shown(figure: Figure, judged: Judgement, lang: str) -> str:
    """A figure as a reader meets it: in its unit, as a range, or the word for its absence."""
    unit, room = judged.indicator.unit, figure.interval
    if figure.value is not None:
        return with_unit(figure.value, unit, lang)
    if figure.status is Status.CENSORED and room is not None:
        return range_with_unit(room.low, room.high, unit, lang)
    return status_label(figure.status, lang)


def _bounds(figure: Figure, lang: str) -> str:
    """What the two bounds are bounds of, or why there are none."""
    if figure.interval is None:
        key = "none" if figure.value is not None else "no_value"
    else:
        key = "censored" if figure.status is Status.CENSORED else "chance"
    return text(f"workbook.bounds.{key}", lang)


def _country(figure: Figure | None, judged: Judgement, lang: str, *, headline: bool) -> Row:
    if not headline:
        return None, text("workbook.country.headline_only", lang)
    if figure is None:
        return None, status_label(Status.MISSING, lang)
    return figure.value, shown(figure, judged, lang)


def _source(figure: Figure, lang: str) -> str:
    """The publisher of a figure; what is computed here is never put down as Kolada's."""
    if not figure.source:
        return text("workbook.source.none", lang)
    if figure.source in OWN:
        return text(f"workbook.source.{figure.source}", lang)
    return text("workbook.source.published", lang, name=figure.source)


MOVEMENT = (
    "indicator",
    "place",
    "variant",
    "years",
    "slope",
    "low",
    "high",
    "unit",
    "verdict",
    "against",
    "source",
)
"""The columns of the tables of movements."""


def movement_rows(judged: Iterable[Judgement], lang: str) -> Iterator[Row]:
    """One row an indicator and municipality: the change a year and what it is judged to be."""
    for each in judged:
        place = each.municipality.name
        yield _movement([each], place, each.movement, each.against_riket, lang)


def common_rows(judged: Iterable[RegionalJudgement], lang: str) -> Iterator[Row]:
    """One row an indicator: the movement that the municipalities have in common."""
    for each in judged:
        names = ", ".join(place.name for place in each.included)
        place = names or text("workbook.common.nobody", lang)
        inside = [own for own in each.movements if own.municipality in each.included]
        behind = inside or each.movements
        yield _movement(behind, place, each.common, each.common_against_riket, lang)


def _movement(
    behind: Sequence[Judgement],
    place: str,
    own: Movement,
    against: Movement,
    lang: str,
) -> Row:
    """A movement with whose pupils it is of and whose figures it is computed from."""
    trend, indicator = own.trend, behind[0].indicator
    years = f"{trend.first_year}–{trend.last_year}" if trend else text("workbook.none.years", lang)
    return (
        indicator.label[lang],
        place,
        listed(list(dict.fromkeys(variant_label(each.variant, lang) for each in behind)), lang),
        years,
        trend.slope if trend else None,
        trend.low if trend else None,
        trend.high if trend else None,
        text(f"charts.change_axis.{indicator.unit}", lang),
        verdict_words(own.verdict, own.to_watch, lang),
        verdict_words(against.verdict, against.to_watch, lang),
        _computed_from(behind, lang),
    )


def _computed_from(behind: Iterable[Judgement], lang: str) -> str:
    """That a movement is computed here, and on whose figures."""
    names = list(dict.fromkeys(source_name(n, lang) for each in behind for n in publishers(each)))
    if not names:
        return text("workbook.source.none", lang)
    return text("workbook.source.movement", lang, names=listed(names, lang))


def _yes_no(answer: bool, lang: str) -> str:
    return text(f"workbook.answer.{'yes' if answer else 'no'}", lang)
