"""What the server answers below *Förändringsarbete*: the pages that are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from fgte.dashboards.change_work.answering import Journalled
from fgte.dashboards.change_work.board_page import lists_for
from fgte.dashboards.change_work.csv_list import list_csv
from fgte.dashboards.change_work.desk import Outcome
from fgte.dashboards.change_work.reading import GONE, Reading
from fgte.dashboards.change_work.visit import BOARD, Visit
from fgte.dashboards.change_work.writing import SignInHandler, WriteHandler
from fgte.journal import Journal
from fgte.journal.documents.kinds import KINDS


class BoardHandler(Journalled):
    """The board."""

    @authenticated
    async def get(self) -> None:
        """What is tried, what waits, what has been learnt."""
        query, said = self.request.query, self.get_query_argument("sagt", "")
        await self._read(lambda reading: reading.board(query, said))

    async def _read(self, ask: Callable[[Reading], Outcome]) -> None:
        def work(journal: Journal | None, visit: Visit) -> tuple[Outcome, Visit]:
            return ask(Reading(self.office, journal, visit)), visit

        self.show(*await self.beside(work))


class EntryHandler(BoardHandler):
    """One entry, opened whole."""

    @authenticated
    async def get(self, id: str = "") -> None:
        """What it says, and its history."""
        said = self.get_query_argument("sagt", "")
        await self._read(lambda reading: reading.entry(id, said))


class FormHandler(BoardHandler):
    """The forms: a new entry, a change of one, two texts that have parted."""

    @authenticated
    async def get(self, what: str = "", name: str = "", number: str = "") -> None:
        """A form for those who have signed in; others are led to where they do."""

        def asked(reading: Reading) -> Outcome:
            person = reading.visit.person
            if person is None:
                onward = "/".join(filter(None, (BOARD, what, name, number)))
                return Outcome(onward=f"logga-in?till={onward}")
            if what == "nytt":
                return reading.new(person, name) if name in KINDS else GONE
            if what == "krock":
                return reading.conflict(person, name, int(number or 0))
            return reading.change(person, name)

        await self._read(asked)


class ListHandler(Journalled):
    """The list of entries as a file for a spreadsheet."""

    @authenticated
    async def get(self) -> None:
        """The entries that this visitor may see."""
        content = await self.beside(lambda journal, visit: list_csv(lists_for(journal, visit)))
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="{BOARD}.csv"')
        self.finish(content)


def routes(root: str) -> list[tuple[Any, ...]]:
    """The addresses of the journal's pages."""
    id, word = r"[a-z]{1,3}-[0-9a-f]{8}", "|".join(KINDS)
    below = [
        (rf"{BOARD}", BoardHandler),
        (rf"{BOARD}\.csv", ListHandler),
        (rf"{BOARD}/post/({id})", EntryHandler),
        (rf"{BOARD}/(nytt)/({word})", FormHandler),
        (rf"{BOARD}/(andra)/({id})", FormHandler),
        (rf"{BOARD}/(krock)/({id})/([0-9]{{1,6}})", FormHandler),
        (rf"{BOARD}/logga-in", SignInHandler),
        (rf"{BOARD}/skriv", WriteHandler),
    ]
    return [(url_path_join(root, pattern), handler) for pattern, handler in below]
