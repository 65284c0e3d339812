"""What is shown of a round stays, until so many more have answered that none of them is told of."""

from datetime import date

import pytest

from fgte.errors import RequestError
from fgte.sources.instruments.profile import write_profile
from fgte.sources.snapshots import SnapshotStore
from fgte.store.instrument_rounds import READER, may_follow, require_releasable, rounds
from tests.unit.sources.instrument_files import read, varied


@pytest.fixture
def snapshots(tmp_path):
    return SnapshotStore(tmp_path / "snapshots")


def kept(snapshots, folder, made):
    """Take a round in, as the command does."""
    path = folder / made.name
    path.write_bytes(write_profile(made))
    both = made.instrument.label
    snapshots.keep_file(path, source=made.source, reader=READER, terms=both, title=both)
    return made


def refused(snapshots, made, *, replacing):
    with pytest.raises(RequestError) as error:
        require_releasable(snapshots, made, replacing=replacing)
    return error.value.key


def test_a_round_of_five_is_not_followed_by_the_same_of_six(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(5)))
    six = read(tmp_path, varied(6))
    assert refused(snapshots, six, replacing=True) == "instrument_replaces_few"
    assert refused(snapshots, six, replacing=False) == "instrument_round_taken"


def test_nor_by_one_where_an_answer_was_changed(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(6)))
    other = read(tmp_path, varied(6, shift=1))
    assert refused(snapshots, other, replacing=True) == "instrument_replaces_few"


def test_but_by_one_with_as_many_more_as_it_takes(snapshots, tmp_path):
    first = kept(snapshots, tmp_path, read(tmp_path, varied(5)))
    replaced = require_releasable(snapshots, read(tmp_path, varied(10)), replacing=True)
    assert [each.files[0].name for each in replaced] == [first.name]


def test_nor_beside_any_version_that_was_shown_before(snapshots, tmp_path):
    for count in (6, 12):
        kept(snapshots, tmp_path, read(tmp_path, varied(count)))
    seven = read(tmp_path, varied(7))
    assert refused(snapshots, seven, replacing=True) == "instrument_replaces_few"


def test_one_more_in_a_group_is_few_however_many_came_in_others(snapshots, tmp_path):
    groups = ("a", "b")
    first = [*varied(8, group="a"), *varied(8, shift=1, group="b")]
    kept(snapshots, tmp_path, read(tmp_path, first, groups=groups))
    more = [*varied(9, group="a"), *varied(15, shift=1, group="b")]
    made = read(tmp_path, more, groups=groups)
    assert [each.people for each in made.figures] == [24, 9, 15]
    assert refused(snapshots, made, replacing=True) == "instrument_replaces_few"


def test_nor_one_more_outside_the_group_that_grew(snapshots, tmp_path):
    first = [*varied(8, group="a"), *varied(8, shift=1)]
    more = [*varied(15, group="a"), *varied(9, shift=1)]
    kept(snapshots, tmp_path, read(tmp_path, first, groups=("a",)))
    made = read(tmp_path, more, groups=("a",))
    assert refused(snapshots, made, replacing=True) == "instrument_replaces_few"


def test_nor_one_more_outside_every_group(snapshots, tmp_path):
    groups = ("a", "b")
    first = [*varied(8, group="a"), *varied(8, shift=1, group="b"), *varied(8, shift=2)]
    more = [*varied(15, group="a"), *varied(15, shift=1, group="b"), *varied(9, shift=2)]
    kept(snapshots, tmp_path, read(tmp_path, first, groups=groups))
    made = read(tmp_path, more, groups=groups)
    assert [each.people for each in made.figures] == [39, 15, 15]
    assert refused(snapshots, made, replacing=True) == "instrument_replaces_few"


def test_a_group_of_which_nothing_changed_tells_of_nobody(snapshots, tmp_path):
    groups = ("a", "b")
    first = [*varied(8, group="a"), *varied(8, shift=1, group="b")]
    more = [*varied(8, group="a"), *varied(14, shift=1, group="b")]
    kept(snapshots, tmp_path, read(tmp_path, first, groups=groups))
    assert require_releasable(snapshots, read(tmp_path, more, groups=groups), replacing=True)


def test_the_larger_of_two_limits_for_few_holds(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(12), threshold=10))
    later = read(tmp_path, varied(18), threshold=5)
    assert refused(snapshots, later, replacing=True) == "instrument_replaces_few"


def test_a_new_round_a_week_later_is_the_same_round(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(5), date="2026-03-02"))
    next_week = read(tmp_path, varied(6), date="2026-03-09")
    assert refused(snapshots, next_week, replacing=False) == "instrument_round_near"


def test_a_round_next_term_is_another_and_so_is_one_of_something_else(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(5), date="2026-03-02"))
    autumn = read(tmp_path, varied(6), date="2026-10-02")
    network = read(tmp_path, varied(6), kind="network", id="rektorer", name="Rektorsnätverket")
    assert require_releasable(snapshots, autumn, replacing=False) == ()
    assert require_releasable(snapshots, network, replacing=False) == ()


def test_what_was_never_shown_may_be_followed_by_anything(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(4)))
    assert require_releasable(snapshots, read(tmp_path, varied(5)), replacing=True)


def test_what_was_shown_is_not_followed_by_silence(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(5)))
    assert (
        refused(snapshots, read(tmp_path, varied(4)), replacing=True) == "instrument_replaces_few"
    )


def test_the_same_once_more_is_no_change(snapshots, tmp_path):
    made = kept(snapshots, tmp_path, read(tmp_path, varied(5)))
    assert len(require_releasable(snapshots, made, replacing=False)) == 1


@pytest.mark.parametrize(
    ("shown", "now", "may"),
    [(5, 6, False), (5, 9, False), (5, 10, True), (10, 5, True), (None, 5, True), (5, None, False)],
)
def test_a_form_that_shows_what_has_come_asks_the_same(shown, now, may):
    assert may_follow(shown, now, threshold=5) is may


def test_rounds_come_by_what_they_are_about_and_then_by_date(snapshots, tmp_path):
    for day in ("2026-10-02", "2026-03-02"):
        kept(snapshots, tmp_path, read(tmp_path, varied(6), date=day))
    kept(snapshots, tmp_path, read(tmp_path, varied(6), kind="network", id="n", name="N"))
    found = [(each.rated.kind, each.date) for each in rounds(snapshots)]
    assert found[:2] == [("municipality", date(2026, 3, 2)), ("municipality", date(2026, 10, 2))]
    assert found[2][0] == "network"
