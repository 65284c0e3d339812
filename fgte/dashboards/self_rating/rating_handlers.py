"""What the server answers below *Självskattning*."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from markupsafe import Markup
from tornado.web import authenticated

from fgte.catalogue import open_catalogue
from fgte.dashboards.change_work.answering import Journalled
from fgte.dashboards.change_work.desk import Outcome
from fgte.dashboards.change_work.drafts import own
from fgte.dashboards.change_work.side_pages import refused_page, sign_in_page
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import say_in as journal_words
from fgte.dashboards.change_work.writing import Posting
from fgte.dashboards.pages import page, settings_of
from fgte.dashboards.self_rating.choosing import read_chosen
from fgte.dashboards.self_rating.rating_desk import Paces, RatingDesk, scaled_instruments
from fgte.dashboards.self_rating.rating_pages import gone_page, reading_page, thanks_page
from fgte.dashboards.self_rating.words import BOARD, say_in
from fgte.dashboards.tiles import named
from fgte.store.open_rounds import rounds_being_answered

SAID = ("opened", "closed", "discarded")


class Rating(Journalled):
    """What these pages share: a desk for the visitor, and a whole page as answer."""

    @property
    def paces(self) -> Paces:
        """How fast answers may come, shared by all who come while the server runs."""
        found: Paces = self.settings.setdefault("fgte_paces", Paces())
        return found

    def desk(self, visit: Visit) -> RatingDesk:
        """The visitor's desk."""
        passed = self.request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        address = passed if passed and self.is_served else str(self.request.remote_ip)
        return RatingDesk(self.office.settings, visit, self.paces, address)

    def _log(self) -> None:
        """Nothing of who comes here is written in a log, not even of a try that failed."""

    async def shown(self, work: Callable[[Visit], Outcome]) -> None:
        """Answer with what a piece of work gives, made beside the loop."""
        outcome, visit = await self.beside(lambda _, visit: (work(visit), visit))
        self.show(outcome, visit)

    def show(self, outcome: Outcome, visit: Visit, posted: Posted | None = None) -> None:
        """Answer with a page, or lead on to another of ours."""
        if outcome.onward:
            slash = "" if outcome.onward.startswith("?") else "/"
            self.redirect(f"{self.base_url}{BOARD}{slash}{outcome.onward}", status=303)
            return
        if outcome.refused:
            html, heading = refused_page(outcome.refused, visit, posted)
            self.answer(html, heading, outcome.status)
            return
        self.answer(outcome.html, outcome.heading, outcome.status)

    def answer(self, html: Markup, heading: str, status: int = 200) -> None:
        """A whole page."""
        lang = self.office.lang
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        title = named("page.title", lang, heading=heading)
        body = f'<div class="fgte-board work rating">{html}</div>'
        settings, chosen = settings_of(self), self.has_choices(BOARD)
        self.finish(
            page(settings, self.base_url, view=BOARD, title=title, body=body, chosen=chosen)
        )


class ReadHandler(Rating):
    """What the groups have answered, and which rounds can be answered now."""

    @authenticated
    async def get(self) -> None:
        """The page for what the address asks for."""
        query = self.request.query

        def work(visit: Visit) -> Outcome:
            settings = self.office.settings
            book, asked = open_catalogue(settings), scaled_instruments(settings)
            chosen = read_chosen(query, book, asked, self.office.store())
            being = rounds_being_answered(settings)
            return reading_page(chosen, book, tuple(asked.values()), being, visit)

        await self.shown(work)


class SheetHandler(Rating):
    """The form to answer a round in."""

    @authenticated
    async def get(self, id: str) -> None:
        """An empty form."""
        await self.shown(lambda visit: self.desk(visit).sheet(id))


class ThanksHandler(Rating):
    """Where one comes when an answer has been saved."""

    @authenticated
    async def get(self) -> None:
        """The same page for everyone."""
        await self.shown(thanks_page)


class RoundsHandler(Rating):
    """The open rounds, for those who open and close them."""

    @authenticated
    async def get(self) -> None:
        """The rounds of the person; others are led to where they sign in."""
        said = self.get_query_argument("sagt", "")
        note = say_in(self.office.lang)(f"rounds.{said}") if said in SAID else ""
        visit: Visit = await self.beside(lambda _, visit: visit)
        if visit.person is None:
            self.redirect(f"{visit.place}logga-in?till={BOARD}/omgangar", status=303)
            return
        person = visit.person
        await self.shown(lambda visit: self.desk(visit).rounds(person, note=note))


class RatingWriteHandler(Rating, Posting):
    """The one door through which anything here is written from a browser."""

    @authenticated
    def get(self) -> None:
        """Whoever comes here by the address is led to the page to read."""
        self.redirect(f"{self.base_url}{BOARD}")

    @allow_unauthenticated
    async def post(self) -> None:
        """Take an answer from anyone, and the rest from those who have signed in and who may."""
        posted = self.sent()
        if posted is None:
            return
        if own(posted, "do") == "answer":
            await self.shown(lambda visit: self.desk(visit).answer(posted))
            return

        def work(visit: Visit) -> Outcome | None:
            if visit.person is None:
                return None
            if not hmac.compare_digest(own(posted, "mark").encode(), visit.mark.encode()):
                return Outcome(status=403, refused="mark")
            return self.desk(visit).write(visit.person, posted)

        outcome, visit = await self.beside(lambda _, visit: (work(visit), visit))
        if outcome is None:
            self.answer(*sign_in_page(visit, onward=f"{BOARD}/omgangar"), 403)
            return
        self.show(outcome, visit, posted)

    def refuse(self, kind: str, status: int, posted: Posted | None) -> None:
        """An answer without its mark is shown again as it was typed, to be sent anew."""
        if kind != "mark" or posted is None or own(posted, "do") != "answer":
            super().refuse(kind, status, posted)
            return
        visit = self.stranger
        said = journal_words(visit.lang)("refused.mark.said")
        self.show(self.desk(visit).answer(posted, held=said), visit)


class NoRound(Rating):
    """A round by a name that no round has."""

    @authenticated
    async def get(self) -> None:
        """The same page as for one that has been closed."""
        await self.shown(gone_page)


def rating_routes(root: str) -> list[tuple[Any, ...]]:
    """The addresses of these pages."""
    below = [
        (rf"{BOARD}", ReadHandler),
        (rf"{BOARD}/svara/(r-[0-9a-f]{{8}})", SheetHandler),
        (rf"{BOARD}/svara/[^/]{{0,80}}", NoRound),
        (rf"{BOARD}/tack", ThanksHandler),
        (rf"{BOARD}/omgangar", RoundsHandler),
        (rf"{BOARD}/skriv", RatingWriteHandler),
    ]
    return [(url_path_join(root, pattern), handler) for pattern, handler in below]
