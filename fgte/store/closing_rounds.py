"""An open round is closed: its answers become figures through the door of ``fgte import``."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from fgte.errors import RequestError
from fgte.model import Localised
from fgte.settings import Settings
from fgte.sources.instruments.profile import RoundProfile, write_profile
from fgte.sources.instruments.reading import read_round
from fgte.sources.instruments.round_writing import answers_file
from fgte.sources.snapshot_records import Import
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.whole_files import write_whole
from fgte.store.answer_box import Held
from fgte.store.build import build
from fgte.store.instrument_rounds import READER
from fgte.store.open_rounds import OpenRound, throw_away
from fgte.store.round_release import require_releasable


def close_round(asked: OpenRound, settings: Settings) -> RoundProfile:
    """Take no more answers, keep the figures that may be shown, and drop every answer.

    A round that was being closed when the power went is closed the next time it is asked for:
    the same answers give the same figures, which are kept once.

    Raises
    ------
    RequestError
        Nobody has answered, or its figures may not stand beside those that are shown. The round
        is open as before.
    """
    with asked.box.alone():
        if not asked.box.path.is_file():
            raise RequestError("no_open_round", found=asked.id)
        held = asked.box.shut(closing=True)
        try:
            if not held.answers:
                raise RequestError("round_empty", name=asked.about.rated.name)
            made = _figures(asked, held, settings)
            _take_in(made, settings)
        except BaseException:
            asked.box.shut(closing=False)
            raise
    throw_away(asked)
    return made


def _figures(asked: OpenRound, held: Held, settings: Settings) -> RoundProfile:
    """The round read as any other that is taken in; its answers lie in its own folder meanwhile."""
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        path = Path(folder) / "svar.csv"
        write_whole(path, answers_file(asked.about, asked.asked, held.answers))
        few = settings.small_group
        return read_round(asked.about.file, path, settings=settings, threshold=few)


def _take_in(made: RoundProfile, settings: Settings) -> None:
    """Keep the figures and build; if the store cannot be built of them, take them back."""
    snapshots = SnapshotStore(settings.snapshots)
    content = write_profile(made)
    earlier = require_releasable(snapshots, made, replacing=False)
    if any(file.sha256 == _hash(content) for each in earlier for file in each.files):
        build(settings)
        return
    kept = _kept(made, content, snapshots)
    try:
        build(settings)
    except BaseException:
        snapshots.forget(kept)
        raise


def _kept(made: RoundProfile, content: bytes, snapshots: SnapshotStore) -> Import:
    with tempfile.TemporaryDirectory(prefix="fgte-round-") as folder:
        path = Path(folder) / made.name
        path.write_bytes(content)
        terms = Localised(made.terms, made.terms)
        title = made.instrument.label
        return snapshots.keep_file(
            path, source=made.source, reader=READER, terms=terms, title=title
        )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
