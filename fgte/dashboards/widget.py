"""One widget for every dashboard: it takes choices from the browser and gives views back."""

from __future__ import annotations

from dataclasses import asdict
from importlib import resources
from typing import Any

import anywidget
import traitlets

from fgte.dashboards.choices import START, VIEWS
from fgte.dashboards.rendering import Rendering

_STATIC = resources.files("fgte.dashboards") / "static"


class Board(anywidget.AnyWidget):
    """A dashboard in a cell, or the kernel's side of one that is open in a browser.

    ``asked`` comes from the browser and is trusted in nothing: each word of it is
    checked against a list. ``answer`` is what is shown for it.
    """

    _esm = (_STATIC / "dashboard.js").read_text(encoding="utf-8")
    shell = traitlets.Unicode().tag(sync=True)
    style = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)

    def __init__(self, rendering: Rendering, view: str, query: str, style: str) -> None:
        self.rendering, self.view = rendering, view
        super().__init__(shell=rendering.shell(view, query), style=style)

    @traitlets.observe("asked")
    def _respond(self, change: dict[str, Any]) -> None:
        asked = change["new"]
        words, view = str(asked.get("query", "")), asked.get("view")
        if view in (START, *VIEWS):
            self.view = view
            self.shell = self.rendering.shell(view, words)
        found = self.rendering.answer(self.view, words)
        self.answer = {"n": str(asked.get("n", ""))[:40], **asdict(found)}
