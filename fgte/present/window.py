"""One window on the gap as a piece of a page: a sentence first, then chart, table and limits."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.present.cards import DrawnChart, drawn
from fgte.present.chart import Chart
from fgte.present.markup import Html, fill
from fgte.present.svg_marks import slug
from fgte.present.tabular import DataTable


def window(
    id: str,
    heading: str,
    lines: Sequence[str],
    lang: str,
    *,
    charts: Sequence[Chart | DrawnChart] = (),
    rows: DataTable | None = None,
    caption: str = "",
    wordy: bool = False,
    notes: Sequence[str] = (),
    source: str = "",
    kind: str = "finding",
) -> Html:
    """The window as html.

    Parameters
    ----------
    lines
        What is seen, one paragraph each; the first leads.
    charts
        Drawn below, each with the table of its figures.
    rows, caption
        A table without a chart, and what it shows.
    wordy
        Whether its cells hold sentences: on a phone each row is then a block, nothing scrolls.
    notes
        What the window cannot tell.
    kind
        The class of the article; what is no finding of an indicator has one of its own.
    """
    return fill(
        "window",
        id=slug(id),
        heading=heading,
        lines=lines,
        charts=[each if isinstance(each, DrawnChart) else drawn(each, lang) for each in charts],
        rows=rows,
        caption=caption,
        wordy=wordy,
        notes=notes,
        source=source,
        kind=kind,
    )


def joined(pieces: Sequence[Html]) -> Html:
    """Several pieces of a page as one."""
    return Html("\n".join(each.source for each in pieces))


def nothing_here(words: str) -> Html:
    """What stands under a heading that has nothing to show; what to do is said once, at the top."""
    return fill("nothing", words=words)
