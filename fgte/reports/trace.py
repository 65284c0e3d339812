"""How far a notebook has come, kept outside the process that runs it.

When that process is gone (killed, crashed, too slow), what was shown until then
and the heading it had reached can still be read from the trace.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

from nbformat import NotebookNode

from fgte.reports.executed import heading_above, keep, settle
from fgte.reports.jobs import Job


class Trace:
    """The notebook and the cell that is being run.

    Parameters
    ----------
    path
        Where it is written as well, for another process to read; None keeps it here.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.notebook: NotebookNode | None = None
        self.index = 0
        self._path = path
        self._seen = 0

    def begins(self, notebook: NotebookNode) -> None:
        """Note the notebook as it is before any cell has run."""
        self.notebook = notebook
        self._write((0, 0, notebook))

    def reaches(self, cell: NotebookNode, cell_index: int) -> None:
        """Note which cell begins, and what the cells before it have shown."""
        self.index = cell_index
        if self.notebook and cell.cell_type == "code":
            shown = self.notebook.cells[self._seen : cell_index]
            self._write((cell_index, self._seen, shown))
            self._seen = cell_index

    def heading(self, lang: str) -> str | None:
        """The heading of the part of the notebook that it had come to."""
        return heading_above(self.notebook, self.index, lang) if self.notebook else None

    def keep(self, job: Job) -> None:
        """Keep the notebook as far as it came, in place of one that no longer holds."""
        job.executed.unlink(missing_ok=True)
        if self.notebook:
            keep(settle(self.notebook, job), job)

    def _write(self, noted: object) -> None:
        if self._path is not None:
            with self._path.open("ab") as file:
                pickle.dump(noted, file)


def read_trace(path: Path) -> Trace:
    """What a process that is gone had noted, as far as it can be read."""
    trace = Trace()
    with suppress(OSError, EOFError, pickle.UnpicklingError), path.open("rb") as file:
        while True:
            trace.index, first, noted = pickle.load(file)
            if trace.notebook is None:
                trace.notebook = noted
            else:
                trace.notebook.cells[first : first + len(noted)] = noted
    return trace
