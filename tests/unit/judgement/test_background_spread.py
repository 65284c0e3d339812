"""How pupils are spread over schools: whole pupils, the latest year, hidden ones never zero."""

import numpy as np
import pytest

from fgte.analysis.equity import segregation
from fgte.catalogue import open_catalogue
from fgte.judgement.background_spread import background_spread
from fgte.judgement.lacks import Lack
from fgte.model import Status
from fgte.present.background_words import background_sentences
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

SHARE, SIZE = "N15820", "N15809"
SCHOOLS = [(20.0, 300), (50.0, 200), (70.0, 400)]


@pytest.fixture
def spread(settings, tmp_path):
    """The spread over Laholm's schools by year: (share, pupils), None where hidden."""
    book = open_catalogue(settings)

    def make(by_year, **options):
        same = {"source": "Skolverket", "municipality_id": "1381", "sex": "T", "snapshot_id": "x"}
        rows = [
            same
            | {"kpi": kpi, "year": year, "value": value, "school_unit": f"{10_000_000 + unit}"}
            | {"status": "ok" if value is not None else "suppressed"}
            for year, schools in by_year.items()
            for unit, pair in enumerate(schools)
            for kpi, value in zip((SHARE, SIZE), pair, strict=True)
        ]
        write_table(tmp_path, tidy(raw_figures(rows), book), fingerprint="made", origins=[])
        return background_spread(open_table(tmp_path), book.municipality("1381"), **options)

    return make


def test_shares_and_sizes_become_whole_pupils(spread):
    found = spread({2022: SCHOOLS})
    counts = np.array([(60, 240), (100, 100), (280, 120)])
    assert found.dissimilarity == segregation(counts, "D")
    assert found.information == segregation(counts, "H")
    assert found.mutual == segregation(counts, "M")
    assert (found.year, found.schools, found.hidden) == (2022, 3, 0)


def test_the_latest_year_is_read_and_only_among_those_chosen(spread):
    years = {2021: SCHOOLS, 2022: SCHOOLS}
    assert spread(years).year == 2022
    assert spread(years, years=(2015, 2021)).year == 2021


def test_a_hidden_school_is_counted_and_is_no_zero(spread):
    found = spread({2022: [*SCHOOLS, (None, 150), (30.0, None)]})
    assert (found.schools, found.hidden) == (3, 2)
    assert found.dissimilarity == spread({2022: SCHOOLS}).dissimilarity


@pytest.mark.parametrize(
    ("years", "lack"),
    [
        ({}, Lack.NOT_FETCHED),
        ({2022: SCHOOLS[:2]}, Lack.TOO_FEW_SCHOOLS),
        ({2022: [(None, 100), (None, 200), (None, 300)]}, Lack.SUPPRESSED),
        ({2022: [(0.0, 100), (0.0, 200), (0.0, 300)]}, Lack.TOO_FEW_SCHOOLS),
    ],
)
def test_where_nothing_can_be_told_the_reason_stands(spread, years, lack):
    found = spread(years or {2022: []})
    assert (found.lack, found.dissimilarity) == (lack, None)
    assert found.status is not Status.OK


def test_where_no_file_of_schools_has_come_skolverkets_is_named_and_not_kolada(spread):
    said = background_sentences(spread({2022: []}))
    assert "Skolverkets export" in said[1]
    assert "Kolada" not in " ".join(said)


def test_a_spread_that_chance_gives_is_said_to_be_no_more_uneven(spread):
    said = background_sentences(spread({2022: [(48.0, 25), (52.0, 25), (50.0, 26)]}))
    assert "inte ojämnare än slumpen gör den" in said[1]


def test_a_spread_beyond_chance_is_told_with_chance_taken_away(spread):
    found = spread({2022: SCHOOLS})
    said = background_sentences(found)
    left = round(100 * found.dissimilarity.corrected)
    assert f"Borträknat slumpen är måttet {left} på en skala" in said[1]
    assert 0 < left < round(100 * found.dissimilarity.index)


def test_the_words_say_which_meaning_of_segregation_and_no_why(spread):
    said = " ".join(background_sentences(spread({2022: SCHOOLS})))
    assert "hur elever fördelar sig på skolor" in said
    assert "inget om varför fördelningen ser ut så" in said
    assert "enskilda elever" in said
