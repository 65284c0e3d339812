"""Office files (zip with XML in it) of which the same content gives the same bytes."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can say: every part of ours says it."""
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
PROPERTIES = "docProps/core.xml"


def write_packed(save: Callable[[io.BytesIO], object], target: Path, day: date) -> Path:
    """Save an office file whole, dated by its figures and not by the clock.

    Parameters
    ----------
    save
        Writes the file to what it is given.
    target
        Where the file is put.
    day
        When its newest figures came in.
    """
    raw = io.BytesIO()
    save(raw)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.write_bytes(settled(raw.getvalue(), day))
    part.replace(target)
    return target


def settled(content: bytes, day: date) -> bytes:
    """A zip file without the times of its making, those of files packed within it included."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            about = zipfile.ZipInfo(name, EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            made.writestr(about, _part(name, given.read(name), day))
    return out.getvalue()


def _part(name: str, content: bytes, day: date) -> bytes:
    if name.endswith(".xlsx"):
        return settled(content, day)
    if name == PROPERTIES:
        return MOMENT.sub(rb"\g<1>%sT00:00:00Z\2" % day.isoformat().encode(), content)
    return content
