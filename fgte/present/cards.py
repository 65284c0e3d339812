"""A judgement as a card: sentence first, then figures, chart, table, caveats and sources."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from fgte.judgement import Judgement, SourceLine
from fgte.model import OWN_CALCULATION, OWN_CALCULATION_BOTH, RecordKind, Status
from fgte.present.amounts import slope_with_interval
from fgte.present.change_work_marks import mark_cards, rebased_words
from fgte.present.chart import Chart
from fgte.present.charts import series_chart, sexes_chart, sexes_gap_chart
from fgte.present.data_table import DataTable, data_table
from fgte.present.gap_windows import none_measures, window_lines
from fgte.present.labels import (
    PUBLISHERS,
    listed,
    pupils_label,
    source_name,
    status_label,
    verdict_words,
)
from fgte.present.markup import Html, fill, safe
from fgte.present.movement_words import period
from fgte.present.narrative import sentence, unseen_sentence
from fgte.present.numbers import (
    change_interval,
    change_with_unit,
    range_with_unit,
    with_unit,
    years,
)
from fgte.present.revisions import revision_sentences
from fgte.present.sexes import sexes_sentence
from fgte.present.steps import chance_words
from fgte.present.svg import render
from fgte.present.svg_marks import slug
from fgte.present.wording import year_list
from fgte.texts import text

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class DrawnChart:
    """A chart with what stands around it: caption and table of its figures."""

    id: str
    svg: Markup
    caption: str
    data_label: str
    data: DataTable


def drawn(chart: Chart, lang: str, caption: str | None = None) -> DrawnChart:
    """The chart drawn, with the table that holds the same figures."""
    label = text("labels.card.data", lang)
    svg, table = safe(render(chart)), data_table(chart)
    return DrawnChart(slug(chart.id), svg, caption or chart.title, label, table)


def card(judged: Judgement, lang: str = "sv", *, alone: bool = True) -> Html:
    """One indicator in one municipality, complete in itself.

    ``alone`` is whether it says itself what a page of cards says once for all of them.
    """
    heading = judged.indicator.label[lang]
    shown = bool(judged.series)
    return fill(
        "finding",
        id="-".join((judged.indicator.id.replace("_", "-"), judged.municipality.id, judged.sex)),
        heading=heading,
        sentence=sentence(judged, lang),
        verdict=verdict_words(judged.verdict, judged.to_watch, lang),
        variant_reason=judged.variant_reason[lang] if judged.variant_reason else "",
        pairs=facts(judged, lang),
        chart=_series(judged, lang) if shown else None,
        parts=_parts(judged, lang),
        sexes=_sexes(judged, lang),
        windows=_windows(judged, lang, alone=alone) if shown else [],
        explanation=judged.indicator.explanation[lang],
        caveats=caveats(judged, lang) if shown else [],
        notes=_notes(judged, lang),
        work=mark_cards(judged, lang),
        sources=source_text(judged, lang),
        words={
            key: text(f"labels.card.{key}", lang)
            for key in ("parts", "sexes", "about", "mind", "windows")
        },
    )


def _windows(judged: Judgement, lang: str, *, alone: bool) -> list[str]:
    """The windows that have anything to show, and where they stand alone what none measures."""
    lines = window_lines(judged, lang)
    return [*lines, none_measures(lang)] if lines and alone else lines


def _notes(judged: Judgement, lang: str) -> list[str]:
    """What must be said at once: what could not be seen, what was revised, a new start."""
    said = (unseen_sentence(judged, lang), *revision_sentences(judged, lang))
    return [*(each for each in said if each), *rebased_words(judged, lang)]


def latest_value(judged: Judgement, lang: str) -> str:
    """The latest figure, or its range, or why there is none."""
    unit = judged.indicator.unit
    if judged.value is not None:
        return with_unit(judged.value, unit, lang)
    if judged.status is Status.CENSORED and judged.low is not None and judged.high is not None:
        return range_with_unit(judged.low, judged.high, unit, lang)
    return status_label(judged.status, lang)


def facts(judged: Judgement, lang: str) -> Pairs:
    """The numbers a reader asks for, each with its name."""
    unit, said = judged.indicator.unit, []
    said.append((_word("latest", lang, year=judged.year), latest_value(judged, lang)))
    said.append((_word("pupils", lang), pupils_label(judged.pupils, judged.pupils_kind, lang)))
    if judged.status is Status.OK:
        room = judged.interval
        known = range_with_unit(room.low, room.high, unit, lang) if room else ""
        said.append((_word("interval", lang), known or _word("no_interval", lang)))
    said += _change(judged, lang) + _country(judged, lang) + _movements(judged, lang)
    return said + _variation(judged, lang)


def _variation(judged: Judgement, lang: str) -> Pairs:
    """Between which figures the series usually lies, and the years outside."""
    found = judged.variation
    if found is None:
        return []
    reach = range_with_unit(found.lower, found.upper, judged.indicator.unit, lang)
    if found.provisional:
        reach = _word("provisional", lang, limits=reach)
    name = _word("variation", lang, period=years(found.first_year, found.last_year))
    beyond = year_list(found.outside, lang)
    return [(name, reach), *([(_word("outside", lang), beyond)] if beyond else [])]


def _change(judged: Judgement, lang: str) -> Pairs:
    change, unit = judged.change, judged.indicator.unit
    if change is None:
        return []
    written = change_with_unit(change.difference, unit, lang)
    if change.interval is not None:
        low, high = change.interval.low, change.interval.high
        written += f" ({change_interval(low, high, unit, lang)})"
    said = [(_word("change", lang, year=change.first_year), written)]
    known = {"chance": change.chance, "usual": change.usual}
    often = {key: chance for key, chance in known.items() if chance is not None}
    return said + [(_word(key, lang), chance_words(each, lang)) for key, each in often.items()]


def _country(judged: Judgement, lang: str) -> Pairs:
    known = [each for each in judged.country if each.value is not None]
    if not known or known[-1].value is None:
        return []
    value = with_unit(known[-1].value, judged.indicator.unit, lang)
    return [(_word("country", lang, year=known[-1].year), value)]


def _movements(judged: Judgement, lang: str) -> Pairs:
    unit, said = judged.indicator.unit, []
    if judged.trend is not None:
        name = _word("slope", lang, period=period(judged.trend))
        said.append((name, slope_with_interval(judged.trend, unit, lang)))
    if judged.against_riket.trend is not None:
        written = slope_with_interval(judged.against_riket.trend, unit, lang)
        said.append((_word("against", lang), written))
    return said


def _series(judged: Judgement, lang: str) -> DrawnChart:
    return drawn(series_chart(judged, lang), lang)


def _sexes(judged: Judgement, lang: str) -> dict[str, object] | None:
    if judged.gap.sexes.status is not Status.OK:
        return None
    both = (sexes_chart(judged, lang), sexes_gap_chart(judged, lang))
    charts = [drawn(chart, lang) for chart in both]
    return {"sentence": sexes_sentence(judged, lang), "charts": charts}


def _parts(judged: Judgement, lang: str) -> DataTable | None:
    """The indicator's other series: latest value and movement of each."""
    if not judged.parts:
        return None
    unit = judged.indicator.unit
    rows = []
    for part in judged.parts:
        last = next((each for each in reversed(part.figures) if each.value is not None), None)
        value = with_unit(last.value, unit, lang) if last and last.value is not None else "–"
        when = f" ({last.year})" if last else ""
        trend = part.movement.trend
        moved = slope_with_interval(trend, unit, lang) if trend else "–"
        word = verdict_words(part.movement.verdict, part.movement.to_watch, lang)
        rows.append((part.series.label[lang], f"{value}{when}", moved, word))
    heads = (_word(key, lang) for key in ("part", "value", "movement", "verdict"))
    return DataTable(tuple(heads), tuple(rows))


def caveats(judged: Judgement, lang: str) -> list[str]:
    """What has happened to the series, then what the figure cannot say."""
    ordered = sorted(judged.records, key=lambda each: (each.kind is RecordKind.NOTE, each.year))
    reasons = [each.reason[lang] for each in judged.series if each.reason]
    said = [record.text[lang] for record in ordered] + reasons
    return list(dict.fromkeys([*said, *(each[lang] for each in judged.caveats)]))


def source_text(judged: Judgement, lang: str) -> str:
    """Who published the figures, and that the rest is our own calculation."""
    if not judged.sources:
        return ""
    names = [source_name(name, lang) for name in publishers(judged)]
    own = text("labels.source.analysis", lang, names=listed(names, lang))
    return f"{published_by(judged, lang)} {own}"


def published_by(judged: Judgement, lang: str) -> str:
    """Who published the figures, and of which years: ``Källa: Kolada (N15419), 2015–2022``."""
    return " ".join(_source(each, lang) for each in judged.sources)


def publishers(judged: Judgement) -> list[str]:
    """The publishers behind a judgement; an own calculation stands on Kolada's figures."""
    behind = {OWN_CALCULATION: ["Kolada"], OWN_CALCULATION_BOTH: ["Kolada", "Skolverket"]}
    used = [name for e in judged.sources for name in behind.get(e.source, [e.source])]
    return list(dict.fromkeys(used))


def _source(line: SourceLine, lang: str) -> str:
    kpis = ", ".join(kpi.replace("+", ", ") for kpi in line.kpis)
    when = years(line.first_year, line.last_year)
    if line.source not in PUBLISHERS:
        return text("labels.source.other", lang, source=line.source, period=when)
    return text(f"labels.source.{line.source}", lang, kpis=kpis, period=when)


def _word(key: str, lang: str, **values: object) -> str:
    return text(f"labels.card.{key}", lang, **values)
