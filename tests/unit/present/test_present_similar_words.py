"""The check against similar municipalities in words: usual or more, which set, nobody placed."""

from dataclasses import replace

import pytest

from fgte.judgement.lacks import Lack
from fgte.judgement.similar_check import SimilarCheck
from fgte.model import Status
from fgte.present.similar_words import (
    check_sentence,
    check_summary,
    region_check_sentence,
    set_sentences,
)

GROUP = "Liknande kommuner grundskola, Laholm, 2024"
WITHIN = SimilarCheck(Status.OK, year=2022, beyond=False, group=GROUP, n=7)
BEYOND = replace(WITHIN, beyond=True)
OWN = replace(WITHIN, group="")
LACKING = SimilarCheck(Status.MISSING, Lack.NO_SIMILAR)


def test_a_difference_within_the_usual_is_said_to_be_no_larger():
    said = check_sentence(WITHIN)
    assert said.startswith("Prövat mot Koladas grupp av liknande kommuner 2022")
    assert "är inte större än den som slumpen" in said


def test_a_difference_beyond_the_usual_comes_without_a_why():
    assert check_sentence(BEYOND).endswith("Siffrorna visar inte varför.")
    assert "är större än den som slumpen" in check_sentence(BEYOND)


def test_an_own_set_is_never_called_koladas():
    assert "ett eget urval" in check_sentence(OWN)
    assert "Kolada" not in check_sentence(OWN)
    assert "inte hämtade" in set_sentences({"meritvarde": OWN})[0]


def test_koladas_group_is_named_once_with_its_year():
    said = set_sentences({"meritvarde": WITHIN, "examen_3ar": BEYOND})
    assert said[0].count(GROUP) == 1
    assert "högst två kommuner av hundra" in said[-1]


def test_where_nothing_was_checked_nothing_is_said_of_sets():
    assert set_sentences({"meritvarde": LACKING}) == []
    assert check_sentence(LACKING).startswith("Prövningen mot liknande kommuner: Siffror")


@pytest.mark.parametrize("found", [WITHIN, BEYOND, OWN])
def test_no_word_says_which_side_or_how_far(found):
    said = check_sentence(found).casefold()
    assert not [w for w in ("högre", "lägre", "över", "under", "bättre", "sämre") if w in said]


def test_the_summary_names_only_what_is_larger_than_usual(store):
    from fgte import assess_all

    judged = assess_all("Laholm", store=store)
    checks = {"meritvarde": BEYOND, "examen_3ar": WITHIN}
    (said,) = check_summary(judged, checks)
    assert "meritvärde" in said
    assert "examen" not in said
    assert said.endswith("För de övriga som prövats är den inte det.")
    (said,) = check_summary(judged, {"meritvarde": WITHIN})
    assert "ingen skillnad är större" in said
    assert check_summary(judged, {"meritvarde": LACKING}) == []


def test_the_region_is_told_in_how_many_and_never_in_which():
    said = region_check_sentence((WITHIN, BEYOND, WITHIN, LACKING))
    assert "i 2 av 3 kommuner" in said
    assert region_check_sentence((LACKING,)) == ""


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        ((WITHIN, WITHIN), "Koladas grupper av liknande kommuner 2022"),
        ((OWN, OWN), "egna urval av liknande kommuner 2022"),
        ((WITHIN, OWN), "(Koladas grupper där de finns, annars egna urval) 2022"),
        ((WITHIN, replace(WITHIN, year=2021)), "liknande kommuner 2021–2022"),
    ],
)
def test_the_region_is_told_which_sets_and_years(checks, words):
    assert f"{words}: i 2 av 2" in region_check_sentence(checks)
