"""measures.toml and the catalogue agree, and each export knows its own title and headings."""

import tomllib
from importlib import resources

import pytest

from fgte.catalogue import open_catalogue
from fgte.model import COUNTRY, Unit
from fgte.sources.skolverket.cells import EXPECTED, LIMITS
from fgte.sources.skolverket.measures import definitions, municipality_codes
from fgte.sources.skolverket.table import normal

KNOWN = definitions()
MEASURES = [each for export in KNOWN.exports for each in export.measures]
EVERY = [*MEASURES, *KNOWN.planned.values()]
RAW = tomllib.loads(
    (resources.files("fgte.sources.skolverket") / "measures.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("measure", EVERY, ids=lambda each: "-".join(each.kpis.values()))
def test_every_kpi_is_the_catalogues_own_for_that_variant_and_unit(measure):
    places = open_catalogue().by_kpi()
    for variant, kpi in measure.kpis.items():
        indicator, _, own = places[kpi]
        assert (own, indicator.unit) == (variant, measure.unit)


def test_both_kpis_of_a_measure_are_the_same_indicator():
    places = open_catalogue().by_kpi()
    assert all(len({places[k][0].id for k in each.kpis.values()}) == 1 for each in EVERY)


@pytest.mark.parametrize("export", KNOWN.exports, ids=lambda each: each.id)
def test_an_export_knows_its_own_title_and_no_other(export):
    titles = {f"grundskola - {normal(export.title)}", f"gymnasieskola - {normal(export.title)}"}
    assert KNOWN.export(tuple(titles)) is export
    for title in titles:
        assert [each for each in KNOWN.exports if each.match.search(title)] in ([export], [])


@pytest.mark.parametrize("title", [line["title"] for line in RAW["export"]])
def test_other_school_forms_are_not_taken_for_it(title):
    assert KNOWN.export((f"anpassad grundskola - {normal(title)}",)) is None


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.now)
def test_todays_heading_is_one_that_the_measure_stands_under(measure):
    assert measure.heading.fullmatch(normal(measure.now))


def test_a_heading_of_the_same_pupils_and_rows_is_one_measure_only():
    for export in KNOWN.exports:
        held = [
            (now, one.population, tuple(each.pattern for each in one.rows.values()))
            for now in {normal(each.now) for each in export.measures}
            for one in export.measures
            if one.heading.fullmatch(now)
        ]
        assert len(held) == len(set(held)), export.id


def test_what_is_called_verified_says_where_it_was_seen():
    for line in RAW["export"]:
        assert set(line["verified"]) <= {"school", "municipality"}
        assert len(line["seen"]) > 10, line["id"]


def test_no_export_number_stands_twice():
    numbers = [number for line in RAW["export"] for number in line["numbers"]]
    assert len(numbers) == len(set(numbers))


def test_every_unit_has_limits_and_an_example():
    assert {each.unit for each in EVERY} <= set(LIMITS) == set(EXPECTED)
    assert LIMITS[Unit.PERCENT] == (0, 100)


def test_there_are_290_municipalities_and_one_that_was():
    assert len(municipality_codes()) == 291
    own = {each for each in open_catalogue().municipalities if each != COUNTRY}
    assert own < municipality_codes()
