"""What is shown of a round stays, until so many more have answered that none of them is told of."""

from datetime import date

import pytest

from fgte.errors import RequestError
from fgte.sources.instruments.profile import write_profile
from fgte.sources.snapshots import SnapshotStore
from fgte.store.instrument_rounds import READER, rounds
from fgte.store.round_release import may_follow, memory, require_releasable
from tests.unit.sources.instrument_files import read, varied


@pytest.fixture
def snapshots(tmp_path):
    return SnapshotStore(tmp_path / "snapshots")


def kept(snapshots, folder, made, *, replaces=()):
    """Take a round in, as the command does."""
    path = folder / made.name
    path.write_bytes(write_profile(made))
    both, seen = made.instrument.label, memory(snapshots, replaces)
    snapshots.keep_file(
        path, source=made.source, reader=READER, terms=both, title=both, options=seen
    )
    for each in replaces:
        snapshots.forget(each)
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


def test_nor_beside_one_that_was_replaced_long_ago(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(6)))
    for count in (12, 18):
        made = read(tmp_path, varied(count))
        replaced = require_releasable(snapshots, made, replacing=True)
        kept(snapshots, tmp_path, made, replaces=replaced)
    assert len(snapshots.imports()) == 1
    seven = read(tmp_path, varied(7))
    assert refused(snapshots, seven, replacing=True) == "instrument_replaces_few"


def test_of_what_was_replaced_only_numbers_of_people_are_remembered(snapshots, tmp_path):
    first = kept(snapshots, tmp_path, read(tmp_path, varied(6)))
    [seen] = memory(snapshots, snapshots.imports()).values()
    assert '"answered":6' in seen
    assert not any(f":{mean}" in seen for mean in first.everyone.items.values())


def test_a_first_version_without_groups_is_weighed_against_the_groups_of_a_later(
    snapshots, tmp_path
):
    """Eight of the first nine were all of a: a shown apart tells of the ninth."""
    kept(snapshots, tmp_path, read(tmp_path, [*varied(8), *varied(1, shift=1)]))
    more = [*varied(8, group="a"), *varied(9, shift=1, group="b")]
    made = read(tmp_path, more, groups=("a", "b"))
    assert [each.people for each in made.figures] == [17, 8, 9]
    assert refused(snapshots, made, replacing=True) == "instrument_regroups_few"


def test_and_the_groups_of_a_first_against_a_later_without_them(snapshots, tmp_path):
    first = [*varied(8, group="a"), *varied(16, shift=1, group="b")]
    kept(snapshots, tmp_path, read(tmp_path, first, groups=("a", "b")))
    made = read(tmp_path, varied(17))
    assert refused(snapshots, made, replacing=True) == "instrument_regroups_few"


def test_a_group_by_another_name_is_the_same_people(snapshots, tmp_path):
    first = [*varied(8, group="a"), *varied(8, shift=1, group="b")]
    more = [*varied(9, group="A"), *varied(15, shift=1, group="B")]
    kept(snapshots, tmp_path, read(tmp_path, first, groups=("a", "b")))
    made = read(tmp_path, more, groups=("A", "B"))
    assert refused(snapshots, made, replacing=True) == "instrument_regroups_few"


def test_so_are_two_groups_that_were_one(snapshots, tmp_path):
    """c alone was b and d together but for one, and no other set comes near."""
    first = [*varied(8, group="a"), *varied(19, group="c"), *varied(30, group="e")]
    more = [*varied(14, group="a"), *varied(10, group="b"), *varied(10, group="d")]
    more += varied(30, group="f") + varied(6)
    kept(snapshots, tmp_path, read(tmp_path, first, groups=("a", "c", "e")))
    made = read(tmp_path, more, groups=("a", "b", "d", "f"))
    assert refused(snapshots, made, replacing=True) == "instrument_regroups_few"


def test_a_group_that_was_hidden_is_weighed_when_it_is_shown(snapshots, tmp_path):
    first = [*varied(4, group="a"), *varied(12, shift=1, group="b")]
    before = kept(snapshots, tmp_path, read(tmp_path, first, groups=("a", "b")))
    assert [each.people for each in before.figures] == [16, None, None]
    more = [*varied(9, group="a"), *varied(12, shift=1, group="b")]
    made = read(tmp_path, more, groups=("a", "b"))
    assert refused(snapshots, made, replacing=True) == "instrument_regroups_few"


def test_groups_that_no_set_of_the_first_comes_near_may_be_told_apart(snapshots, tmp_path):
    kept(snapshots, tmp_path, read(tmp_path, varied(20)))
    more = [*varied(12, group="a"), *varied(13, shift=1, group="b")]
    assert require_releasable(snapshots, read(tmp_path, more, groups=("a", "b")), replacing=True)


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


@pytest.mark.parametrize("limits", [(5, 20, 5), (20, 5), (10, 5), (5, 10)])
def test_no_two_limits_for_few_show_the_same_answers_differently(snapshots, tmp_path, limits):
    """One set of answers read with several limits: what is kept is one set of figures."""
    groups = ("a", "b")
    given = [*varied(11, group="a"), *varied(13, shift=1, group="b")]
    shown = []
    for few in limits:
        made = read(tmp_path, given, groups=groups, threshold=few)
        try:
            replaced = require_releasable(snapshots, made, replacing=True)
        except RequestError:
            continue
        shown.append((made.figures, made.spread))
        kept(snapshots, tmp_path, made, replaces=replaced)
    seen = [each for each in shown if each[0][0].people is not None]
    assert all(each == seen[0] for each in seen)


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
