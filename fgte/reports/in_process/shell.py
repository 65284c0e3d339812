"""An IPython shell that gives what its cells show as messages, worded as a kernel's.

nbclient reads the messages afterwards just as it reads a kernel's, so that what
is kept of a cell follows from one piece of code whichever way it was run.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Message = dict[str, Any]
Tell = Callable[[str, Mapping[str, Any]], None]


class Publisher(DisplayPublisher):
    """Passes on what ``display`` shows."""

    tell: Tell

    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Pass on one display, or the update of an earlier one."""
        shown = {"data": _encoded(data), "metadata": metadata or {}, "transient": transient or {}}
        self.tell("update_display_data" if update else "display_data", shown)

    def clear_output(self, wait: bool = False) -> None:
        """Pass on that what the cell has shown so far is to go."""
        self.tell("clear_output", {"wait": wait})


class Hook(DisplayHook):
    """Passes on the result of a cell: the value of its last line."""

    tell: Tell

    def start_displayhook(self) -> None:
        """Nothing is written before a result."""

    def write_output_prompt(self) -> None:
        """The number of the cell is in the message."""

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        """Pass on the result in every form it has."""
        result = {"data": _encoded(format_dict), "metadata": md_dict or {}}
        self.tell("execute_result", {**result, "execution_count": self.prompt_count})

    def finish_displayhook(self) -> None:
        """Nothing is written after a result."""


class Printed(io.TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, name: str, tell: Tell) -> None:
        self._name, self._tell = name, tell

    def writable(self) -> bool:
        """Whether it can be written to: it can."""
        return True

    def write(self, words: str) -> int:
        """Pass on what is printed."""
        self._tell("stream", {"name": self._name, "text": words})
        return len(words)


class ReportShell(InteractiveShell):
    """The shell: no history, no file of the user's, no colours but those a kernel gives."""

    def __init__(self, **options: Any) -> None:
        self.messages: list[Message] = []
        self.used = False
        options["config"] = Config(
            HistoryManager={"enabled": False}, InteractiveShell={"autoindent": False}
        )
        super().__init__(**options, display_pub_class=Publisher, displayhook_class=Hook)  # type: ignore[no-untyped-call]
        for teller in (self.display_pub, self.displayhook):
            vars(teller)["tell"] = self.tell

    def tell(self, kind: str, content: Mapping[str, Any]) -> None:
        """Keep a message, in the words of Jupyter's protocol."""
        self.messages.append(
            {
                "msg_type": kind,
                "header": {"msg_type": kind},
                "parent_header": {},
                "content": _plain(dict(content)),
            }
        )

    def init_io(self) -> None:
        """Leave the streams as they are: they are led aside while a cell runs."""

    def enable_gui(self, gui: object = None) -> None:
        """Refuse silently: a report has no windows."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        told = {"ename": etype.__name__, "evalue": str(evalue), "traceback": stb}
        self.tell("error", told)

    def run(self, source: str) -> list[Message]:
        """Run a cell and give what it showed, in order.

        Parameters
        ----------
        source
            The code of the cell.
        """
        self.used = True
        self.messages.clear()
        with self._led_aside():
            self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        return [*self.messages]

    @contextmanager
    def _led_aside(self) -> Iterator[None]:
        out, err = Printed("stdout", self.tell), Printed("stderr", self.tell)
        with redirect_stdout(out), redirect_stderr(err):
            yield


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    """Values as they can stand in a notebook."""
    cleaned: dict[str, Any] = json_clean(content)  # type: ignore[no-untyped-call]
    return cleaned


def _encoded(data: dict[str, Any]) -> dict[str, Any]:
    """A display in every form it has, its pictures as text."""
    encoded: dict[str, Any] = encode_images(data)  # type: ignore[no-untyped-call]
    return encoded
