"""The pages that are only read: the board, one entry, an empty form, a text that parted."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.dashboards.change_work.answers import answers_of
from fgte.dashboards.change_work.board_page import board_page, lists_for
from fgte.dashboards.change_work.desk import Desk, Outcome
from fgte.dashboards.change_work.drafts import draft_of, new_draft
from fgte.dashboards.change_work.entry_page import entry_page
from fgte.dashboards.change_work.filters import read_filter
from fgte.dashboards.change_work.form_page import form_heading, form_page
from fgte.dashboards.change_work.office import Office
from fgte.dashboards.change_work.readable import readable_conflicts, readable_entry
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import say_in
from fgte.journal import Journal
from fgte.journal.access import Person, may_write
from fgte.journal.documents.kinds import KINDS

DONE = frozenset({"made", "saved", "same", "settled", "undone", "deleted", "purged"})
"""What may be said to have been done, by the word of an address."""

GONE = Outcome(status=404, refused="gone")
NOT_YOURS = Outcome(status=403, refused="not_yours")


@dataclass(frozen=True)
class Reading:
    """One visitor's reading. ``journal`` is None where nobody has begun one."""

    office: Office
    journal: Journal | None
    visit: Visit

    def board(self, query: str, said: str) -> Outcome:
        """The board, as far as this visitor may see it."""
        lists = lists_for(self.journal, self.visit)
        chosen = read_filter(query, lists.book)
        html = board_page(self.journal, chosen, lists, self.visit, note=self._note(said))
        return Outcome(html, say_in(self.visit.lang)("board.heading"))

    def entry(self, id: str, said: str) -> Outcome:
        """One entry; the same answer where there is none and where it is not for this visitor."""
        if self.journal is None:
            return GONE
        found = readable_entry(self.journal, id, self.visit.person)
        if found is None:
            return GONE
        lists = lists_for(self.journal, self.visit)
        answers = answers_of(
            self.journal, found, self.office.store(), self.visit.person, self.visit.lang
        )
        html = entry_page(
            self.journal, found, lists, self.visit, answers=answers, note=self._note(said)
        )
        return Outcome(html, found.title)

    def new(self, person: Person, word: str) -> Outcome:
        """An empty form of a kind."""
        if not self.visit.writes or not person.owners:
            return NOT_YOURS
        draft = new_draft(KINDS[word], sorted(person.owners)[0])
        html = form_page(draft, lists_for(self.journal, self.visit), self.visit)
        return Outcome(html, form_heading(draft, self.visit.lang))

    def change(self, person: Person, id: str) -> Outcome:
        """The form with an entry as it stands."""
        found = readable_entry(self.journal, id, person) if self.journal else None
        if found is None:
            return GONE
        if found.deleted or not may_write(person, found.owner, found.body):
            return NOT_YOURS
        draft = draft_of(found)
        html = form_page(draft, lists_for(self.journal, self.visit), self.visit)
        return Outcome(html, form_heading(draft, self.visit.lang))

    def conflict(self, person: Person, id: str, number: int) -> Outcome:
        """Both texts of a conflict that nobody has settled yet."""
        found = readable_entry(self.journal, id, person) if self.journal else None
        if self.journal is None or found is None:
            return GONE
        if not may_write(person, found.owner, found.body):
            return NOT_YOURS
        parted = {e.number: e for e in readable_conflicts(self.journal, found, person)}
        if number not in parted:
            return GONE
        return Desk(self.office, self.journal, self.visit, person).conflict(found, parted[number])

    def _note(self, said: str) -> str:
        if said not in DONE:
            return ""
        note, person = say_in(self.visit.lang)(f"note.{said}"), self.visit.person
        more = self.office.take_word(person.login) if person and said == "purged" else ""
        return " ".join(filter(None, (note, more)))
