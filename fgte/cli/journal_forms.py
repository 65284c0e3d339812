"""Forms to fill in: blank ones of every kind, or one that holds an entry as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fgte.catalogue import open_catalogue
from fgte.cli.output import console
from fgte.errors import RequestError, WorkError
from fgte.journal import Kind, kind_of, open_journal
from fgte.journal.blank_forms import blank_toml
from fgte.journal.blank_workbook import blank_excel
from fgte.journal.documents import plain
from fgte.journal.documents.kinds import WORDS
from fgte.settings import Settings
from fgte.texts import text

ENDINGS = (".xlsx", ".toml")
_ID = re.compile(r"[a-z]{1,3}-[0-9a-f]{8}")


def write_form(settings: Settings, word: str, to: Path | None) -> int:
    """Write the form of a kind, or of an entry by its id; never over a file that is there."""
    filled = _ID.fullmatch(word.strip()) is not None
    kind, content, owner = _entry(settings, word) if filled else (kind_of(word), None, "")
    path = to or Path(f"{WORDS[kind]}.xlsx")
    if path.suffix.lower() not in ENDINGS:
        raise RequestError("journal_form_sort", file=path.name, known=", ".join(ENDINGS))
    lang = settings.lang
    if path.suffix.lower() == ".toml":
        written = blank_toml(kind, lang, content=content, owner=owner).encode()
    else:
        book = open_catalogue(settings)
        written = blank_excel(kind, book, lang, content=content, owner=owner)
    _keep(path, written)
    key = "form_filled" if filled else "form"
    console().print(text(f"cli.journal_said.{key}", lang, file=path, id=word.strip()))
    return 0


def _entry(settings: Settings, id: str) -> tuple[Kind, Mapping[str, Any], str]:
    with open_journal(settings) as journal:
        entry = journal.entry(id.strip())
    return entry.kind, plain(entry.body), entry.owner


def _keep(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise RequestError("journal_form_there", file=path) from None
    except OSError as error:
        raise WorkError("journal_form_not_written", file=path, cause=error.strerror) from None
