"""The municipalities' mean as a series with the region's change work on it."""

from __future__ import annotations

from dataclasses import replace

from fgte.judgement.change_work_results import Work, WorkJudgement
from fgte.model import Indicator
from fgte.present.cards import DrawnChart, drawn
from fgte.present.change_work_marks import work_marks
from fgte.present.chart import Line, LineRole, Point, PointMark, SeriesChart
from fgte.texts import text


def regional_charts(judged: WorkJudgement, lang: str) -> list[DrawnChart]:
    """One chart for each indicator that a joint work with a start expects a trace in.

    The line is the plain mean of the municipalities, an own calculation; no single one's
    figures stand in it.
    """
    indicators = {e.indicator.id: e.indicator for e in judged.trials if e.indicator}
    charts = [_chart(each, judged, lang) for each in indicators.values() if _marked(each, judged)]
    caption = text("change_work.charts.caption", lang)
    return [drawn(each, lang, f"{each.title}. {caption}") for each in charts]


def _marked(indicator: Indicator, judged: WorkJudgement) -> bool:
    has_figures = bool(judged.common.get(indicator.id))
    return has_figures and any(each.start for each in _expecting(indicator, judged))


def _expecting(indicator: Indicator, judged: WorkJudgement) -> list[Work]:
    """The works with those of their traces that are expected in this indicator."""
    narrowed = (
        replace(each, trials=tuple(t for t in each.trials if t.indicator == indicator))
        for each in judged.works
    )
    return [each for each in narrowed if each.trials]


def _chart(indicator: Indicator, judged: WorkJudgement, lang: str) -> SeriesChart:
    points = tuple(
        Point(each.year, each.value, None, None, PointMark.FIGURE)
        for each in judged.common[indicator.id]
    )
    label = text("change_work.charts.mean", lang)
    return SeriesChart(
        id=f"{indicator.id}-change-work".replace("_", "-"),
        title=text("change_work.charts.title", lang, label=indicator.label[lang]),
        description=text("change_work.charts.description", lang),
        unit=indicator.unit,
        lines=(Line(label, LineRole.OWN, points),),
        lang=lang,
        work=work_marks(_expecting(indicator, judged), lang),
    )
