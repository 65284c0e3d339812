"""A round that is answered in the browser: the box, the closing, and what may never be seen."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fgte.api import assess_instrument
from fgte.errors import DataError, RequestError, WorkError
from fgte.settings import read_settings
from fgte.sources.instruments import new_codes, read_round_file
from fgte.store import build
from fgte.store.answer_box import AnswerBox, Put
from fgte.store.closing_rounds import close_round
from fgte.store.open_rounds import (
    open_round,
    round_being_answered,
    rounds_being_answered,
    throw_away,
)
from tests.unit.sources.instrument_files import about, varied

KOLLEGIALT = "kollegialt_larande"


@pytest.fixture
def settings(tmp_path):
    return read_settings({"FGTE_SMALL_GROUP": "5"}, home=tmp_path / "hem")


@pytest.fixture
def begin(settings, tmp_path):
    """Open a round; of Kungsbacka and without codes unless something else is said."""

    def opened(codes=None, **wish):
        return open_round(read_round_file(about(tmp_path, **wish)), codes, settings)

    return opened


def answer(opened, people, *, first=0):
    """That many people answer, none of them alike; each with a seal of their own."""
    for n, (group, steps) in enumerate(people, start=first):
        assert opened.box.put((tuple(steps), group or ""), f"sigill-{n}") is Put.TAKEN


# The box


def test_an_answer_is_taken_once_for_each_seal(begin):
    box = begin().box
    assert box.put(((1,) * 10, ""), "a") is Put.TAKEN
    assert box.put(((4,) * 10, ""), "a") is Put.USED
    assert box.held().answers == (((1,) * 10, ""),)


def test_a_round_that_could_not_be_closed_knows_who_has_answered(begin):
    box = begin().box
    assert box.put(((1,) * 10, ""), "a") is Put.TAKEN
    box.shut(closing=True)
    assert box.put(((2,) * 10, ""), "b") is Put.CLOSED
    box.shut(closing=False)
    assert box.put(((4,) * 10, ""), "a") is Put.USED
    assert box.put(((2,) * 10, ""), "b") is Put.TAKEN


def test_nothing_in_the_box_says_who_came_first(begin, tmp_path):
    people = [(((4 - n % 4),) * 10, f"sigill-{n}") for n in range(9)]
    there, back = begin(), begin(id="1383", name="Varberg")
    for steps, seal in people:
        there.box.put((steps, ""), seal)
    for steps, seal in reversed(people):
        back.box.put((steps, ""), seal)
    assert there.box.path.read_bytes() == back.box.path.read_bytes()


def test_no_time_finer_than_the_day_lies_beside_an_answer(begin):
    opened = begin()
    answer(opened, varied(2))
    assert opened.box.path.stat().st_mtime % 60 == 0
    assert set(json.loads(opened.box.path.read_bytes())) == {"answers", "used", "closing"}


def test_a_box_holds_no_more_answers_than_codes_can_be_made(begin, monkeypatch):
    monkeypatch.setattr("fgte.store.answer_box.MOST", 2)
    opened = begin()
    answer(opened, varied(2))
    assert opened.box.put(((1,) * 10, ""), "en till") is Put.FULL


def test_the_codes_of_a_round_are_kept_sealed_only(begin):
    codes, sealed = new_codes(3)
    opened = begin(sealed)
    opened.box.put(((1,) * 10, ""), sealed.seal_of(codes[0]))
    kept = b"".join(each.read_bytes() for each in opened.folder.iterdir() if each.is_file())
    assert not any(code.encode() in kept for code in codes)


# Opening


def test_an_open_round_is_found_again_as_it_was(settings, tmp_path):
    odd = ("förskola", 'gymnasiet "A" \\ C:\\n', "<script>å</script>")
    opened = open_round(replace(read_round_file(about(tmp_path)), groups=odd), None, settings)
    found = round_being_answered(settings, opened.id)
    assert found == opened
    assert found.about.groups == odd
    assert rounds_being_answered(settings) == (opened,)


@pytest.mark.parametrize("id", ["", "..", "r-0000000g", "r-00000000", "../../etc"])
def test_a_round_that_is_not_open_is_none(settings, id):
    with pytest.raises(RequestError) as error:
        round_being_answered(settings, id)
    assert error.value.key == "no_open_round"


def test_two_rounds_about_the_same_are_not_open_within_ninety_days(begin):
    begin()
    with pytest.raises(RequestError) as error:
        begin(date="2026-03-09")
    assert error.value.key == "round_near"
    begin(kind="network", id="skolchefer", name="Skolchefer")


def test_nor_is_one_beside_figures_that_are_shown(begin, settings):
    opened = begin()
    answer(opened, varied(6))
    close_round(opened, settings)
    with pytest.raises(RequestError) as error:
        begin(date="2026-03-03")
    assert error.value.key == "round_near"
    assert rounds_being_answered(settings) == ()


# Closing


def test_a_closed_round_is_figures_and_no_answer_is_left(begin, settings):
    opened = begin()
    answer(opened, varied(12))
    made = close_round(opened, settings)
    assert made.answered == 12
    assert not opened.folder.exists()
    assert opened.box.put(((1,) * 10, ""), "sent") is Put.CLOSED
    [rated] = assess_instrument(KOLLEGIALT, "1384", store=_store(settings)).rated
    assert rated.latest == made


def test_a_round_nobody_has_answered_stays_open(begin, settings):
    opened = begin()
    with pytest.raises(RequestError) as error:
        close_round(opened, settings)
    assert error.value.key == "round_empty"
    answer(opened, varied(1))


def test_a_round_whose_store_cannot_be_built_stays_open_with_its_answers(
    begin, settings, monkeypatch
):
    opened = begin()
    answer(opened, varied(6))
    monkeypatch.setattr("fgte.store.closing_rounds.build", _fails)
    with pytest.raises(OSError, match="full"):
        close_round(opened, settings)
    monkeypatch.undo()
    answer(opened, varied(1), first=6)
    assert close_round(opened, settings).answered == 7


def test_a_round_that_was_cut_off_after_its_figures_were_kept_is_closed_once(
    begin, settings, monkeypatch
):
    opened = begin()
    answer(opened, varied(6))
    monkeypatch.setattr("fgte.store.closing_rounds.throw_away", lambda _: None)
    first = close_round(opened, settings)
    assert opened.box.put(((1,) * 10, ""), "för sent") is Put.CLOSED
    monkeypatch.undo()
    assert close_round(opened, settings) == first
    [rated] = assess_instrument(KOLLEGIALT, "1384", store=_store(settings)).rated
    assert len(rated.rounds) == 1


def test_a_round_that_is_thrown_away_becomes_nothing(begin, settings):
    opened = begin()
    answer(opened, varied(12))
    throw_away(opened)
    assert not opened.folder.exists()
    assert not settings.snapshots.exists() or not list(settings.snapshots.rglob("*.json"))


# What may never be seen


def test_four_are_never_shown(begin, settings):
    opened = begin()
    answer(opened, varied(4))
    made = close_round(opened, settings)
    assert (made.answered, made.everyone.mean, made.spread) == (None, None, None)
    assert set(made.everyone.items.values()) == {None}


def test_five_are_shown_and_six_cannot_be_shown_after_them(begin, settings):
    opened = begin()
    answer(opened, varied(5))
    shown = close_round(opened, settings)
    assert shown.answered == 5
    for again in ("2026-03-02", "2026-03-03", "2026-05-30"):
        with pytest.raises(RequestError) as error:
            begin(date=again)
        assert error.value.key == "round_near"


def test_nothing_is_shown_of_an_open_round_so_five_and_six_look_alike(begin, settings):
    build(settings)
    opened = begin()
    answer(opened, varied(5))
    before = assess_instrument(KOLLEGIALT, "1384", store=_store(settings)).to_dict()
    answer(opened, varied(1, shift=2), first=5)
    assert assess_instrument(KOLLEGIALT, "1384", store=_store(settings)).to_dict() == before


def test_a_group_that_lacks_one_of_everyone_is_hidden(begin, settings):
    opened = begin(groups=("förskola",))
    answer(opened, [*varied(11, group="förskola"), *varied(1, shift=1)])
    made = close_round(opened, settings)
    everyone, group = made.figures
    assert None in (everyone.people, group.people)
    for of_all, of_group in zip(everyone.items.values(), group.items.values(), strict=True):
        assert None in (of_all, of_group)


def test_a_next_round_ninety_days_later_is_compared(begin, settings):
    first, later = date(2026, 3, 2), date(2026, 3, 2) + timedelta(days=90)
    for day, shift in ((first, 0), (later, 1)):
        opened = begin(date=day.isoformat())
        answer(opened, varied(12, shift=shift))
        close_round(opened, settings)
    [rated] = assess_instrument(KOLLEGIALT, "1384", store=_store(settings)).rated
    [step] = rated.steps
    assert (step.first, step.second) == (first, later)
    assert step.change is not None


def test_what_points_at_a_person_is_refused_when_a_round_is_opened(settings, tmp_path):
    found = read_round_file(about(tmp_path))
    named = replace(found, source="anna@example.se")
    with pytest.raises(DataError) as error:
        open_round(named, None, settings)
    assert error.value.key == "survey_identifier_in_description"
    assert not list(settings.open_rounds.iterdir())


def test_a_box_that_is_held_by_another_waits(begin, monkeypatch):
    monkeypatch.setattr("fgte.store.answer_box.WAIT_SECONDS", 0)
    opened = begin()
    with opened.box.alone(), pytest.raises(WorkError) as error:
        AnswerBox(opened.folder).put(((1,) * 10, ""), "a")
    assert error.value.key == "round_busy"
    assert opened.box.put(((1,) * 10, ""), "a") is Put.TAKEN


def _store(settings):
    from fgte.api import open_store

    return open_store(settings.home)


def _fails(_):
    raise OSError("full")
