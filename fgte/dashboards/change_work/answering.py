"""What the journal's handlers share: who is there, the journal opened, a whole page as answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from markupsafe import Markup

from fgte.dashboards.change_work.desk import Outcome
from fgte.dashboards.change_work.office import Office
from fgte.dashboards.change_work.side_pages import refused_page
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.change_work.visit import BOARD, Visit
from fgte.dashboards.handlers import Ours
from fgte.dashboards.pages import page, settings_of
from fgte.dashboards.tiles import named
from fgte.errors import FgteError
from fgte.journal import Journal
from fgte.journal.access import Person
from fgte.journal.editors import person as person_called

COOKIE = "fgte-editor"
SERVICE, SERVICE_USER = "X-FGTE-Service", "X-FGTE-User"
"""Headers by which a service in front (the hub, a proxy) says who it has let in."""

Made = TypeVar("Made")


class Journalled(Ours):
    """What the journal's pages share: who is there, and the journal opened beside the loop."""

    @property
    def office(self) -> Office:
        found: Office = self.settings["fgte_office"]
        return found

    async def beside(self, work: Callable[[Journal | None, Visit], Made]) -> Made:
        """Do a piece of work with the journal and the visitor, beside the loop."""
        made = self._visit()

        def done() -> Made:
            with self.office.opened() as journal:
                return work(journal, made(journal))

        return await asyncio.get_running_loop().run_in_executor(self.office.line, done)

    def _visit(self) -> Callable[[Journal | None], Visit]:
        """How the visitor is known once the journal is open, from what the request says now."""
        headers = self.request.headers
        called = headers.get(SERVICE_USER, "").strip().casefold()
        by_service = bool(called) and self.is_served
        secret = f"service:{called}" if by_service else self.secret
        session = None if by_service or not secret else self.office.sessions.find(secret)
        bare = Visit(self.base_url, self.office.lang, date.today(), xsrf=self._xsrf())

        def known(journal: Journal | None) -> Visit:
            person: Person | None = None
            if journal is not None and by_service:
                person = person_called(journal, called)
            elif journal is not None and session is not None:
                person = self.office.person_of(journal, session)
            if person is None:
                return bare
            mark = self.office.sessions.mark(secret)
            return replace(bare, person=person, mark=mark, by_service=by_service)

        return known

    def initialize(self) -> None:
        """Note the secret of the session that the browser holds."""
        self.secret = self.get_cookie(COOKIE) or ""

    @property
    def is_served(self) -> bool:
        """Whether the request comes through the service that is believed."""
        return self.office.is_service(self.request.headers.get(SERVICE, ""))

    def _xsrf(self) -> str:
        return Markup(self.xsrf_form_html())

    def set_default_headers(self) -> None:
        """Nothing of the journal is kept by a browser or by anything in between."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def show(self, outcome: Outcome, visit: Visit, posted: Posted | None = None) -> None:
        """Answer with a page, or lead on."""
        if outcome.onward:
            slash = "" if outcome.onward.startswith("?") else "/"
            self.redirect(f"{self.base_url}{BOARD}{slash}{outcome.onward}", status=303)
            return
        html, heading = outcome.html, outcome.heading
        if outcome.refused:
            html, heading = refused_page(outcome.refused, visit, posted)
        self.answer(html, heading, outcome.status)

    def answer(self, html: Markup, heading: str, status: int = 200) -> None:
        """A whole page."""
        lang = self.office.lang
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        title = named("page.title", lang, heading=heading)
        settings = settings_of(self)
        chosen, body = self.has_choices(BOARD), _framed(html)
        self.finish(
            page(settings, self.base_url, view=BOARD, title=title, body=body, chosen=chosen)
        )

    def has_choices(self, view: str) -> bool:
        """Whether this is a view whose choices stand in the address, and no form or message."""
        is_view = self.request.path == f"{self.base_url}{view}"
        return is_view and self.request.method == "GET" and self.get_status() < 400

    def write_error(self, status_code: int, **given: Any) -> None:
        """What went wrong with the journal is told; anything else is as on other pages."""
        error = given.get("exc_info", (None, None))[1]
        if isinstance(error, FgteError):
            self.set_status(503)
            visit = Visit(self.base_url, self.office.lang, date.today())
            html, heading = refused_page("unread", visit, None, error.message(visit.lang))
            self.answer(html, heading, 503)
            return
        super().write_error(status_code, **given)


def _framed(html: Markup) -> str:
    return f'<div class="fgte-board work">{html}</div>'
