"""What every report needs, read and made ready once in a worker, before the first of them."""

from __future__ import annotations

import gc
from contextlib import suppress

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fgte.api import assess_all, open_store
from fgte.catalogue import open_catalogue
from fgte.errors import FgteError
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
    """Judge, draw and lay out one municipality: the country's figures stay in memory."""
    [first, *_] = open_catalogue(settings).members
    store = open_store(settings.home)
    page = assess_all(first.id, store=store).page(settings.lang)
    pieces = [page.summary(), page.overview(), page.lacking(), page.questions(), page.sources()]
    pieces += [page.stage(each) for each in ("ak3", "ak6", "ak9", "gy")]
    shown = [
        new_output("execute_result", {"text/html": piece._repr_html_()}, execution_count=1)
        for piece in pieces
    ]
    cells = [new_markdown_cell("# Titel\n\nText, *så*."), new_code_cell("0", outputs=shown)]
    to_html(new_notebook(cells=cells), lang=settings.lang, settings=settings)
