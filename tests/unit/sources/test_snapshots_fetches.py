"""The record of a fetch: whole at every moment, gone on with by one, complete at the end."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from fgte.model import Localised
from fgte.sources import snapshots as module
from fgte.sources.snapshot_records import Asked
from fgte.sources.snapshots import SnapshotStore

WORDS = Localised("ord", "words")
ASKED = Asked(("N15505",), ("1384",))
FIRST, SECOND = "http://k/v3/a", "http://k/v3/a?page=2"


@pytest.fixture
def snapshots(tmp_path):
    return SnapshotStore(tmp_path)


def opened(snapshots, asked=ASKED, **more):
    about = {"source": "Kolada", "base_url": "http://k/v3", "title": WORDS, "terms": WORDS}
    return snapshots.open_fetch(asked, **(about | more))


def interrupted(snapshots, **more):
    """A fetch of which one page came before it broke off; its id."""
    with suppress(KeyboardInterrupt), opened(snapshots, **more) as fetch:
        fetch.plan([FIRST], municipalities=["1384"])
        fetch.keep(FIRST, b"{}", kind="data", next_url=SECOND)
        raise KeyboardInterrupt
    return fetch.fetch.id


def completed(snapshots, **more):
    with opened(snapshots, **more) as fetch:
        fetch.keep(FIRST, b"{}", kind="data")
        return fetch.complete(titles={}, not_found=[], title_changes=[])


def test_an_interrupted_fetch_goes_on_where_it_stopped(snapshots):
    id = interrupted(snapshots)
    with opened(snapshots) as fetch:
        assert fetch.fetch.id == id
        assert fetch.remaining() == [SECOND]
        fetch.keep(SECOND, b"{ }", kind="data")
        assert fetch.remaining() == []


def test_what_has_come_is_on_the_disk_at_once(snapshots):
    with opened(snapshots) as fetch:
        fetch.keep(FIRST, b"{}", kind="data")
        [seen] = SnapshotStore(snapshots.folder).unfinished()
        assert list(seen.pages) == [FIRST]


def test_only_complete_fetches_are_read(snapshots):
    interrupted(snapshots)
    assert snapshots.fetches() == ()
    done = completed(snapshots)
    assert snapshots.fetches() == (done,)
    assert snapshots.unfinished() == ()


def test_complete_fetches_come_in_the_order_they_became_complete(snapshots):
    with opened(snapshots) as slow:
        slow.keep(FIRST, b"{}", kind="data")
        quick = completed(snapshots)
        last = slow.complete(titles={}, not_found=[], title_changes=[])
    assert snapshots.fetches() == (quick, last)


@pytest.mark.parametrize(
    "other",
    [
        {"resume": False},
        {"asked": Asked(("N15507",), ("1384",))},
        {"asked": Asked(("N15505",), ("1384",), 2015)},
        {"base_url": "http://other/v3"},
        {"source": "Other"},
    ],
)
def test_another_question_is_another_fetch(snapshots, other):
    id = interrupted(snapshots)
    with opened(snapshots, **other) as fetch:
        assert fetch.fetch.id != id
        assert fetch.fetch.pages == {}


def test_of_several_that_were_interrupted_the_newest_is_gone_on_with(snapshots):
    ids = [interrupted(snapshots, resume=False) for _ in range(3)]
    assert ids == sorted(set(ids))
    with opened(snapshots) as fetch:
        assert fetch.fetch.id == ids[-1]


def test_an_old_beginning_is_left(snapshots, monkeypatch):
    id = interrupted(snapshots)
    monkeypatch.setattr(module, "RESUMED_WITHIN", timedelta(0))
    with opened(snapshots) as fetch:
        assert fetch.fetch.id != id


def test_a_fetch_that_somebody_works_on_is_left_to_them(snapshots):
    with opened(snapshots) as first:
        first.keep(FIRST, b"{}", kind="data")
        with opened(SnapshotStore(snapshots.folder)) as second:
            assert second.fetch.id != first.fetch.id


def test_a_complete_fetch_is_not_gone_on_with(snapshots):
    done = completed(snapshots)
    with opened(snapshots) as fetch:
        assert fetch.fetch.id != done.id


def test_a_fetch_to_which_nothing_came_leaves_no_record(snapshots):
    with opened(snapshots):
        pass
    assert snapshots.unfinished() == ()
    assert [path.name for path in snapshots.folder.rglob("*") if path.is_file()] == []


def test_the_origin_of_a_fetch_is_over_all_its_pages_in_any_order(snapshots):
    hashes = set()
    for order in (1, -1):
        with opened(snapshots, resume=False) as fetch:
            for url, content in [(FIRST, b"1"), (SECOND, b"22")][::order]:
                fetch.keep(url, content, kind="data")
            origin = fetch.complete(titles={}, not_found=[], title_changes=[]).origin
        hashes.add(origin.sha256)
        assert (origin.size, origin.urls) == (3, ("http://k/v3",))
    assert len(hashes) == 1


def test_the_origin_is_dated_by_the_day_it_became_complete(snapshots):
    before = datetime.now(UTC).date()
    retrieved = completed(snapshots).origin.retrieved
    assert before <= retrieved <= datetime.now(UTC).date()


def test_no_lock_is_left_behind(snapshots):
    completed(snapshots)
    assert list(snapshots.folder.rglob("*.lock")) == []
