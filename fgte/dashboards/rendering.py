"""Answers to what is asked of a dashboard: drawn once, kept, and shared between processes."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from fgte.api import open_store
from fgte.dashboards.choices import (
    OVERVIEW,
    Choices,
    Lists,
    Notice,
    lists,
    query_of,
    read_choices,
    words_of,
)
from fgte.dashboards.controls import controls
from fgte.dashboards.markup import fill, safe
from fgte.dashboards.memory import remembered
from fgte.dashboards.overview_view import TRACES
from fgte.dashboards.tiles import named
from fgte.dashboards.traces import traces_html
from fgte.dashboards.views import View, noticed, view_of
from fgte.dashboards.work_beside import stamp_of
from fgte.settings import PACKAGE, Settings
from fgte.store import Store

KEPT = 300
"""Views kept in memory; about 60 kB each."""
SORTS = (".py", ".j2", ".toml", ".css", ".js")


@dataclass(frozen=True)
class Answer:
    """What is shown for some choices, and how the address and the lists then stand."""

    heading: str
    title: str
    html: str
    said: str
    query: str
    values: Mapping[str, str]


class Rendering:
    """The views of one store in one language.

    A view for all the years is also kept as a file under ``FGTE_HOME/cache``, so
    that it is drawn once for the server and every kernel. The file's folder is
    named by the store's fingerprint and by the program that drew it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lang = settings.lang
        self._views: OrderedDict[tuple[str, Choices], View] = OrderedDict()
        self._lock = Lock()

    @property
    def store(self) -> Store:
        """The store as it lies there now."""
        return open_store(self.settings.home)

    def answer(self, view: str, query: str) -> Answer:
        """The answer to the words of an address; a wrong word is told of, never an error."""
        store = self.store
        known = known_lists(store)
        choices, notices = read_choices(view, words_of(query), known)
        return self._answer(choices, notices, store, known)

    def shell(self, view: str, query: str, **kernel: str) -> str:
        """The whole board: heading, lists to choose from, and the view.

        Parameters
        ----------
        view
            One of the dashboards.
        query
            The words of an address.
        **kernel
            What the page must know to start a kernel; nothing in a notebook.
        """
        answer = self.answer(view, query)
        choices, _ = read_choices(view, words_of(answer.query), known_lists(self.store))
        return fill(
            "shell",
            self.lang,
            view=view,
            answer=answer,
            html=safe(answer.html),
            controls=controls(choices, known_lists(self.store), self.lang),
            kernel=kernel,
        )

    def _answer(
        self, choices: Choices, notices: tuple[Notice, ...], store: Store, known: Lists
    ) -> Answer:
        view = self._view(choices, store, known)
        chosen = {each.name: each.chosen for each in controls(choices, known, self.lang)}
        return Answer(
            heading=view.heading,
            title=named("page.title", self.lang, heading=view.heading),
            html=f"{noticed(notices, self.lang)}{self._of_today(view.html, choices)}",
            said=view.said,
            query=query_of(choices),
            values=chosen,
        )

    def _of_today(self, html: str, choices: Choices) -> str:
        """The view with what follows from the journal and the day, and so is not kept."""
        if choices.view != OVERVIEW:
            return html
        return html.replace(TRACES, str(traces_html(self.settings, self.lang)), 1)

    def _view(self, choices: Choices, store: Store, known: Lists) -> View:
        stamp = stamp_of(choices, self.settings)
        key = (f"{store.fingerprint}{stamp}", choices)
        with self._lock:
            if key in self._views:
                self._views.move_to_end(key)
                return self._views[key]
        view = (None if stamp else self._kept(choices, store)) or self._drawn(
            choices, store, known, keep=not stamp
        )
        with self._lock:
            self._views[key] = view
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
        return view

    def _drawn(self, choices: Choices, store: Store, known: Lists, *, keep: bool) -> View:
        view = view_of(choices, store, known, self.lang)
        if keep and choices.years == (None, None) and not stamp_of(choices, self.settings):
            _write(self._file(choices, store), json.dumps(asdict(view), ensure_ascii=False))
        return view

    def _kept(self, choices: Choices, store: Store) -> View | None:
        try:
            return View(**json.loads(self._file(choices, store).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _file(self, choices: Choices, store: Store) -> Path:
        name = hashlib.sha256(repr(choices).encode()).hexdigest()[:24]
        return self.folder(store) / f"{name}.json"

    def folder(self, store: Store) -> Path:
        """Where the views of a store are kept, in this language, by this program."""
        stamp = hashlib.sha256(f"{store.fingerprint}{program()}{self.lang}".encode()).hexdigest()
        return self.settings.home / "cache" / "dashboards" / stamp[:24]


@remembered(keep=4)
def known_lists(store: Store) -> Lists:
    """What can be chosen with a store's figures."""
    return lists(store)


@cache
def program() -> str:
    """A mark of the program as it lies there: another after every change of it."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in SORTS)
    marks = ((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return hashlib.sha256(repr(list(marks)).encode()).hexdigest()


def _write(path: Path, content: str) -> None:
    """Keep a view; where nothing can be written it is drawn again the next time."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(content, encoding="utf-8")
        part.replace(path)
