"""What is sent from a browser: taken at one door, from a form of ours, and never lost."""

from __future__ import annotations

import asyncio
import hmac
import re
from datetime import date
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError, RequestHandler, authenticated

from fgte.dashboards.change_work.answering import COOKIE, Journalled
from fgte.dashboards.change_work.desk import Desk, Outcome
from fgte.dashboards.change_work.drafts import own
from fgte.dashboards.change_work.people import LONGEST_SECONDS
from fgte.dashboards.change_work.side_pages import refused_page, sign_in_page
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.change_work.visit import BOARD, Visit
from fgte.dashboards.change_work.words import say_in
from fgte.errors import FgteError
from fgte.journal import Journal

LARGEST_FORM = 2_000_000
FORM = "application/x-www-form-urlencoded"
ONWARD = re.compile(rf"(?:{BOARD}|sjalvskattning)(?:/[a-z0-9_-]{{1,40}}){{0,3}}")


class Posting(Journalled):
    """What is sent to us: of one type, of a size, from a form of our own, and never lost."""

    xsrf_holds = False

    def check_xsrf_cookie(self) -> None:
        """Note whether the mark holds; what was typed is shown again when it does not.

        A token in the address does not do instead of it, as it does on Jupyter's own pages.
        """
        try:
            RequestHandler.check_xsrf_cookie(self)
        except HTTPError:
            return
        self.xsrf_holds = self.check_origin()

    def sent(self) -> Posted | None:
        """The form that was sent; None where the visitor has been told why it was not taken."""
        posted = self._read()
        if posted is None:
            return None
        if self.current_user is not None and self.xsrf_holds:
            return posted
        kind = "shut" if self.current_user is None else "mark"
        self.refuse(kind, 403, posted if self.is_ours else None)
        return None

    def _read(self) -> Posted | None:
        """The form that was sent, if it is one; else the visitor is told."""
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        fault, posted = (("type", 415) if kind != FORM else None), {}
        if fault is None and len(self.request.body) > LARGEST_FORM:
            fault = ("size", 413)
        try:
            given = self.request.body_arguments.items()
            posted = {name: [each.decode() for each in held] for name, held in given}
        except UnicodeDecodeError:
            fault = fault or ("type", 400)
        if fault is None:
            return posted
        self.refuse(*fault, None)
        return None

    @property
    def is_ours(self) -> bool:
        """Whether the form was sent from a page of this server: only then is it shown again."""
        site = self.request.headers.get("Sec-Fetch-Site", "")
        said = bool(self.request.headers.get("Origin")) or site == "same-origin"
        return said and site in ("", "same-origin") and self.check_origin()

    @property
    def stranger(self) -> Visit:
        """The visitor, before anything is known of who it is."""
        return Visit(self.base_url, self.office.lang, date.today(), xsrf=self._xsrf())

    def refuse(self, kind: str, status: int, posted: Posted | None) -> None:
        """Say why nothing was done, with all that was typed and a way to send it again."""
        visit = self.stranger
        again = self.request.path if posted else ""
        html, heading = refused_page(kind, visit, posted, again=again)
        self.answer(html, heading, status)

    def write_error(self, status_code: int, **given: Any) -> None:
        """When the journal cannot be reached, what was typed is shown with what is wrong."""
        error = given.get("exc_info", (None, None))[1]
        if isinstance(error, FgteError) and self.xsrf_holds:
            visit = self.stranger
            held = self.request.body_arguments.items()
            posted = {name: [each.decode("utf-8", "replace") for each in v] for name, v in held}
            cause = error.message(visit.lang)
            html, heading = refused_page("unread", visit, posted, cause, again=self.request.path)
            self.answer(html, heading, 503)
            return
        super().write_error(status_code, **given)


class WriteHandler(Posting):
    """The one door through which the journal is written from a browser."""

    @authenticated
    def get(self) -> None:
        """Whoever comes here by the address is led to the board."""
        self.redirect(f"{self.base_url}{BOARD}")

    @allow_unauthenticated
    async def post(self) -> None:
        """Take what a form says, if it is ours, from someone who has signed in and who may."""
        posted = self.sent()
        if posted is None:
            return
        if own(posted, "do") == "sign-out":
            self._sign_out(posted)
            return

        def work(journal: Journal | None, visit: Visit) -> tuple[Outcome | None, Visit]:
            if journal is None or visit.person is None:
                return None, visit
            marked = hmac.compare_digest(own(posted, "mark").encode(), visit.mark.encode())
            desk = Desk(self.office, journal, visit, visit.person)
            return desk.write(posted if marked else _asked_again(posted)), visit

        outcome, visit = await self.beside(work)
        if outcome is None:
            html, heading = sign_in_page(visit, posted=posted)
            self.answer(html, heading, 403)
            return
        self.show(outcome, visit, posted)

    def _sign_out(self, posted: Posted) -> None:
        secret = self.get_cookie(COOKIE) or ""
        if self.office.sessions.is_marked(secret, own(posted, "mark")):
            self.office.sessions.end(secret)
            self.clear_cookie(COOKIE, path=self.base_url)
        self.redirect(f"{self.base_url}{BOARD}", status=303)


class SignInHandler(Posting):
    """Where editors sign in; what they had typed comes with them and is not lost."""

    @authenticated
    async def get(self) -> None:
        """The form to sign in with."""
        onward = self.get_query_argument("till", "")
        visit = await self.beside(lambda _, visit: visit)
        if visit.person is not None:
            self.redirect(f"{self.base_url}{_onward(onward)}", status=303)
            return
        self.answer(*sign_in_page(visit, onward=onward))

    @allow_unauthenticated
    async def post(self) -> None:
        """Let someone in, or say that login and password do not belong together."""
        posted = self.sent()
        if posted is None:
            return
        login = own(posted, "login").strip().casefold()[:80]
        wait = self.office.patience.take(login, self._address())
        if wait:
            self.set_header("Retry-After", str(wait))
            self._again(posted, "throttled", 429, minutes=(wait + 59) // 60)
            return
        password = own(posted, "password")
        loop = asyncio.get_running_loop()
        secret = await loop.run_in_executor(self.office.line, self.office.let_in, login, password)
        if secret is None:
            self._again(posted, "wrong", 403)
            return
        self.office.patience.forgive(login, self._address())
        self.office.sessions.end(self.get_cookie(COOKIE) or "")
        self._let_in(secret)
        await self._onward(posted, secret)

    def refuse(self, kind: str, status: int, posted: Posted | None) -> None:
        """A form without its mark is shown again here, too."""
        if kind != "mark" or posted is None:
            super().refuse(kind, status, posted)
            return
        visit = self.stranger
        said = say_in(visit.lang)("refused.mark.said")
        self.answer(*sign_in_page(visit, posted=posted, note=said), status)

    def _again(self, posted: Posted, note: str, status: int, **given: object) -> None:
        visit = self.stranger
        said = say_in(visit.lang)(f"sign_in.{note}", **given)
        self.answer(*sign_in_page(visit, posted=posted, note=said), status)

    async def _onward(self, posted: Posted, secret: str) -> None:
        """On to where one was going; with what was typed when a session had ended."""
        if not own(posted, "kind"):
            self.redirect(f"{self.base_url}{_onward(own(posted, 'next'))}", status=303)
            return
        self.secret = secret

        def work(journal: Journal | None, visit: Visit) -> tuple[Outcome, Visit]:
            if journal is None or visit.person is None:
                return Outcome(status=403, refused="not_yours"), visit
            desk = Desk(self.office, journal, visit, visit.person)
            return desk.write(_asked_again(posted)), visit

        outcome, visit = await self.beside(work)
        self.show(outcome, visit, posted)

    def _let_in(self, secret: str) -> None:
        secure = "https" in (self.request.protocol, self.request.headers.get("X-Forwarded-Proto"))
        self.set_cookie(
            COOKIE,
            secret,
            path=self.base_url,
            httponly=True,
            samesite="Lax",
            secure=secure,
            max_age=LONGEST_SECONDS,
        )

    def _address(self) -> str:
        """Where the visitor is; behind a service that is believed, what that says."""
        passed = self.request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return passed if passed and self.is_served else str(self.request.remote_ip)


def _asked_again(posted: Posted) -> Posted:
    """The same form, to be shown again and not to be done."""
    return {**posted, "fgte-do": ["again"]}


def _onward(word: str) -> str:
    """Where to go after signing in: one of our own pages, whatever the address says."""
    return word if ONWARD.fullmatch(word) else BOARD
