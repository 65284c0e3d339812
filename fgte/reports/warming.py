"""What every report needs, read and made ready once in a worker, before the first of them."""

from __future__ import annotations

import gc
from contextlib import suppress

import papermill
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fgte.api import Findings, assess_all, open_store
from fgte.catalogue import open_catalogue
from fgte.errors import FgteError
from fgte.present.markup import Html
from fgte.reports.export import to_html
from fgte.reports.in_process.engine import fresh_shell, register
from fgte.settings import Settings


def warm_up(settings: Settings, *, rehearse: bool) -> None:
    """Make the shell, rehearse a report if that will pay, and keep what there is for good.

    What lies in memory now is set aside from Python's search for garbage: each
    report would else go through it, and in a fork copy the pages it touches.

    Parameters
    ----------
    rehearse
        Whether so many reports are to come that one run for nothing is worth its while.
    """
    register()
    fresh_shell()
    if rehearse:
        with suppress(FgteError):
            _rehearse(settings)
    gc.collect()
    gc.freeze()


def _rehearse(settings: Settings) -> None:
    """Judge and draw the collaboration's municipalities, lay one out, run a notebook of one line.

    The country's figures stay in memory, and so does everything that is worked out once.
    """
    store = open_store(settings.home)
    drawn = [
        [piece._repr_html_() for piece in _pieces(assess_all(each.id, store=store), settings.lang)]
        for each in open_catalogue(settings).members
    ]
    shown = [
        new_output("execute_result", {"text/html": piece}, execution_count=1) for piece in drawn[0]
    ]
    cells = [new_markdown_cell("# Titel\n\nText, *så*."), new_code_cell("0", outputs=shown)]
    to_html(new_notebook(cells=cells), lang=settings.lang, settings=settings)
    _run_one_line()


def _pieces(findings: Findings, lang: str) -> list[Html]:
    page = findings.page(lang)
    stages = [page.stage(each) for each in ("ak3", "ak6", "ak9", "gy")]
    return [
        *(page.summary(), page.overview(), *stages),
        *(page.lacking(), page.questions(), page.sources()),
    ]


def _run_one_line() -> None:
    cells = [new_code_cell("n = 0", metadata={"tags": ["parameters"]}), new_code_cell("n")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    papermill.execute_notebook(
        new_notebook(cells=cells, metadata={"kernelspec": kernel}),
        None,
        parameters={"n": 1},
        kernel_name="python3",
        engine_name=register(),
        progress_bar=False,
    )
    fresh_shell()
