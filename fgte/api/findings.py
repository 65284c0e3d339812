"""Findings: judgements that can be read, drawn and taken further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from fgte.errors import RequestError, closest
from fgte.judgement import Judgement, Panel, RegionalJudgement
from fgte.judgement.change_work_marks import with_work
from fgte.judgement.change_work_plain import plain_work
from fgte.judgement.change_work_results import WorkJudgement
from fgte.present.board_page import board_page
from fgte.present.cards import card
from fgte.present.change_work_sheets import lessons, plans, rule_lines
from fgte.present.charts import movements_chart, series_chart
from fgte.present.drawing import Drawing, draw
from fgte.present.markup import Html, Sentence, in_jupyter
from fgte.present.municipal_page import MunicipalPage
from fgte.present.narrative import sentence
from fgte.present.public_summary import public_summary
from fgte.present.regional_page import RegionalPage, regional_card, regional_sentence
from fgte.present.tables import figures_table, movements_table, overview_table
from fgte.settings import read_settings
from fgte.store import Store

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

    from fgte.present.cohort_page import CohortPage
    from fgte.present.detail_page import DetailPage
    from fgte.present.equity_page import EquityPage


@dataclass(frozen=True)
class Finding(Judgement):
    """A judgement that can be read, drawn and taken further.

    Shows itself as a card in a notebook, in the language of ``FGTE_LANG``. ``lang`` is "sv"
    (default) or "en".
    """

    def sentence(self, lang: str = "sv") -> Sentence:
        """What can be said, how sure it is, and what is ruled out."""
        return Sentence(sentence(self, lang))

    def chart(self, lang: str = "sv") -> Drawing:
        """The series as an accessible SVG; ``.save("x.svg")`` or ``.save("x.png")`` keeps it."""
        return draw(series_chart(self, lang))

    def figure(self, lang: str = "sv") -> PlotlyFigure:
        """The series as a plotly figure, to hover over and zoom in."""
        from fgte.present.detail import plotly_figure

        return plotly_figure(series_chart(self, lang))

    def detail(self, lang: str = "sv") -> DetailPage:
        """The plotly figure as a page with its table; ``.save("x.html")`` keeps it."""
        from fgte.present.detail_page import detail_page

        return detail_page(series_chart(self, lang))

    def table(self) -> pd.DataFrame:
        """One row a year: own value, interval, pupils, status, and the country's value."""
        return figures_table(self)

    def card(self, lang: str = "sv") -> Html:
        """Sentence, facts, chart, table, caveats and sources together."""
        return card(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Everything the finding holds as plain values."""
        return {**asdict(replace(self, work=())), "work": [*map(plain_work, self.work)]}

    def _repr_html_(self) -> str:
        return in_jupyter(card(self, read_settings().lang)).source


@dataclass(frozen=True)
class Findings(Sequence[Finding]):
    """Every indicator of one municipality, in the collaboration's order.

    Index by number, by indicator id, or by indicator id and sex:
    ``findings["meritvarde"]``, ``findings["meritvarde", "K"]``. Iterating gives
    the findings of all pupils. ``panel`` says which stages of school move, how many
    questions were asked, and how many of them chance alone would answer; ``years`` holds a
    chosen period. ``work`` is the change work laid beside them, None where none was.
    """

    found: Mapping[tuple[str, str], Finding]
    store: Store
    panel: Panel
    years: tuple[int, int] | None = None
    work: WorkJudgement | None = None

    def with_work(self, work: WorkJudgement) -> Findings:
        """The same findings with the change work marked on their charts.

        Parameters
        ----------
        work
            That of the same municipality, as ``fgte.change_work`` gives it.
        """
        marked = {key: with_work(each, work) for key, each in self.found.items()}
        return replace(self, found=marked, work=work)

    @property
    def whole(self) -> tuple[Finding, ...]:
        """The findings of the whole group of pupils (or of the first sex asked for)."""
        first = next(iter(self.found.values())).sex
        return tuple(each for each in self.found.values() if each.sex is first)

    def __len__(self) -> int:
        return len(self.whole)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.whole)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, int | slice):
            return self.whole[key]
        id, sex = key if isinstance(key, tuple) else (key, self.whole[0].sex.value)
        if (id, sex) not in self.found:
            near = closest(id, [each for each, _ in self.found])
            raise RequestError("unknown_indicator", found=id, closest=near)
        return self.found[id, sex]

    def table(self) -> pd.DataFrame:
        """One row an indicator: latest value, movement, verdict."""
        return overview_table(self.whole)

    def page(self, lang: str = "sv") -> MunicipalPage:
        """The pieces of the municipal report."""
        return MunicipalPage(self.whole, self.store.origins, lang, self.panel, self.work)

    def equity_page(self, lang: str = "sv") -> EquityPage:
        """The pieces of the equity report: the windows on the gap, one by one."""
        from fgte.api.gap_pages import equity_page

        return equity_page(self.whole, self.store, lang, years=self.years)

    def cohort_page(self, lang: str = "sv") -> CohortPage:
        """The pieces of the report on each year group's own way."""
        from fgte.api.gap_pages import cohort_page

        return cohort_page(self.whole, self.store, lang, years=self.years)

    def board_page(self, lang: str = "sv") -> Html:
        """The page for the municipality's board: one sheet, picked by a fixed, printed rule."""
        return board_page(self.whole, self.store.origins, self.panel, lang, work=self.work)


@dataclass(frozen=True)
class RegionFinding(RegionalJudgement):
    """What one indicator says of the municipalities together, never which is where."""

    def sentence(self, lang: str = "sv") -> Sentence:
        """What is common, what beside the country, and whether they move differently."""
        return Sentence(regional_sentence(self, lang))

    def chart(self, lang: str = "sv") -> Drawing:
        """The municipalities' movements side by side, in code order; saved as that of a finding."""
        return draw(movements_chart(self, lang))

    def figure(self, lang: str = "sv") -> PlotlyFigure:
        """The movements as a plotly figure."""
        from fgte.present.detail import plotly_figure

        return plotly_figure(movements_chart(self, lang))

    def table(self) -> pd.DataFrame:
        """One row a municipality in code order: slope, interval, years, verdict."""
        return movements_table(self)

    def to_dict(self) -> dict[str, Any]:
        """Everything the finding holds as plain values."""
        return asdict(self)

    def _repr_html_(self) -> str:
        return in_jupyter(regional_card(self, read_settings().lang)).source


@dataclass(frozen=True)
class RegionFindings(Sequence[RegionFinding]):
    """Every national indicator in the region, in the collaboration's order."""

    found: tuple[RegionFinding, ...]
    store: Store
    panel: Panel
    work: WorkJudgement | None = None

    def with_work(self, work: WorkJudgement) -> RegionFindings:
        """The same findings with the region's change work beside them.

        Parameters
        ----------
        work
            That of the region, as ``fgte.change_work()`` gives it.
        """
        return replace(self, work=work)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, int | slice):
            return self.found[key]
        known = {each.indicator.id: each for each in self.found}
        if key not in known:
            raise RequestError("unknown_indicator", found=key, closest=closest(key, known))
        return known[key]

    def page(self, lang: str = "sv") -> RegionalPage:
        """The pieces of the regional report."""
        from fgte.api.gap_pages import region_checks

        checks = region_checks(self.found, self.store)
        return RegionalPage(
            self.found, self.store.origins, lang, self.panel, self.work, checks=checks
        )

    def public_summary(self, lang: str = "sv") -> Html:
        """The summary that can be published: one sheet, picked by a fixed, printed rule."""
        return public_summary(
            self.found,
            self.store.origins,
            self.panel,
            lang,
            lessons=lessons(self.work, lang),
            plans=plans(self.work, lang),
            rules=rule_lines(self.work, "summary", lang),
        )
