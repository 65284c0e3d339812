"""How the windows on the gap are said: plainly, one by one, with what they cannot say."""

import pytest

from fgte.catalogue import open_catalogue
from fgte.catalogue.national import open_national
from fgte.judgement.cohort_path import cohort_path
from fgte.judgement.expected_value import expected_values
from fgte.judgement.figures import figures_of
from fgte.judgement.lacks import Lack
from fgte.judgement.published_deviation import published_deviation
from fgte.model import Sex, Variant
from fgte.present.gap_windows import (
    cohort_sentences,
    deviation_sentences,
    expected_sentences,
    lack_words,
)


@pytest.fixture
def book(settings):
    return open_catalogue(settings)


def expected(store, settings, book, id, place):
    indicator = book.indicators[id]
    figures = figures_of(
        store,
        indicator,
        next(each for each in indicator.series if each.id == indicator.default_series),
        variant=Variant.KOMMUNAL,
        municipality_id=book.municipality(place).id,
        sex=Sex.ALL,
    )
    found = expected_values(
        store, open_national(settings), indicator, book.municipality(place), figures
    )
    return expected_sentences(found, indicator.unit)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("lack", Lack)
def test_every_lack_has_a_sentence(lack, lang):
    assert lack_words(lack, lang).endswith(".")


def test_a_published_deviation_is_cited_as_koladas_with_its_change_of_model(store, book):
    found = published_deviation(
        store, book, book.indicators["meritvarde"], book.municipality("Laholm")
    )
    said = deviation_sentences(found)
    assert said[0] == ("Avvikelsen från modellberäknat värde var −10,9 poäng 2022. Källa: Kolada.")
    assert said[1] == "Modellen ändrades 2017; avvikelser före och efter jämförs inte."
    assert any("kapacitet" in each for each in said)


def test_an_own_expected_value_is_never_cited_as_koladas(store, settings, book):
    said = " ".join(expected(store, settings, book, "alla_amnen_slutbetyg", "Varberg"))
    assert "Egen beräkning på underlag från Kolada" in said
    assert "Källa: Kolada" not in said
    assert "inte elevernas kapacitet" in said
    assert "i genomsnitt 76,3\u00a0%" in said
    assert "+5,3 procentenheter" in said


def test_a_window_with_nothing_says_why(store, settings, book):
    assert expected(store, settings, book, "examen_3ar", "Varberg") == (
        "Finns inte för den här indikatorn.",
    )


def test_a_year_groups_way_is_said_with_its_missing_links(store, book):
    said = cohort_sentences(cohort_path(store, book, book.municipality("Kungsbacka"), 2016))
    assert said[0] == (
        "Årskullen låg över riket i åk 3 (2016) och låg över riket i åk 9 (2022). "
        "Samma årskull, inte exakt samma elever."
    )
    assert any(each.startswith("åk 6 (2019): Siffror saknas") for each in said)


def test_the_year_without_tests_is_said_in_the_catalogues_words(store, book):
    said = cohort_sentences(cohort_path(store, book, book.municipality("Varberg"), 2020))
    path = cohort_path(store, book, book.municipality("Varberg"), 2020)
    assert path.steps[0].reason.sv.startswith("Inget resultat publicerades")
    assert said == ("Inget resultat publicerades det året.",)
