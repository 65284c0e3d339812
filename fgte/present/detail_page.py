"""The detail view as a page of its own, reached by the keyboard and with its figures in a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from fgte.errors import RequestError, WorkError
from fgte.present.alt_text import alt_text
from fgte.present.chart import Chart
from fgte.present.data_table import data_table
from fgte.present.detail import config_in, plotly_figure
from fgte.present.markup import fill, safe
from fgte.present.svg_marks import slug
from fgte.texts import text


@dataclass(frozen=True)
class DetailPage:
    """A page with the detail view of one chart, complete in itself; it is made to be saved."""

    source: str = field(repr=False)

    def save(self, path: str | PathLike[str]) -> Path:
        """Keep the page as a file that opens in any browser, without a network.

        Parameters
        ----------
        path
            Where to: a name ending in ``.html``. A file there is replaced.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        RequestError
            If the ending is another.
        WorkError
            If the file cannot be written there.
        """
        target = Path(path)
        if target.suffix.lower() != ".html":
            raise RequestError("chart_ending", found=target.name, known=".html")
        try:
            target.write_text(self.source, encoding="utf-8")
        except OSError as error:
            cause = error.strerror or type(error).__name__
            raise WorkError("chart_not_written", place=target, cause=cause) from error
        return target


def detail_page(chart: Chart) -> DetailPage:
    """The detail view with what a pointer shows also within reach of a keyboard.

    The view takes focus as a figure with a name and a description; the table with
    the same figures follows it.
    """
    name = slug(chart.id)
    drawn = plotly_figure(chart).to_html(
        config=config_in(chart.lang),
        include_plotlyjs=True,
        full_html=False,
        div_id=f"{name}-detail",
    )
    filled = fill(
        "detail",
        lang=chart.lang,
        id=name,
        title=chart.title,
        seen=alt_text(chart),
        how=text("labels.card.detail", chart.lang),
        drawn=safe(drawn),
        data=data_table(chart),
    )
    return DetailPage(filled.source)
