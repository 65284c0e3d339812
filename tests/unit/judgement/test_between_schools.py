"""How differences between schools are told: small groups honestly, no school named."""

import dataclasses

import pytest

from fgte.catalogue import open_catalogue
from fgte.judgement.between_schools import between_schools
from fgte.judgement.lacks import Lack
from fgte.model import Status
from fgte.present.gap_windows import school_sentences
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

RANGE = [(70.0, 60), (90.0, 80), (55.0, 50), (85.0, 120)]


@pytest.fixture
def book(settings):
    return open_catalogue(settings)


def told(value):
    """A figure as a file tells it."""
    if isinstance(value, tuple):
        return {"value": None, "low": value[0], "high": value[1], "status": "censored"}
    return {"value": value, "status": "ok" if value is not None else "suppressed"}


@pytest.fixture
def stored(book, tmp_path):
    """A store of one municipality's schools: (value, range or None where hidden, pupils)."""

    def make(*schools, year=2024, kpi="N15419"):
        same = {"source": "Skolverket", "kpi": kpi, "municipality_id": "1384", "sex": "T"}
        rows = [
            same
            | {
                "year": year,
                "pupils": pupils,
                "school_unit": f"{10_000_000 + i}",
                **told(value),
                "snapshot_id": "made",
            }
            for i, (value, pupils) in enumerate(schools)
        ]
        write_table(tmp_path, tidy(raw_figures(rows), book), fingerprint="made", origins=[])
        return open_table(tmp_path)

    return make


def spread(store, book, id="alla_amnen_slutbetyg", place="1384"):
    return between_schools(store, book.indicators[id], book.municipality(place))


def test_the_spread_beyond_chance_is_told_with_its_interval(stored, book):
    found = spread(stored(*RANGE), book).latest
    assert found.schools == 4
    assert found.interval.low < found.sd_between < found.interval.high
    assert 5 < found.sd_between < 25
    assert 0 < found.chance_share < 0.5


def test_hidden_and_small_schools_are_counted_apart_and_never_zero(stored, book):
    plain = spread(stored(*RANGE), book).latest
    found = spread(stored(*RANGE, (None, None), (20.0, 9), (30.0, None)), book).latest
    assert (found.schools, found.hidden, found.too_small) == (4, 1, 2)
    assert found.sd_between == plain.sd_between


@pytest.mark.parametrize(
    ("schools", "status", "lack"),
    [
        ([(70.0, 60), (90.0, 80)], Status.MISSING, Lack.TOO_FEW_SCHOOLS),
        ([(None, None)] * 4, Status.SUPPRESSED, Lack.SUPPRESSED),
    ],
)
def test_too_few_or_hidden_schools_are_an_answer(stored, book, schools, status, lack):
    found = spread(stored(*schools), book)
    assert (found.status, found.lack, found.latest) == (status, lack, None)


def test_without_files_of_schools_the_reason_is_said(store, book):
    assert spread(store, book).lack is Lack.NOT_FETCHED


def test_no_school_and_no_schools_result_is_in_what_is_told(stored, book):
    found = spread(stored(*RANGE), book)
    said = str(dataclasses.asdict(found))
    assert "1000000" not in said
    assert "90.0" not in said


def test_it_is_said_which_meaning_of_segregation_is_shown(stored, book):
    indicator = book.indicators["alla_amnen_slutbetyg"]
    told = school_sentences(spread(stored(*RANGE), book), indicator.unit)
    assert told[0].startswith("Skolornas resultat skilde sig 2024")
    assert "procentenheter" in told[0]
    assert any("en annan fråga" in each for each in told)
    assert told[2] == "Alla kommunala skolor i underlaget är med."


def test_schools_of_skolverkets_own_file_are_read(shared, book, tmp_path):
    from fgte.sources.skolverket import read_skolverket

    file = shared / "data/skolverket/slutbetyg_ak9_2025_skolenhet.csv"
    raw = read_skolverket(file, snapshot_id="x").figures
    write_table(tmp_path, tidy(raw, book), fingerprint="made", origins=[])
    found = spread(open_table(tmp_path), book, "meritvarde").latest
    assert found.year == 2025
    assert found.schools >= 5
    assert found.sd_between < 40


def test_a_year_counted_in_another_way_has_no_spread(stored, book):
    assert spread(stored(*RANGE, year=2016), book).years == ()
    assert spread(stored(*RANGE, year=2017), book).latest.year == 2017


def test_a_replaced_figure_stands_in_the_middle_of_its_range(stored, book):
    """Of 200 pupils between one and four did not reach it: 98,0 to 99,5."""
    store = stored(((98.0, 99.5), 200), *RANGE[:2], kpi="N15436")
    found = spread(store, book, "behorig_yrkesprogram").latest
    assert found.mean == pytest.approx((200 * 98.75 + 60 * 70 + 80 * 90) / 340)


def test_the_common_value_is_that_of_all_the_pupils(stored, book):
    found = spread(stored(*RANGE), book).latest
    whole = sum(value * pupils for value, pupils in RANGE) / sum(n for _, n in RANGE)
    assert found.mean == pytest.approx(whole)
    assert found.by_chance.low < found.mean < found.by_chance.high
