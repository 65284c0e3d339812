"""A process that writes in the journal until it is killed, saying each save that was confirmed."""

from __future__ import annotations

import sys

from fgte.journal import open_journal
from fgte.settings import read_settings
from tests.unit.journal.factories import inquiry


def main(id: str, who: str, most: int) -> None:
    with open_journal(read_settings()) as journal:
        for number in range(most):
            standing = journal.entry(id).current
            saved = journal.save(id, inquiry(lesson=f"{who} {number}"), based_on=standing, who=who)
            print(saved.revision.number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
