"""What an analyst gets: findings that can be read, drawn, taken further, and clear refusals."""

import dataclasses
import json
import math

import pytest

import fgte
from fgte.errors import RequestError


@pytest.fixture(scope="module")
def findings(store):
    return fgte.assess_all("Kungsbacka", store=store)


def test_all_thirteen_come_in_order_for_each_sex(findings):
    assert [each.indicator.number for each in findings] == list(range(1, 14))
    assert findings["meritvarde", "K"].sex == "K"
    assert findings["meritvarde"] is findings[4]


def test_assess_says_the_same_as_assess_all(findings, store):
    assert fgte.assess("meritvarde", 1384, store=store) == findings["meritvarde"]


def test_a_finding_cannot_be_changed(findings):
    with pytest.raises(dataclasses.FrozenInstanceError):
        findings["meritvarde"].value = 340.0


def numbers(found):
    """Every float anywhere in a result."""
    if isinstance(found, float):
        yield found
    elif isinstance(found, dict):
        yield from (n for value in found.values() for n in numbers(value))
    elif isinstance(found, list | tuple):
        yield from (n for value in found for n in numbers(value))


@pytest.mark.parametrize("place", ["1315", "1380", "1381", "1383", "1384"])
def test_nothing_is_nan_where_a_status_belongs(store, place):
    for finding in fgte.assess_all(place, store=store).found.values():
        assert not any(math.isnan(number) for number in numbers(finding.to_dict()))


def test_a_finding_can_be_written_as_plain_values(findings):
    assert json.loads(json.dumps(findings["meritvarde"].to_dict(), default=str))["year"] == 2022


def test_the_table_has_a_row_a_year_with_its_origin(findings):
    table = findings["meritvarde"].table()
    assert list(table["year"]) == list(range(2015, 2023))
    assert table["snapshot_id"].str.startswith("official-").all()
    assert not table.loc[table["year"].eq(2016), "compared"].item()


def test_the_plotly_figure_and_the_svg_show_the_same_year(findings):
    finding = findings["meritvarde"]
    assert any(237.0 in list(trace.y) for trace in finding.figure().data)
    assert "237,0" in finding.chart().source


def test_years_can_be_narrowed(store):
    finding = fgte.assess("meritvarde", "1384", years=(2018, 2020), store=store)
    assert [each.year for each in finding.series] == [2018, 2019, 2020]
    assert finding.verdict == "too_short"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"indicator": "meritvärde"}, "meritvarde"),
        ({"sex": "F"}, "T (alla)"),
        ({"variant": "friskola"}, "kommunal"),
        ({"series": "matematik"}, "meritvarde har ingen serie"),
        ({"municipality": "Kungsbaka"}, "Kungsbacka"),
    ],
)
def test_a_wrong_request_names_what_there_is(store, arguments, said):
    request = {"indicator": "meritvarde", "municipality": "1384", **arguments}
    with pytest.raises(RequestError) as error:
        fgte.assess(**request, store=store)
    assert said in str(error.value)


def test_a_background_figure_is_not_judged(store):
    with pytest.raises(RequestError, match="bedöms inte"):
        fgte.assess("elever_grundskola", "1384", store=store)


def test_region_keeps_code_order_whatever_it_is_given(store):
    region = fgte.assess_region("meritvarde", municipalities=["Varberg", 1315, "1384"], store=store)
    assert [each.municipality.id for each in region.movements] == ["1315", "1383", "1384"]


def test_without_a_store_the_next_step_is_told(tmp_path):
    with pytest.raises(RequestError, match="fgte build"):
        fgte.open_store(tmp_path)


def test_a_rebuilt_store_is_opened_anew(settings):
    first = fgte.open_store(settings.home)
    assert fgte.open_store(settings.home) is first
