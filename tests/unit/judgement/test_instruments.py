"""What rounds of an instrument say: each rated object by itself, changes with what was not seen."""

from dataclasses import replace
from datetime import date

import pytest

from fgte.errors import DataError
from fgte.judgement.instruments import judge_rounds
from fgte.sources.instruments import read_round
from tests.unit.sources.instrument_files import read, rows, varied


def spread_around(low, high, count):
    """People whose ten answers lie low or high, no two quite alike."""
    return rows(
        *([low + (high - low) * ((n + k + k * n) % 3 % 2) for k in range(10)] for n in range(count))
    )


def one(*rounds):
    [found] = judge_rounds(rounds)
    return found


def test_each_object_is_read_by_itself_in_a_fixed_order(tmp_path):
    network = read(tmp_path, varied(12), kind="network", id="natverk", name="Nätverket")
    school = {"kind": "school", "id": "12345678", "name": "S"}
    of_school = read(tmp_path, varied(12), **school, more="", municipality="1384")
    own = read(tmp_path, varied(12))
    found = [each.rated.kind for each in judge_rounds([of_school, network, own])]
    assert found == ["municipality", "network", "school"]


def test_two_municipalities_are_never_one_line(tmp_path):
    own = read(tmp_path, varied(12), date="2025-10-01")
    other = read(tmp_path, varied(12), id="1380", name="Halmstad", date="2026-10-01")
    found = judge_rounds([own, other])
    assert [each.rated.id for each in found] == ["1380", "1384"]
    assert [each.steps for each in found] == [(), ()]


def test_where_the_spread_of_the_difference_is_not_known_there_is_no_interval(tmp_path):
    made = read(tmp_path, varied(12))
    beside = one(replace(made, spread=replace(made.spread, difference=None))).beside
    assert beside.interval is None


def test_a_level_is_sure_only_when_the_whole_interval_lies_in_it(tmp_path):
    sure = one(read(tmp_path, spread_around(2, 3, 42)))
    unsure = one(read(tmp_path, varied(12)))
    assert (sure.reading.level.step, sure.reading.sure) == (2, True)
    assert not unsure.reading.sure
    assert unsure.interval.low <= unsure.latest.everyone.mean <= unsure.interval.high


def test_the_profile_sets_work_beside_teaching_with_an_interval(tmp_path):
    given = rows(*([3 + n % 2] * 6 + [1 + (n // 2) % 2] * 4 for n in range(16)))
    beside = one(read(tmp_path, given)).beside
    assert beside.difference == pytest.approx(2.0)
    assert 1.5 < beside.interval.low < 2.0


def test_a_change_comes_with_what_the_rounds_could_not_have_shown(tmp_path):
    first = read(tmp_path, spread_around(1, 3, 12), date="2025-10-01")
    second = read(tmp_path, spread_around(2, 4, 12), date="2026-10-01")
    [step] = one(second, first).steps
    assert (step.first, step.second) == (date(2025, 10, 1), date(2026, 10, 1))
    assert step.change.change == pytest.approx(1.0)
    assert step.change.shown
    assert step.change.detectable > 0
    assert set(step.parts) == {"arbetet", "undervisningen"}


def test_a_round_that_is_hidden_gives_no_change_and_no_level(tmp_path):
    first = read(tmp_path, varied(4), date="2025-10-01")
    second = read(tmp_path, varied(12), date="2026-10-01")
    assert one(first, second).steps[0].change is None
    hidden = one(first)
    assert (hidden.interval, hidden.reading, hidden.beside) == (None, None, None)


def test_rounds_of_other_people_are_not_compared(tmp_path):
    first = read(tmp_path, varied(12), date="2025-10-01")
    path = tmp_path / "omgang.toml"
    second = read(tmp_path, varied(12), date="2026-10-01")
    other = path.read_text(encoding="utf-8").replace('who = "rektorer"', 'who = "lärare"')
    path.write_text(other, encoding="utf-8")
    changed = read_round(path, tmp_path / "svar.csv", threshold=5)
    assert changed.date == second.date
    [step] = one(first, changed).steps
    assert step.change is None
    assert "Olika grupper" in step.reasons[0].sv


def test_two_rounds_on_one_day_are_refused(tmp_path):
    with pytest.raises(DataError, match="samma dag"):
        judge_rounds([read(tmp_path, varied(12)), read(tmp_path, varied(13))])
