"""What the eye would see in a chart, in words, for someone who cannot."""

from __future__ import annotations

from collections.abc import Iterator

from fgte.present.axis import chart_window
from fgte.present.chart import (
    Chart,
    CohortChart,
    DeviationsChart,
    Line,
    LineRole,
    MovementsChart,
    Point,
    PointMark,
    SeriesChart,
    SmallMultiples,
    SpreadChart,
    all_years,
)
from fgte.present.labels import sentence_case
from fgte.present.numbers import with_unit, years
from fgte.present.runs import figures_of
from fgte.present.wording import (
    deviation_words,
    limits_words,
    movement_words,
    runs_words,
    schools_words,
    step_place,
    step_words,
    work_words,
    year_list,
    zero_words,
)
from fgte.texts import text


def alt_text(chart: Chart) -> str:
    """The description of a chart, then what is seen in it."""
    return f"{chart.description} {seen(chart)}".strip()


def seen(chart: Chart) -> str:
    """What is drawn, as sentences made from the chart itself."""
    if isinstance(chart, SeriesChart):
        said = list(_series(chart))
    elif isinstance(chart, SmallMultiples):
        said = list(_multiples(chart))
    elif isinstance(chart, CohortChart):
        said = list(_cohort(chart))
    elif isinstance(chart, SpreadChart):
        said = list(_spread(chart))
    else:
        said = list(_rows(chart))
    return " ".join(said)


def _series(chart: SeriesChart) -> Iterator[str]:
    span = all_years(chart)
    if not span:
        yield _say("nothing", chart.lang)
        return
    yield _say("years", chart.lang, years=years(span[0], span[-1]))
    for drawn in chart.lines:
        yield from _line(drawn, chart)
    if chart.zero:
        yield _sentence(zero_words(chart.zero, chart.lang))
    cuts = [mark.year for mark in chart.breaks if span[0] < mark.year <= span[-1]]
    if cuts:
        yield _say("breaks", chart.lang, years=year_list(cuts, chart.lang))
    yield from (_sentence(limits_words(each, chart)) for each in chart.limits)
    if chart.runs:
        yield from (_sentence(words) for words in runs_words(chart.runs, chart))
    yield from (_sentence(work_words(mark, chart.lang)) for mark in chart.work)
    if chart.work:
        yield text("charts.work.no_effect", chart.lang)


def _line(drawn: Line, chart: SeriesChart) -> Iterator[str]:
    """A line from end to end with how far it reaches, then the years that are no part of it."""
    points, lang = figures_of(drawn), chart.lang
    if len(points) == 1:
        yield _say("one", lang, label=drawn.label, point=_dated(points[0], chart))
    if len(points) > 1:
        first, last = (_dated(points[i], chart) for i in (0, -1))
        low = min(points, key=lambda point: point.value or 0)
        high = max(points, key=lambda point: point.value or 0)
        reach = {"low": _dated(low, chart), "high": _dated(high, chart)}
        yield _say("line", lang, label=drawn.label, first=first, last=last, **reach)
    if drawn.role is LineRole.COUNTRY:
        return
    for mark in PointMark:
        when = [point.year for point in drawn.points if point.mark is mark]
        if when and mark is not PointMark.FIGURE:
            status = text(f"charts.status.{mark}", lang)
            listed = year_list(when, lang)
            yield _say("apart", lang, label=drawn.label, status=status, years=listed)


def _dated(point: Point, chart: SeriesChart) -> str:
    value = with_unit(point.value or 0, chart.unit, chart.lang)
    return text("charts.series.value_year", chart.lang, value=value, year=point.year)


def _multiples(chart: SmallMultiples) -> Iterator[str]:
    """Each stage by its heading, and the own line of each of its series from end to end."""
    for group in chart.groups:
        yield _sentence(group.heading)
        for each in group.charts:
            own = [drawn for drawn in each.lines if drawn.role is LineRole.OWN]
            said = [sentence for drawn in own for sentence in _line(drawn, each)]
            yield f"{each.title}: {' '.join(said) or _say('nothing', each.lang)}"


def _rows(chart: MovementsChart | DeviationsChart) -> Iterator[str]:
    lang = chart.lang
    if isinstance(chart, DeviationsChart):
        yield _say("rows", lang)
        yield from (_sentence(deviation_words(each, lang)) for each in chart.deviations)
    else:
        yield _say("movements", lang)
        yield from (_sentence(movement_words(e, chart.unit, lang)) for e in chart.movements)


def _cohort(chart: CohortChart) -> Iterator[str]:
    yield _say("cohort", chart.lang, label=chart.label)
    for step in chart.steps:
        yield _sentence(f"{step_place(step)}: {step_words(step, chart.lang)}")


def _spread(chart: SpreadChart) -> Iterator[str]:
    yield _say("spread", chart.lang)
    window = chart_window(chart)
    yield from (_sentence(schools_words(year, chart, window)) for year in chart.years)


def _sentence(words: str) -> str:
    return sentence_case(words if words.endswith(".") else f"{words}.")


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"charts.seen.{key}", lang, **values)
