"""What one reader may see of the journal: the one place where reading is let through."""

from __future__ import annotations

from dataclasses import replace

from fgte.errors import FgteError
from fgte.journal import Entry, Journal, Revision
from fgte.journal.access import Person, may_read, may_write


def readable(journal: Journal, person: Person | None) -> tuple[Entry, ...]:
    """The entries that a person may read, oldest first; nothing of the others."""
    return tuple(each for each in journal.entries() if may_read(person, each))


def readable_entry(journal: Journal, id: str, person: Person | None) -> Entry | None:
    """An entry by its id; None where there is none for this reader, and nobody can tell which.

    What was deleted is shown to those who may bring it back.
    """
    try:
        entry = journal.entry(id)
    except FgteError:
        return None
    if not may_read(person, entry):
        return None
    if entry.deleted and not may_write(person, entry.owner):
        return None
    return entry


def readable_history(journal: Journal, entry: Entry, person: Person | None) -> tuple[Revision, ...]:
    """The revisions that a person may read: a text that was local then stays local."""
    return tuple(
        each
        for each in journal.history(entry.id)
        if may_read(person, replace(entry, owner=each.owner, visibility=each.visibility))
    )


def readable_conflicts(
    journal: Journal, entry: Entry, person: Person | None
) -> tuple[Revision, ...]:
    """The texts that have parted and that a person may see and bring together.

    One that was written while the entry was local is not for those who came to it later.
    """
    if not may_write(person, entry.owner, entry.body):
        return ()
    seen = {each.number for each in readable_history(journal, entry, person)}
    return tuple(each for each in journal.conflicts(entry.id) if each.number in seen)


def own_pages(person: Person | None) -> bool:
    """Whether names of who wrote are shown: only to those who have signed in themselves."""
    return person is not None
