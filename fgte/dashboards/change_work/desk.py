"""The one place where the journal is written from a browser: who may, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from fgte.dashboards.change_work.board_page import lists_for
from fgte.dashboards.change_work.drafts import (
    Draft,
    draft_sent,
    own,
    with_another_row,
    with_one_row_less,
)
from fgte.dashboards.change_work.entry_page import entry_page
from fgte.dashboards.change_work.form_page import (
    conflict_page,
    faulty,
    form_heading,
    form_page,
    with_kept_rows,
)
from fgte.dashboards.change_work.office import Office
from fgte.dashboards.change_work.readable import readable_conflicts, readable_entry
from fgte.dashboards.change_work.sections import fields_of
from fgte.dashboards.change_work.typed import Posted, Raw, content_of, typed_from
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import purged_words, said_time, say_in
from fgte.errors import FgteError
from fgte.journal import Entry, Journal, Revision
from fgte.journal.access import Person, may_purge, may_write
from fgte.journal.documents import plain, read_body
from fgte.journal.entries import owner_from
from fgte.journal.purging import purge

SIGNED = {"undo", "delete", "purge", "keep"}
"""What is done to an entry without a text being typed."""


EMPTY = Markup()


@dataclass(frozen=True)
class Outcome:
    """What a browser is answered: a page, or the address to go on to.

    ``refused`` names the text of a page that says why nothing was done.
    """

    html: Markup = EMPTY
    heading: str = ""
    status: int = 200
    onward: str = ""
    refused: str = ""


@dataclass(frozen=True)
class Desk:
    """One person's writing in one journal. Every way to write passes :meth:`write`."""

    office: Office
    journal: Journal
    visit: Visit
    person: Person

    def write(self, posted: Posted) -> Outcome:
        """Do what a form asks for."""
        asked, _, path = own(posted, "do").partition(":")
        if asked in SIGNED:
            return self._upon(asked, posted)
        draft = draft_sent(posted)
        if draft is None:
            return Outcome(status=400, refused="unknown")
        refused = self._refusal(draft)
        if refused is not None:
            return refused
        if asked == "add":
            return self._form(with_another_row(draft, path))
        if asked == "remove":
            return self._form(with_one_row_less(draft, path))
        if asked in ("whole", "again"):
            note = "" if asked == "whole" else "again"
            return self._form(replace(draft, whole=draft.whole or asked == "whole"), note=note)
        if asked == "save":
            return self._save(with_kept_rows(draft))
        return Outcome(status=400, refused="unknown")

    def _refusal(self, draft: Draft) -> Outcome | None:
        """Why this person may not write this; None when they may."""
        if draft.id:
            entry = readable_entry(self.journal, draft.id, self.person)
            if entry is None:
                return Outcome(status=404, refused="gone")
            allowed = may_write(self.person, entry.owner, entry.body) and not entry.deleted
            same = entry.kind is draft.kind and self._may_settle(entry, draft.settles)
            return None if allowed and same else Outcome(status=403, refused="not_yours")
        try:
            owner = owner_from(draft.owner, self.journal.catalogue)
        except FgteError:
            return Outcome(status=403, refused="not_yours")
        return None if may_write(self.person, owner) else Outcome(status=403, refused="not_yours")

    def _may_settle(self, entry: Entry, number: int | None) -> bool:
        """Whether a text that has parted is not one that this person may not see."""
        hidden = {each.number for each in self.journal.conflicts(entry.id)} - {
            each.number for each in readable_conflicts(self.journal, entry, self.person)
        }
        return number not in hidden

    def _save(self, draft: Draft) -> Outcome:
        made = None if draft.id else self.office.made_by(self.person.login, draft.once)
        if made is not None:
            return self._to(made, "saved")
        try:
            return self._change(draft) if draft.id else self._create(draft)
        except FgteError as error:
            faults = faulty(error, draft, self.visit.lang)
            return self._form(draft, status=422, faults=faults)

    def _create(self, draft: Draft) -> Outcome:
        content = content_of(fields_of(draft.kind), draft.typed, {})
        entry = self.journal.create(
            draft.kind,
            content,
            owner=draft.owner,
            who=self.person.login,
            visibility=self._seen(draft, draft.owner),
        )
        self.office.remember(self.person.login, draft.once, entry.id)
        return self._to(entry.id, "made")

    def _change(self, draft: Draft) -> Outcome:
        entry = self.journal.entry(draft.id)
        had = self._revision(draft.id, draft.based_on)
        content = content_of(fields_of(draft.kind), draft.typed, had.content if had else {})
        owns = may_write(self.person, entry.owner)
        seen = self._seen(draft, entry.owner) if owns else None
        if self._is_said(draft, content, entry, seen):
            return self._to(draft.id, "same")
        saved = self.journal.save(
            draft.id,
            content,
            based_on=draft.based_on,
            who=self.person.login,
            visibility=seen,
            settles=draft.settles,
        )
        if saved.conflict:
            return self.conflict(saved.entry, saved.revision)
        return self._to(draft.id, "settled" if draft.settles else "saved")

    def _is_said(self, draft: Draft, content: Raw, entry: Entry, seen: str | None) -> bool:
        """Whether the text is the one that stands: nothing to save, and no conflict either."""
        same = plain(read_body(draft.kind, content)) == plain(entry.body)
        return same and seen in (None, str(entry.visibility)) and draft.settles is None

    def _seen(self, draft: Draft, owner: str) -> str | None:
        """Who may read, as the form says; what is the region's or a network's is for all."""
        book = self.journal.catalogue
        local = owner_from(owner, book) in book.municipalities
        return (draft.visibility or None) if local else None

    def _upon(self, asked: str, posted: Posted) -> Outcome:
        """Undo, take away, remove for good, or let what stands stand."""
        entry = readable_entry(self.journal, own(posted, "id"), self.person)
        if entry is None:
            return Outcome(status=404, refused="gone")
        allowed = {
            "purge": may_purge(self.person, entry.owner),
            "keep": may_write(self.person, entry.owner, entry.body)
            and self._may_settle(entry, _number(own(posted, "settles"))),
        }
        if not allowed.get(asked, may_write(self.person, entry.owner)):
            return Outcome(status=403, refused="not_yours")
        acts = {
            "undo": self._undo,
            "delete": self._delete,
            "purge": self._purge,
            "keep": self._keep,
        }
        try:
            return acts[asked](entry, posted)
        except FgteError as error:
            return self._entry(entry, 409, error.message(self.visit.lang))

    def _undo(self, entry: Entry, posted: Posted) -> Outcome:
        to, based = (_number(own(posted, name)) for name in ("to", "based"))
        self.journal.undo(entry.id, who=self.person.login, to=to, based_on=based or 0)
        return self._to(entry.id, "undone")

    def _delete(self, entry: Entry, posted: Posted) -> Outcome:
        based = _number(own(posted, "based")) or 0
        self.journal.delete(entry.id, who=self.person.login, based_on=based)
        return self._to(entry.id, "deleted")

    def _purge(self, entry: Entry, posted: Posted) -> Outcome:
        say = say_in(self.visit.lang)
        if own(posted, "confirm").strip() != entry.id:
            return self._entry(entry, 422, say("purge.confirm_wrong", id=entry.id))
        done = purge(self.journal, [entry.id], who=self.person.login, why=own(posted, "why"))
        self.office.leave_word(self.person.login, purged_words(done, self.visit.lang))
        return Outcome(onward="?sagt=purged")

    def _keep(self, entry: Entry, posted: Posted) -> Outcome:
        settles = _number(own(posted, "settles"))
        based = _number(own(posted, "based")) or 0
        saved = self.journal.save(
            entry.id,
            plain(entry.body),
            based_on=based,
            who=self.person.login,
            settles=settles,
        )
        if saved.conflict:
            return self.conflict(saved.entry, saved.revision)
        return self._to(entry.id, "settled")

    def conflict(self, entry: Entry, written: Revision) -> Outcome:
        """The page with both texts, when someone else has saved meanwhile."""
        standing = self._revision(entry.id, entry.current)
        draft = Draft(
            entry.kind,
            typed_from(fields_of(entry.kind), written.content),
            id=entry.id,
            based_on=entry.current,
            owner=entry.owner,
            visibility=str(written.visibility),
            settles=written.number,
            whole=True,
        )
        html = conflict_page(
            draft,
            lists_for(self.journal, self.visit),
            self.visit,
            standing=plain(entry.body),
            who=standing.who if standing else "",
            when=said_time(standing.at) if standing else "",
        )
        return Outcome(html, form_heading(draft, self.visit.lang), 409)

    def _form(self, draft: Draft, *, status: int = 200, **more: Any) -> Outcome:
        html = form_page(draft, lists_for(self.journal, self.visit), self.visit, sent=True, **more)
        return Outcome(html, form_heading(draft, self.visit.lang), status)

    def _entry(self, entry: Entry, status: int, note: str) -> Outcome:
        now = self.journal.entry(entry.id)
        lists = lists_for(self.journal, self.visit)
        html = entry_page(self.journal, now, lists, self.visit, note=note)
        return Outcome(html, now.title, status)

    def _to(self, id: str, said: str) -> Outcome:
        return Outcome(onward=f"post/{id}?sagt={said}")

    def _revision(self, id: str, number: int) -> Revision | None:
        found = {each.number: each for each in self.journal.history(id)}
        return found.get(number)


def content_held(posted: Posted) -> Mapping[str, str]:
    """Everything that was typed in a form, by field, to be shown when it cannot be saved."""
    return {
        name: "\n".join(values)
        for name, values in posted.items()
        if not name.startswith(("fgte-", "_")) and any(each.strip() for each in values)
    }


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None
