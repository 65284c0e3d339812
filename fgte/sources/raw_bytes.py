"""Raw bytes under their own hash, each with a record of every time they came."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from fgte.errors import DataError
from fgte.model import Localised
from fgte.sources.snapshot_records import KeptOrigin, read_record, write_record
from fgte.sources.whole_files import read_whole, write_whole
from fgte.version import VERSION

PROGRAM = f"fgte {VERSION}"


class RawBytes:
    """A folder where the same content lies once, however often it comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie."""
        return self.folder / "raw" / sha256[:2] / sha256

    def keep(
        self,
        content: bytes,
        *,
        url: str,
        source: str,
        terms: Localised,
        retrieved: datetime | None = None,
    ) -> KeptOrigin:
        """Keep raw bytes and a record of where they came from.

        The same bytes are kept once, whoever brings them; each time has its own record.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        when = retrieved or datetime.now(UTC)
        origin = KeptOrigin(url, when, sha256, len(content), source, terms, PROGRAM)
        path = self.path(sha256)
        if not _holds(path, content):
            write_whole(path, content)
        mark = hashlib.sha256(msgspec.json.encode(origin)).hexdigest()[:12]
        write_record(path.with_name(f"{sha256}.{mark}.json"), origin)
        return origin

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash, checked against it.

        Raises
        ------
        DataError
            The file is gone or damaged; it names the file and what to do.
        """
        path = self.path(sha256)
        content = read_whole(path)
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise DataError("snapshot_damaged", file=path, found=found, expected=sha256)
        return content

    def remove(self, sha256: str) -> None:
        """Remove the bytes with this hash, and the records of how they came."""
        path = self.path(sha256)
        for each in (path, *path.parent.glob(f"{sha256}.*.json")):
            each.unlink(missing_ok=True)

    def origins(self, sha256: str) -> tuple[KeptOrigin, ...]:
        """Every time these bytes came, oldest first."""
        folder = self.path(sha256).parent
        found = [read_record(path, KeptOrigin) for path in folder.glob(f"{sha256}.*.json")]
        return tuple(sorted(found, key=lambda each: (each.retrieved, each.url)))


def _holds(path: Path, content: bytes) -> bool:
    """Whether a whole copy lies there; a damaged one is written again."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False
