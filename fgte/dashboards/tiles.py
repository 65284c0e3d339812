"""An indicator as a tile: how it moves, how sure that is, its chart and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from fgte.dashboards.choices import EQUITY, START, Choices, query_of
from fgte.dashboards.markup import fill
from fgte.model import Indicator, Sex, Stage
from fgte.present.cards import DrawnChart, drawn
from fgte.present.chart import Chart
from fgte.present.labels import sentence_case, stage_label, variant_label
from fgte.present.numbers import years
from fgte.texts import text

SMALL = (Stage.AK3.value, Stage.AK6.value)
"""Stages with one indicator each, which stand side by side where there is room."""


@dataclass(frozen=True)
class Tile:
    """What stands on a tile; ``whole`` is the complete card where the indicator is opened.

    ``source`` is who published the figures of the chart.
    """

    indicator: Indicator
    now: str
    verdict: str
    sentence: str
    chart: DrawnChart | None
    moved: bool = False
    notes: tuple[str, ...] = ()
    whole: Markup | None = None
    source: str = ""

    @property
    def shown(self) -> bool:
        """Whether there is a chart; what has none is named in a line, not a tile of its own."""
        return self.chart is not None or self.whole is not None


def grid(tiles: Sequence[Tile], choices: Choices, lang: str) -> Markup:
    """The tiles under the headings of the stages of school, in the collaboration's order."""
    stages = {stage: [t for t in tiles if t.indicator.stage is stage] for stage in Stage}
    groups = [
        {
            "id": stage.value,
            "heading": stage_label(stage, lang),
            "tiles": _placed((each for each in within if each.shown), choices),
            "absent": _placed((each for each in within if not each.shown), choices),
        }
        for stage, within in stages.items()
        if within
    ]
    small = [each for each in groups if each["id"] in SMALL]
    rows = [small, *([each] for each in groups if each not in small)]
    return fill(
        "grid",
        lang,
        rows=[row for row in rows if row],
        close=f"?{query_of(choices.closed)}",
        chosen=chosen(choices, lang),
    )


def named(key: str, lang: str, **values: object) -> str:
    """One of the dashboards' own texts."""
    return text(f"dashboards.{key}", lang, **values)


def scoped(chart: Chart, choices: Choices, lang: str) -> DrawnChart:
    """The chart drawn under a title that says whose figures it shows, and which years if chosen."""
    said = [named("chosen.pupils_T", lang).lower()] if choices.sex is Sex.ALL else []
    said += [chosen_years(choices, lang)] if choices.years != (None, None) else []
    for scope in said:
        chart = replace(chart, title=named("chosen.caption", lang, title=chart.title, scope=scope))
    return drawn(chart, lang)


def chosen(choices: Choices, lang: str) -> str:
    """In a few words whose figures are shown: ``Pojkar · kommunala skolor · 2017–2021``."""
    if choices.view == START:
        return ""
    said = [named(f"chosen.pupils_{choices.sex}", lang)] if choices.view != EQUITY else []
    said += [variant_label(choices.variant, lang)] if choices.variant else []
    return sentence_case(" · ".join([*said, chosen_years(choices, lang)]))


def chosen_years(choices: Choices, lang: str) -> str:
    """Which years are shown: ``2017–2021``, ``från 2017``, ``till 2021`` or ``alla år``."""
    first, last = choices.years
    if first and last:
        return years(first, last)
    ends = {(False, False): "all", (True, False): "since", (False, True): "until"}
    return named(f"chosen.{ends[bool(first), bool(last)]}", lang, year=first or last)


def _placed(tiles: Iterable[Tile], choices: Choices) -> list[dict[str, object]]:
    return [
        {
            "id": tile.indicator.id,
            "tile": tile,
            "link": f"?{query_of(choices, oppen=tile.indicator.id)}",
            "data": f"{choices.view}.csv?{query_of(choices, oppen=tile.indicator.id)}",
        }
        for tile in tiles
    ]
