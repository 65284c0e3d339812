"""The whole journal as one JSON file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fgte.errors import DataError
from fgte.journal.archive import FORMAT, VERSION, archive_from, content_of, digest_of
from fgte.journal.entries import Archived
from fgte.journal.journal import Journal
from fgte.journal.newer import require_not_newer
from fgte.sources.whole_files import read_whole


def json_bytes(archive: Iterable[Archived]) -> bytes:
    """The file: what it is, a fingerprint, and every entry with its history."""
    entries = content_of(archive)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "sha256": digest_of(entries),
        "entries": entries,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_json(path: Path, journal: Journal) -> tuple[Archived, ...]:
    """The entries of such a file; one that was changed by hand is refused."""
    content = json_content(path)
    if content.get("format") == FORMAT:
        require_not_newer(content, VERSION, path.name)
    if content.get("format") != FORMAT or content.get("version") != VERSION:
        raise DataError("journal_file", file=path.name, where="format")
    if content.get("sha256") != digest_of(content.get("entries")):
        raise DataError("journal_file_changed", file=path.name)
    return archive_from(content["entries"], journal, path.name)


def json_content(path: Path) -> dict[str, Any]:
    """What a JSON file holds; it must be one table."""
    try:
        content = json.loads(read_whole(path))
    except (ValueError, RecursionError):
        raise DataError("journal_file", file=path.name, where="JSON") from None
    if not isinstance(content, dict):
        raise DataError("journal_file", file=path.name, where="{ }")
    return content
