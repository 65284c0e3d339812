"""An executed notebook: what is kept of it, and where in it something went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import count, groupby, islice
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from fgte.errors import FgteError
from fgte.reports.files import write_whole
from fgte.reports.jobs import Job
from fgte.settings import STORE
from fgte.store import open_table
from fgte.version import VERSION

HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
ADDED_BY_PAPERMILL = ("injected-parameters", "papermill-error-cell-tag")
"""Tags of cells that papermill puts in, under ids that are another each time."""
KEPT_BY_PAPERMILL = ("default_parameters", "parameters", "version")


def spoken(notebook: NotebookNode, lang: str) -> NotebookNode:
    """The notebook without the cells that are tagged as another language's."""
    cells = [cell for cell in notebook.cells if _speaks(cell, lang)]
    return NotebookNode({**notebook, "cells": cells})


def heading_above(notebook: NotebookNode, index: int, lang: str) -> str | None:
    """The nearest heading at or before a cell, as its reader sees it."""
    for cell in reversed(notebook.cells[: index + 1]):
        if cell.cell_type == "markdown" and _speaks(cell, lang):
            found = HEADING.findall(cell.source)
            if found:
                return str(found[-1])
    return None


def settle(notebook: NotebookNode, job: Job) -> NotebookNode:
    """The notebook with its origin written in it, and without what differs from run to run.

    papermill writes times, paths and a random id; with them, the same figures
    would never give the same file twice.
    """
    noted = notebook.metadata.get("papermill", {})
    notebook.metadata["papermill"] = {key: noted[key] for key in KEPT_BY_PAPERMILL if key in noted}
    notebook.metadata["fgte"] = {
        "report": job.report,
        "municipality": job.municipality,
        "place": job.heading,
        **({"title": job.title} if job.title else {}),
        "command": job.command,
        "version": VERSION,
        **_figures(job),
    }
    if job.figures:
        _say_what_was_asked(notebook, job)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs)
        for added in set(ADDED_BY_PAPERMILL) & set(cell.metadata.get("tags", [])):
            cell["id"] = _unused(added, notebook)
    return notebook


def _figures(job: Job) -> dict[str, Any]:
    """Which store a report is made of, and which sets of figures that was built from."""
    with suppress(FgteError):
        store = open_table(Path(job.figures or job.parameters["home"]) / STORE)
        return {"store": store.fingerprint, "snapshots": list(store.origins)}
    return {}


def _say_what_was_asked(notebook: NotebookNode, job: Job) -> None:
    """Write the parameters as they were asked for, where they were read on another machine."""
    from papermill.translators import translate_parameters

    asked = dict(job.parameters)
    notebook.metadata["papermill"]["parameters"] = asked
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = translate_parameters("python3", "python", asked, "Parameters")


def _unused(id: str, notebook: NotebookNode) -> str:
    """An id that no cell has yet: with a number after it, where there are several."""
    taken = {cell.get("id") for cell in notebook.cells}
    numbered = (f"{id}-{n}" for n in count(2))
    return next(each for each in (id, *islice(numbered, len(taken))) if each not in taken)


def keep(notebook: NotebookNode, job: Job) -> None:
    """Write the executed notebook, whole, where the job has it."""
    write_whole(job.executed, nbformat.writes(notebook) + "\n")


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """What a cell printed between two displays as one piece for each stream.

    A kernel sends it in pieces as they happen to come, output and error apart.
    """
    joined: list[NotebookNode] = []
    for is_printed, run in groupby(outputs, lambda each: each.output_type == "stream"):
        each = list(run)
        joined += _by_stream(each) if is_printed else each
    return joined


def _by_stream(pieces: Iterable[NotebookNode]) -> list[NotebookNode]:
    whole: dict[str, NotebookNode] = {}
    for each in pieces:
        if each.name in whole:
            whole[each.name]["text"] += each.text
        else:
            whole[each.name] = each
    return [whole[name] for name in sorted(whole, reverse=True)]


def _speaks(cell: NotebookNode, lang: str) -> bool:
    """Whether a cell belongs to a language: untagged cells belong to all."""
    tagged = {tag for tag in cell.metadata.get("tags", []) if tag.startswith("lang-")}
    return not tagged or f"lang-{lang}" in tagged
