"""How the windows on the gap are said: plainly, one by one, with what they cannot say."""

from dataclasses import replace

import pytest

from fgte import assess
from fgte.analysis.cohort import Position
from fgte.catalogue import open_catalogue
from fgte.catalogue.national import open_national
from fgte.judgement.between_schools import BetweenSchools, SchoolSpread
from fgte.judgement.cohort_path import CohortPath, CohortStep, cohort_path
from fgte.judgement.expected_value import expected_values
from fgte.judgement.figures import figures_of
from fgte.judgement.lacks import Lack
from fgte.judgement.newcomers import WithAndWithout
from fgte.judgement.published_deviation import published_deviation
from fgte.model import Interval, Sex, Status, Unit, Variant
from fgte.present.gap_windows import (
    cohort_sentences,
    deviation_sentences,
    deviation_summary,
    expected_sentences,
    lack_words,
    newcomer_lacks,
    place_words,
    school_sentences,
    window_lines,
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
        "Bakgrunden hos gymnasiets elever publiceras inte i Kolada, "
        "så det finns inget att räkna ett modellberäknat värde på.",
    )


def test_a_year_groups_way_is_said_with_its_missing_links(store, book):
    said = cohort_sentences(cohort_path(store, book, book.municipality("Kungsbacka"), 2016))
    assert said[0] == (
        "Årskullen låg över riket i åk 3 (2016) och åk 9 (2022). "
        "Samma årskull, inte exakt samma elever."
    )
    (missing,) = [each for each in said if "Siffror saknas" in each]
    assert missing.startswith("Åk 6 (2019) och gymnasiet efter fyra år (2026): Siffror saknas")


@pytest.mark.parametrize(
    ("municipality", "last"),
    [
        ("Halmstad", "gymnasiet efter tre år (2022). Samma årskull, inte exakt samma elever."),
        (
            "Kungsbacka",
            "Gymnasiet efter tre år (2025): "
            "Rikets uppgift saknas för samma år, så läget kan inte jämföras.",
        ),
    ],
)
def test_a_card_says_when_the_way_does_not_reach_its_own_stage(store, municipality, last):
    judged = assess("betygspoang", municipality, store=store)
    (way,) = [each for each in window_lines(judged) if each.startswith("Årskullens väg")]
    assert way.endswith(last)


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ("+-", "låg över riket i åk 3 (1) och låg under riket i åk 6 (2)"),
        ("++", "låg över riket i åk 3 (1) och åk 6 (2)"),
        ("++-", "låg över riket i åk 3 (1) och åk 6 (2), och låg under riket i åk 9 (3)"),
        (
            "+0+",
            "låg över riket i åk 3 (1), låg i nivå med riket i åk 6 (2) och "
            "låg över riket i åk 9 (3)",
        ),
        ("?", "kan inte placeras säkert i åk 3 (1)"),
    ],
)
def test_stations_on_the_same_side_in_a_row_are_said_together(book, sides, said):
    ends = {"+": (0.1, 0.3), "-": (-0.3, -0.1), "0": (-0.1, 0.1), "?": (None, None)}
    ids = ("nationella_prov_ak3", "alla_amnen_ak6", "alla_amnen_slutbetyg")
    steps = tuple(
        CohortStep(book.indicators[id], year, Status.OK, position=Position(0.2, *ends[side]))
        for year, (id, side) in enumerate(zip(ids, sides, strict=False), start=1)
    )
    path = CohortPath(book.municipality("Laholm"), Sex.ALL, 1, steps, (), Status.OK)
    assert place_words(path) == said


def test_the_year_without_tests_is_said_in_the_catalogues_words(store, book):
    said = cohort_sentences(cohort_path(store, book, book.municipality("Varberg"), 2020))
    path = cohort_path(store, book, book.municipality("Varberg"), 2020)
    assert path.steps[0].reason.sv.startswith("Inget resultat publicerades")
    assert said == ("Inget resultat publicerades det året.",)


def test_results_that_lack_the_same_are_named_together(book):
    lacking = [
        WithAndWithout(book.indicators[id], Status.MISSING, lack)
        for id, lack in (
            ("alla_amnen_slutbetyg", Lack.NOT_FETCHED),
            ("meritvarde", Lack.SUPPRESSED),
            ("behorig_yrkesprogram", Lack.NOT_FETCHED),
        )
    ]
    first, second = newcomer_lacks(lacking)
    assert first.startswith("Alla ämnen åk 9 och behöriga yrkesprogram: Siffror saknas")
    assert second.startswith("Meritvärde: Uppgiften visas inte")


@pytest.mark.parametrize(
    ("hidden", "too_small", "said"),
    [
        (0, 0, "Alla kommunala skolor i underlaget är med."),
        (2, 1, "2 med dold uppgift och 1 med färre än tio elever"),
    ],
)
def test_who_is_left_out_is_said_and_that_none_is(hidden, too_small, said):
    room = Interval(1.0, 9.0)
    spread = SchoolSpread(2022, 5.0, room, 0.4, 12, hidden, too_small, 80.0, room)
    told = school_sentences(BetweenSchools(Status.OK, years=(spread,)), Unit.PERCENT)
    assert said in told[2]


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((0.5, 8.0), "Över det modellberäknade värdet, mer än slumpen"),
        ((-8.0, -0.5), "Under det modellberäknade värdet, mer än slumpen"),
        ((-1.0, 8.0), "Inom det som slumpen"),
        (None, "Kan inte avgöras, för antalet elever är inte känt"),
    ],
)
def test_a_deviation_is_summed_up_by_the_room_chance_leaves_it(store, ends, said):
    judged = assess("meritvarde", "Laholm", store=store)
    room = Interval(*ends) if ends else None
    latest = replace(judged.gap.expected.latest, room=room)
    moved = replace(judged.gap, expected=replace(judged.gap.expected, latest=latest))
    (line,) = deviation_summary([replace(judged, gap=moved)])
    assert line.startswith(said)
    assert line.endswith(": meritvärde.")


def test_where_nothing_is_expected_nothing_is_summed_up(store):
    assert deviation_summary([assess("examen_3ar", "Laholm", store=store)]) == []
