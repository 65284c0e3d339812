"""Putting an edition in place: whole or not at all, and not to be changed afterwards."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.errors import RequestError, WorkError
from fgte.model import Municipality
from fgte.reports.publishing.changes import Changes, Held, changes_between
from fgte.reports.publishing.contents import Part, forms_in, members
from fgte.reports.publishing.draft import FIGURES, Draft, require_current
from fgte.reports.publishing.edition_page import edition_page
from fgte.reports.publishing.editions import ABOUT, SUMS, Edition, editions, next_name, sums
from fgte.reports.publishing.places import alone, draft_folder, editions_folder, published
from fgte.reports.publishing.signing import Signature, standing
from fgte.settings import Settings
from fgte.version import VERSION

READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
READ_ONLY_FOLDER = READ_ONLY | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


def release(
    settings: Settings, day: date, *, without: Iterable[str | int] = ()
) -> tuple[Edition, bool]:
    """Make an edition of what is prepared and signed.

    Parameters
    ----------
    day
        What the edition is called after.
    without
        Municipalities that have not signed and are named as such; their own reports
        are not part of the edition.

    Returns
    -------
    tuple
        The edition, and whether it is new: when it would say the same as the latest, that stands.

    Raises
    ------
    RequestError
        When a municipality has not signed and is not named, or one that has signed is.
    """
    with alone(settings):
        _clear(editions_folder(settings))
        draft = require_current(settings)
        signed = standing(draft, settings)
        left_out = _left_out(signed, without, settings)
        earlier = editions(settings)
        last = earlier[-1] if earlier else None
        parts = _parts(draft, left_out)
        about = _about(draft, signed, left_out, parts)
        if last and _says(last.about) == _says(about):
            return last, False
        changes = _changes(last, draft, parts)
        name = next_name(day.isoformat(), settings)
        more = {"name": name, "previous": last.name if last else None}
        whole = {**more, **about, "changes": changes.to_dict() if changes else None}
        files = _files(whole, draft, parts, changes, settings)
        return Edition(_put(files, name, settings), whole), True


def _left_out(
    signed: Mapping[str, Signature], without: Iterable[str | int], settings: Settings
) -> tuple[Municipality, ...]:
    """Those that have not signed, if each of them has been named."""
    named = {open_catalogue(settings).municipality(each).id for each in without}
    left_out = tuple(each for each in members(settings) if each.id not in signed)
    unnamed = [each.name for each in left_out if each.id not in named]
    if unnamed:
        raise RequestError("not_signed", places=", ".join(unnamed))
    surplus = named - {each.id for each in left_out}
    if surplus:
        names = [open_catalogue(settings).municipality(id).name for id in sorted(surplus)]
        raise RequestError("signed_after_all", places=", ".join(names))
    return left_out


def _parts(draft: Draft, left_out: Sequence[Municipality]) -> dict[str, Part]:
    absent = {each.id for each in left_out}
    return {stem: part for stem, part in draft.parts.items() if part.municipality not in absent}


def _about(
    draft: Draft,
    signed: Mapping[str, Signature],
    left_out: Sequence[Municipality],
    parts: Mapping[str, Part],
) -> dict[str, object]:
    return {
        "fingerprint": draft.fingerprint,
        "version": VERSION,
        "lang": draft.lang,
        "reports": list(parts),
        "parts": {stem: asdict(part) for stem, part in parts.items()},
        "signatures": [asdict(signed[id]) for id in sorted(signed)],
        "not_signed": [each.id for each in left_out],
        "verdicts": dict(draft.verdicts),
    }


def _says(about: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(about.get(name) for name in ("fingerprint", "parts", "signatures", "not_signed"))


def _changes(last: Edition | None, draft: Draft, parts: Mapping[str, Part]) -> Changes | None:
    """What is another than in the edition before; None for the first."""
    if last is None:
        return None
    before = Held(last.reports, forms_in(last.parts), str(last.about["version"]))
    now = Held(list(parts), forms_in(parts), VERSION)
    return changes_between(last.said, draft.said, held_before=before, held=now)


def _files(
    about: Mapping[str, object],
    draft: Draft,
    parts: Mapping[str, Part],
    changes: Changes | None,
    settings: Settings,
) -> dict[str, bytes]:
    """Every file of the edition by its name; the manifest last."""
    folder = draft_folder(settings)
    kept = [name for part in parts.values() for name in part.files]
    files = {name: published(folder / name, settings) for name in kept}
    files[FIGURES] = draft.figures.encode()
    told = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    files[ABOUT] = told.encode()
    files["index.html"] = edition_page(about, changes, settings).encode()
    return {**files, SUMS: sums(files).encode()}


def _put(files: Mapping[str, bytes], name: str, settings: Settings) -> Path:
    """Write everything beside the editions and move it in place when it lies on the disk."""
    folder = editions_folder(settings)
    part, place = folder / f".{name}.{secrets.token_hex(4)}.part", folder / name
    try:
        part.mkdir(parents=True)
        for file, content in files.items():
            _write_through(part / file, content)
        part.rename(place)
        place.chmod(READ_ONLY_FOLDER)
    except OSError as error:
        raise WorkError("edition_not_written", place=place, cause=error.strerror) from error
    finally:
        _clear(folder)
    return place


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(READ_ONLY)


def _clear(folder: Path) -> None:
    """Remove what someone who was killed in the middle has left. It was never an edition."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            shutil.rmtree(part)
