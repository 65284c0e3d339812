"""Raw bytes are kept once, unchanged, under their hash, with every time they came."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from fgte.errors import DataError, RequestError, WorkError
from fgte.model import Localised
from fgte.sources.snapshot_records import new_id
from fgte.sources.snapshots import SnapshotStore

TERMS = Localised("fritt", "free")
CONTENT = b"\xef\xbb\xbfskola;v\xe4rde\r\n\x00"


@pytest.fixture
def snapshots(tmp_path):
    return SnapshotStore(tmp_path / "snapshots")


@pytest.fixture
def survey(tmp_path):
    """A file that a user brings, and the description that belongs to it."""
    (tmp_path / "Enkät våren.csv").write_bytes(CONTENT)
    (tmp_path / "enkät.toml").write_bytes(b"instrument = 'x'")
    return tmp_path / "Enkät våren.csv"


def keep(snapshots, content=CONTENT, **more):
    about = {"url": "http://a/1", "source": "Kolada", "terms": TERMS}
    return snapshots.keep(content, **(about | more))


def files(snapshots):
    return sorted(path for path in snapshots.folder.rglob("*") if path.is_file())


def test_the_bytes_lie_unchanged_under_their_own_hash(snapshots):
    kept = keep(snapshots)
    assert kept.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert snapshots.path(kept.sha256).read_bytes() == CONTENT
    assert snapshots.path(kept.sha256).parent.name == kept.sha256[:2]
    assert snapshots.read(kept.sha256) == CONTENT


def test_the_origin_lies_beside_and_says_where_when_what_and_by_which_program(snapshots):
    when = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    kept = keep(snapshots, retrieved=when)
    [origin] = snapshots.origins(kept.sha256)
    assert origin == kept
    assert (origin.url, origin.retrieved, origin.size) == ("http://a/1", when, len(CONTENT))
    assert (origin.source, origin.terms) == ("Kolada", TERMS)
    assert origin.program.startswith("fgte ")


def test_the_same_content_twice_is_one_file_with_both_origins(snapshots):
    keep(snapshots, url="http://a/1")
    kept = keep(snapshots, url="http://a/2")
    assert [each.url for each in snapshots.origins(kept.sha256)] == ["http://a/1", "http://a/2"]
    assert [path.suffix for path in files(snapshots)].count("") == 1


def test_a_damaged_file_is_named_with_both_hashes_and_what_to_do(snapshots):
    kept = keep(snapshots)
    snapshots.path(kept.sha256).write_bytes(CONTENT[:-1])
    with pytest.raises(DataError) as caught:
        snapshots.read(kept.sha256)
    message = str(caught.value)
    assert str(snapshots.path(kept.sha256)) in message
    assert kept.sha256 in message
    assert "fgte fetch" in message


def test_a_missing_file_is_named(snapshots):
    kept = keep(snapshots)
    snapshots.path(kept.sha256).unlink()
    with pytest.raises(DataError, match=kept.sha256):
        snapshots.read(kept.sha256)


def test_the_same_content_mends_a_damaged_file(snapshots):
    kept = keep(snapshots)
    snapshots.path(kept.sha256).write_bytes(b"")
    keep(snapshots)
    assert snapshots.read(kept.sha256) == CONTENT


def test_a_folder_that_is_a_file_is_said_plainly(tmp_path):
    (tmp_path / "snapshots").write_text("in the way")
    with pytest.raises(WorkError, match="FGTE_HOME"):
        keep(SnapshotStore(tmp_path / "snapshots"))


def test_temporary_files_of_the_dead_are_swept_and_others_left(snapshots):
    import os

    from fgte.sources.whole_files import sweep

    keep(snapshots)
    old, new = (snapshots.folder / "raw" / f".{name}.part" for name in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    sweep(snapshots.folder)
    assert not old.exists()
    assert new.exists()


def test_an_imported_file_is_kept_with_what_is_needed_to_read_it_again(snapshots, survey):
    kept = snapshots.keep_file(
        survey,
        source="Egen enkät",
        reader="surveys",
        terms=TERMS,
        retrieved=date(2026, 5, 2),
        options={"round": "2026"},
        companions=[survey.with_name("enkät.toml")],
    )
    assert snapshots.imports() == (kept,)
    assert [each.name for each in kept.files] == ["Enkät våren.csv", "enkät.toml"]
    assert snapshots.read(kept.files[0].sha256) == CONTENT
    assert (kept.reader, kept.options) == ("surveys", {"round": "2026"})


def test_an_import_leads_to_its_origin(snapshots, survey):
    kept = snapshots.keep_file(
        survey, source="Skolverket", reader="siris", terms=TERMS, urls=["http://s/1"]
    )
    origin = kept.origin
    assert origin.snapshot_id == kept.id
    assert origin.title.sv == "Enkät våren.csv"
    assert (origin.sources, origin.urls) == (("Skolverket",), ("http://s/1",))
    assert origin.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert origin.size == len(CONTENT)
    assert origin.retrieved == kept.imported.date()


def test_imports_come_oldest_first_and_the_same_file_again_is_a_new_one(snapshots, survey):
    about = {"source": "Zeta", "reader": "x", "terms": TERMS}
    first = snapshots.keep_file(survey, **about)
    second = snapshots.keep_file(survey, **(about | {"source": "Alfa"}))
    assert snapshots.imports() == (first, second)


def test_a_file_that_is_not_there_is_named(snapshots, tmp_path):
    with pytest.raises(RequestError, match="saknad"):
        snapshots.keep_file(tmp_path / "saknad.csv", source="x", reader="x", terms=TERMS)
    assert snapshots.imports() == ()


def test_a_record_that_cannot_be_read_is_named(snapshots, survey):
    kept = snapshots.keep_file(survey, source="x", reader="x", terms=TERMS)
    record = snapshots.folder / "imports" / f"{kept.id}.json"
    record.write_text(record.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(DataError, match=kept.id):
        snapshots.imports()


def test_ids_sort_by_time_and_differ_within_the_same_microsecond():
    early, late = datetime(2026, 9, 30, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    ids = [new_id("Kolada", early), new_id("Kolada", late)]
    assert ids == sorted(ids)
    assert len({new_id("Kolada", early) for _ in range(100)}) == 100


@pytest.mark.parametrize("source", ["../x", "Skolenkäten 2024/25", "ÅÄÖ", "", "日本"])
def test_an_id_is_a_plain_file_name_whatever_the_source(source):
    assert set(new_id(source, datetime.now(UTC))) <= set("abcdefghijklmnopqrstuvwxyz0123456789-T")


def test_forgetting_an_import_leaves_the_bytes_of_one_that_was_taken_back(snapshots, survey):
    about = {"source": "Enkät", "reader": "survey", "terms": TERMS}
    first = snapshots.keep_file(survey, **about)
    snapshots.take_back(first.id, who="Eva Ek", why="fel")
    snapshots.forget(snapshots.keep_file(survey, **about))
    assert snapshots.read(first.files[0].sha256) == CONTENT
