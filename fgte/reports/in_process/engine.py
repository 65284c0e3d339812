"""The papermill engine that runs a notebook's cells in this process."""

from __future__ import annotations

import platform
from typing import Any

from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from fgte.reports.in_process.shell import ReportShell

NAME = "fgte"
"""The name by which papermill knows the engine, once it has been registered."""


class InProcessClient(PapermillNotebookClient):  # type: ignore[misc]
    """The client of papermill with a shell in place of the kernel.

    Which cells are run, when the hooks are called, what becomes of a message
    and when an error stops the notebook is as in nbclient.
    """

    def execute(self, **_: Any) -> NotebookNode:
        """Run the notebook from top to bottom, or until a cell fails."""
        self.reset_execution_trackers()
        self.shell = fresh_shell()
        self._call(self.on_notebook_start, notebook=self.nb)
        self.papermill_execute_cells()
        self.nb.metadata["language_info"] = language()
        executed: NotebookNode = self.nb
        return executed

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: Any) -> NotebookNode:
        """Run one cell and keep what it shows.

        Raises
        ------
        CellExecutionError
            If it fails and is not tagged ``raises-exception``.
        """
        self._call(self.on_cell_start, cell=cell, cell_index=cell_index)
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        self.clear_before_next_output = False
        cell["execution_count"] = self.shell.execution_count
        messages = self.shell.run(cell.source)
        for message in messages:
            self.process_message(message, cell, cell_index)
        self._call(self.on_cell_executed, cell=cell, cell_index=cell_index)
        failed = [each["content"] for each in messages if each["msg_type"] == "error"]
        if failed and "raises-exception" not in cell.metadata.get("tags", []):
            raise CellExecutionError.from_cell_and_msg(cell, failed[-1])
        return cell

    @staticmethod
    def _call(hook: Any, **given: Any) -> None:
        if hook is not None:
            hook(**given)


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs notebooks without starting a kernel. Outputs are those a kernel would give."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        **options: Any,
    ) -> None:
        """Run the notebook that papermill has prepared.

        Parameters
        ----------
        nb_man
            papermill's own record of the notebook and of how far it has come.
        kernel_name
            Not used: there is no kernel.
        log_output
            Whether what the cells print goes to papermill's log too.
        **options
            The hooks (``on_cell_start`` and so on); what concerns a kernel is left aside.
        """
        hooks = {name: each for name, each in options.items() if name.startswith("on_")}
        InProcessClient(nb_man, log_output=log_output, **hooks).execute()


def register() -> str:
    """Make the engine known to papermill and give its name.

    Returns
    -------
    str
        What to give papermill as ``engine_name``.
    """
    papermill_engines.register(NAME, InProcessEngine)
    return NAME


def fresh_shell() -> ReportShell:
    """The process's shell with nothing in it; made the first time, which takes a while."""
    shell: ReportShell = ReportShell.instance()
    if shell.used:
        shell.reset(new_session=True)  # type: ignore[no-untyped-call]
        shell.used = False
    return shell


def language() -> dict[str, Any]:
    """The language of the notebook as a kernel of this Python states it."""
    return {
        "name": "python",
        "version": platform.python_version(),
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": 3},
        "pygments_lexer": "ipython3",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    }
