"""What stands in an address is checked against lists, and written back as it was understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.catalogue import indicators
from fgte.dashboards.choices import (
    EQUITY,
    LONGEST,
    MOST_WORDS,
    MUNICIPAL,
    VIEWS,
    lists,
    query_of,
    read_choices,
    words_of,
)
from fgte.model import Sex, Variant


@pytest.fixture(scope="module")
def known(store):
    return lists(store)


@pytest.mark.parametrize("written", ["1384", "kungsbacka", "Kungsbacka", " KUNGSBACKA "])
def test_a_municipality_is_known_by_code_and_name(known, written):
    choices, notices = read_choices(MUNICIPAL, {"kommun": written}, known)
    assert choices.municipality == "1384"
    assert notices == ()


def test_all_choices_are_read(known):
    words = {"kommun": "varberg", "elever": "flickor", "skolor": "hemkommun", "oppen": "meritvarde"}
    choices, _ = read_choices(MUNICIPAL, words | {"fran": "2016", "till": "2022"}, known)
    assert (choices.municipality, choices.sex, choices.variant) == (
        "1383", Sex.GIRLS, Variant.HEMKOMMUN,
    )  # fmt: skip
    assert (choices.years, choices.opened) == ((2016, 2022), "meritvarde")


@pytest.mark.parametrize(
    "words",
    [
        {"kommun": "falkenberg"},
        {"kommun": "0000"},
        {"elever": "K"},
        {"skolor": "friskola"},
        {"fran": "1066"},
        {"till": "2022; drop"},
        {"oppen": "../store"},
        {"nytt": "1"},
    ],
)
def test_what_is_in_no_list_is_told_and_left_out(known, words):
    choices, notices = read_choices(MUNICIPAL, words, known)
    assert [notice.name for notice in notices] == list(words)
    assert choices == read_choices(MUNICIPAL, {}, known)[0]


@pytest.mark.parametrize(("first", "last"), [("2022", "2016"), ("2020", "2022")])
def test_a_period_that_cannot_be_judged_is_told(known, first, last):
    choices, notices = read_choices(MUNICIPAL, {"fran": first, "till": last}, known)
    assert [notice.name for notice in notices] == ["years"]
    assert choices.years == (None, None)


def test_five_years_are_enough_to_judge(known):
    choices, notices = read_choices(MUNICIPAL, {"fran": "2018", "till": "2022"}, known)
    assert (choices.years, notices) == ((2018, 2022), ())
    _, notices = read_choices(MUNICIPAL, {"fran": "2019", "till": "2022"}, known)
    assert [notice.name for notice in notices] == ["years"]


def test_a_word_of_another_dashboard_is_no_choice_here(known):
    choices, notices = read_choices(EQUITY, {"elever": "flickor"}, known)
    assert [notice.name for notice in notices] == ["elever"]
    assert choices.sex is Sex.ALL


def test_only_national_indicators_can_be_opened(known):
    assert set(known.values["oppen"]) == {each.id for each in indicators()}


def test_of_a_very_long_address_only_the_beginning_is_read():
    assert len(words_of("&".join(f"ord{n}=1" for n in range(60)))) == MOST_WORDS
    assert words_of(f"kommun=laholm&x={'a' * LONGEST}&kommun=varberg")["kommun"] == "laholm"
    assert words_of("kommun=laholm&kommun=varberg") == {"kommun": "varberg"}


@given(
    view=st.sampled_from(VIEWS), words=st.dictionaries(st.text(max_size=9), st.text(), max_size=4)
)
def test_no_address_is_an_error(known, view, words):
    choices, notices = read_choices(view, words, known)
    again, nothing = read_choices(view, dict(_pairs(query_of(choices))), known)
    assert (again, nothing) == (choices, ())
    assert all(len(notice.found) <= 40 for notice in notices)


def _pairs(query):
    return [pair.split("=") for pair in query.split("&") if pair]
