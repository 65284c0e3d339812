"""A case as two panels over the same years: the rounds above, the figures below, and the lag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fgte.judgement.soft_hard_results import Case
from fgte.judgement.soft_series import SoftRound, SoftSeries
from fgte.model import Status, Unit
from fgte.present.axis import Window, value_window
from fgte.present.cards import DrawnChart
from fgte.present.change_work_clean import shown
from fgte.present.chart import LineRole, Point, SeriesChart
from fgte.present.charts import series_chart
from fgte.present.labels import mid_sentence, status_label
from fgte.present.markup import safe
from fgte.present.numbers import interval, with_unit
from fgte.present.soft_hard_words import case_name, hard_label, lag_words, say, school_year_words
from fgte.present.svg_marks import slug
from fgte.present.svg_panels import KeyWords, Panels, Round, render_panels
from fgte.present.tabular import DataTable
from fgte.present.wording import figure_words, interval_words
from fgte.texts import text


def case_chart(case: Case, lang: str) -> DrawnChart | None:
    """The case drawn, with the table of its figures; None where there is no round to draw."""
    if case.soft is None or not case.soft.rounds:
        return None
    panels = _panels(case, case.soft, lang)
    label = text("labels.card.data", lang)
    svg, table = safe(render_panels(panels)), _rows(panels, lang)
    return DrawnChart(slug(panels.id), svg, panels.title, label, table)


def _panels(case: Case, soft: SoftSeries, lang: str) -> Panels:
    hard, lag = _hard(case, lang), case.link.lag or 0
    joins = tuple((each.year, each.year + lag) for each in soft.comparable)
    rounds = tuple(_round(each, soft, lang) for each in soft.rounds)
    cut = tuple(
        (each.year, say("chart.cut", lang, year=each.year, label=each.label))
        for each in hard.breaks
    )
    names = ("round", "other_round", "hidden", "country")
    words = {name: say(f"chart.{name}", lang) for name in names}
    joined = say("chart.join", lang, lag=lag_words("chart.lag", lag, lang))
    panels = Panels(
        id=f"soft-hard-{case.id}-chart",
        title=say("chart.title", lang, label=case_name(case, lang)),
        description="",
        upper_heading=_soft_heading(soft, lang),
        lower_heading=_with_unit(hard_label(case, lang), hard.unit, lang),
        rounds=rounds,
        window=_window(soft),
        lower=hard,
        joins=joins if case.link.trace and (case.link.lag or 0) >= 0 else (),
        words=KeyWords(**words, join=joined, cut=cut),
        lang=lang,
    )
    return replace(panels, description=" ".join(_spoken(panels, lang)))


def _soft_heading(soft: SoftSeries, lang: str) -> str:
    """What was asked, and on which scale."""
    label = soft.label[lang]
    if soft.ends is None:
        return _with_unit(label, soft.measure, lang)
    low, high = (f"{end:g}" for end in soft.ends)
    return say("instrument_mean", lang, label=label, low=low, high=high)


def _with_unit(label: str, unit: Unit, lang: str) -> str:
    """A label with what its scale counts, unless the label says so itself."""
    counted = mid_sentence(text(f"charts.axis.{unit}", lang))
    return label if counted in label.casefold() else f"{label}, {counted}"


def _hard(case: Case, lang: str) -> SeriesChart:
    """The unit's own line and the country's; without figures an empty panel."""
    if case.hard is None:
        return SeriesChart(f"{case.id}-hard", "", "", Unit.PERCENT, (), lang=lang)
    chart, name = series_chart(case.hard, lang), shown(case.unit.name, lang, longest=120)
    lines = tuple(
        replace(each, label=name) if each.role is LineRole.OWN else each for each in chart.lines
    )
    return replace(chart, lines=lines, limits=(), work=())


def _window(soft: SoftSeries) -> Window:
    """The whole scale of an instrument; a share's window by the rule that all charts follow."""
    if soft.ends is not None:
        low, high = soft.ends
        return Window(low, high, 1 if high - low <= 5 else 2)
    bounds = [
        end
        for each in soft.rounds
        for end in (each.value, *((each.interval.low, each.interval.high) if each.interval else ()))
        if end is not None
    ]
    return value_window(soft.measure, bounds)


def _round(each: SoftRound, soft: SoftSeries, lang: str) -> Round:
    room = (each.interval.low, each.interval.high) if each.interval else None
    when = school_year_words(each.year, lang)
    words = f"{when}: {_round_figure(each.value, room, soft.measure, lang)}"
    return Round(each.year, each.value, room, each.comparable, words)


def _round_figure(
    value: float | None, room: tuple[float, float] | None, unit: Unit, lang: str
) -> str:
    if value is None:
        return status_label(Status.SUPPRESSED, lang)
    said = with_unit(value, unit, lang)
    if room is None:
        return said
    bounds = interval(*room, unit, lang)
    return say("data.with_interval", lang, value=said, interval=bounds)


def _own(panels: Panels) -> dict[int, Point]:
    lines = [each for each in panels.lower.lines if each.role is LineRole.OWN]
    return {point.year: point for each in lines for point in each.points}


def _rows(panels: Panels, lang: str) -> DataTable:
    """Every year that has a round or a figure: what stands in the picture, in words."""
    rounds = {each.year: each.words.partition(": ")[2] for each in panels.rounds}
    own, none = _own(panels), say("data.none", lang)
    unit = panels.lower.unit
    heads = tuple(say(f"data.{key}", lang) for key in ("year", "soft", "hard"))
    rows = tuple(
        (str(year), rounds.get(year, none), _figure(own[year], unit, lang) if year in own else none)
        for year in sorted({*rounds, *own})
    )
    return DataTable(heads, rows)


def _figure(point: Point, unit: Unit, lang: str) -> str:
    said, bounds = figure_words(point, unit, lang), interval_words(point, unit, lang)
    return say("data.with_interval", lang, value=said, interval=bounds) if bounds else said


def _spoken(panels: Panels, lang: str) -> Iterator[str]:
    """The picture in sentences, for someone who cannot see it."""
    yield say("chart.description", lang)
    yield say("chart.soft_words", lang, rounds="; ".join(each.words for each in panels.rounds))
    own = _own(panels).values()
    said = [f"{p.year}: {figure_words(p, panels.lower.unit, lang)}" for p in own]
    key = "chart.hard_words" if said else "chart.no_figures"
    yield say(key, lang, figures="; ".join(said))
    if panels.joins:
        pairs = (f"{school_year_words(a, lang)} → {b}" for a, b in panels.joins)
        yield say("chart.join_words", lang, joins="; ".join(pairs))
