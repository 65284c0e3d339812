"""The estimate of a study in words, as a chart and as a table of what other choices give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fgte.analysis.differences import EventStudy
from fgte.analysis.segmented import Segmented
from fgte.analysis.synthetic import Synthetic
from fgte.present.chart import Line, LineRole, Point, PointMark, SeriesChart, WorkMark
from fgte.present.labels import listed
from fgte.present.markup import Html
from fgte.present.numbers import decimal
from fgte.present.tabular import DataTable
from fgte.present.window import window
from fgte.research.by_year import year_rows
from fgte.research.estimating import (
    ALL_THAT_FIT,
    TOGETHER,
    WITHOUT_DONOR,
    Estimated,
    Variation,
)
from fgte.research.studying import StudyResult
from fgte.research.words import bounds, change, share, size, told
from fgte.texts import text

SEEN_IN = 1
"""A figure of a spring is drawn in June; the mark of the start stands in its January."""

SMALLEST_WEIGHT = 0.0005


def estimate_window(result: StudyResult, found: Estimated, lang: str) -> Html:
    """The estimate, how far chance reaches, and the chart of outcome beside comparison."""
    unit = result.material.indicator.unit
    lines = [_text("estimate.value", lang, **told(found.estimate, unit, lang))]
    lines += [*_inference(result, found, lang), *_beside(result, found, lang)]
    return window(
        "study-estimate",
        _text("estimate.heading", lang),
        lines,
        lang,
        charts=[outcome_chart(result, found, lang)],
        rows=_rows(result, found, lang),
        caption=_text("by_year.caption" if _followed(found) else "estimate.weights", lang),
        source=_text("estimate.own", lang),
    )


def sensitivity_window(result: StudyResult, found: Estimated, lang: str) -> Html:
    """A row a choice, in a fixed order."""
    first = Variation("chosen", found.estimate)
    rows = tuple(_row(each, result, lang) for each in (first, *found.variations))
    heads = tuple(_text(f"sensitivity.{key}", lang) for key in ("what", "estimate", "interval"))
    lines = [_same_way(found, lang)]
    return window(
        "study-sensitivity",
        _text("sensitivity.heading", lang),
        lines,
        lang,
        rows=DataTable((*heads, _text("sensitivity.p", lang)), rows),
        caption=_text("sensitivity.caption", lang),
        wordy=True,
    )


def outcome_chart(result: StudyResult, found: Estimated, lang: str) -> SeriesChart:
    """The treated units' outcome beside what the comparison gives, with the start marked."""
    indicator, study = result.material.indicator, result.study
    places = listed([result.places[each].name for each in study.treated], lang)
    label = indicator.short[lang]
    own = _with_odd(_points(found.observed), result, PointMark.ODD_YEAR)
    beside = _with_odd(_points(found.expected), result, PointMark.NOT_APPLICABLE)
    lines = (
        Line(_text("estimate.observed", lang), LineRole.OWN, own),
        Line(_text("estimate.expected", lang), LineRole.EXPECTED, beside),
    )
    start = _text("estimate.start", lang)
    return SeriesChart(
        id=f"study-{study.name}",
        title=_text("estimate.chart", lang, label=label, place=places),
        description=_text("estimate.description", lang),
        unit=indicator.unit,
        lines=lines,
        lang=lang,
        work=(WorkMark(start, date(study.start, SEEN_IN, 1)),),
    )


def _points(values: Mapping[int, float]) -> tuple[Point, ...]:
    return tuple(
        Point(year, value, None, None, PointMark.FIGURE) for year, value in sorted(values.items())
    )


def _with_odd(points: tuple[Point, ...], result: StudyResult, mark: PointMark) -> tuple[Point, ...]:
    """The odd years in their places: published, and not compared with anything."""
    own, shown = result.material.own, mark is PointMark.ODD_YEAR
    odd = []
    for year in result.material.odd:
        values = [each.value for of_unit in own.values() for each in of_unit if each.year == year]
        known = [value for value in values if value is not None]
        if len(known) == len(own):
            mean = sum(known) / len(known) if shown else None
            odd.append(Point(year, mean, None, None, mark))
    return tuple(sorted((*points, *odd), key=lambda each: each.year))


def _inference(result: StudyResult, found: Estimated, lang: str) -> list[str]:
    """What the interval and the p-value rest on."""
    design, details, estimate = result.study.file.design, found.details, found.estimate
    words: dict[str, object] = {}
    if isinstance(details, Segmented):
        extreme = round(details.placebo_p * details.placebos)
        words = {"freedom": details.freedom, "placebos": details.placebos, "share": extreme}
    else:
        words["smallest"] = share(estimate.smallest_p or 1.0, lang)
        words["assignments"] = decimal(estimate.assignments or 0, 0, lang)
    if isinstance(details, Synthetic):
        words["effect_p"] = share(details.effect_p, lang)
        words["fit"] = size(details.pre_rmse, result.material.indicator.unit, lang)
    said = _text(f"inference.{design}", lang, **words)
    if estimate.p_error:
        said += _text("inference.drawn", lang, error=decimal(estimate.p_error, 4, lang))
    return [said]


def _beside(result: StudyResult, found: Estimated, lang: str) -> list[str]:
    """What else the design's own result says."""
    unit, details = result.material.indicator.unit, found.details
    if isinstance(details, Segmented):
        return [_text("estimate.slope", lang, **told(details.slope_change, unit, lang))]
    if isinstance(details, EventStudy):
        if details.drift is None:
            return [_text("estimate.no_drift", lang)]
        return [_text("estimate.drift", lang, **told(details.drift, unit, lang))]
    spans = [each.estimate for each in found.variations if each.key == ALL_THAT_FIT]
    return [
        _text(
            "sensitivity.mixtures",
            lang,
            low=change(span.low, unit, lang),
            high=change(span.high, unit, lang),
        )
        for span in spans
        if span is not None and span.high - span.low > 1e-6
    ]


def _followed(found: Estimated) -> bool:
    """Whether the comparison is followed year by year rather than made of parts."""
    return isinstance(found.details, EventStudy)


def _rows(result: StudyResult, found: Estimated, lang: str) -> DataTable | None:
    """The table below the chart: years, or the parts of a mixture."""
    if isinstance(found.details, EventStudy):
        unit = result.material.indicator.unit
        return year_rows(found.details, result.study.start, unit, lang)
    return _weights(result, found, lang)


def _weights(result: StudyResult, found: Estimated, lang: str) -> DataTable | None:
    """The parts of the mixture, in the order of codes."""
    if not isinstance(found.details, Synthetic):
        return None
    parts = sorted((str(code), weight) for code, weight in found.details.weights.items())
    heads = (_text("estimate.weight_place", lang), _text("estimate.weight", lang))
    rows = tuple(
        (result.places[code].name, decimal(100 * weight, 1, lang) + " %")
        for code, weight in parts
        if weight >= SMALLEST_WEIGHT
    )
    return DataTable(heads, rows)


def _row(each: Variation, result: StudyResult, lang: str) -> tuple[str, str, str, str]:
    about = each.about
    if each.key == WITHOUT_DONOR:
        about = result.places[each.about].name
    elif each.key == TOGETHER:
        about = decimal(float(each.about), 1, lang)
    what = _text(f"sensitivity.{each.key}", lang, about=about or "0")
    if each.estimate is None:
        return (what, _text("sensitivity.not_possible", lang), "–", "–")
    unit = result.material.indicator.unit
    value = change(each.estimate.value, unit, lang)
    span = "–" if each.bare else bounds(each.estimate, unit, lang)
    return (what, value, span, share(each.estimate.p_value, lang) if each.tested else "–")


def _same_way(found: Estimated, lang: str) -> str:
    made = [e.estimate for e in found.variations if e.estimate is not None]
    same = sum(each.value * found.estimate.value > 0 for each in made)
    return _text("sensitivity.same_way", lang, same=same, n=len(made))


def _text(key: str, lang: str, **values: object) -> str:
    return text(f"research.{key}", lang, **values)
