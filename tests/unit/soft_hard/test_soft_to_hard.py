"""From what was written and what was taken in to cases: never another's, never what is local."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fgte.api import soft_sources
from fgte.catalogue import open_catalogue
from fgte.catalogue.instruments import RatedObject
from fgte.journal import Kind
from fgte.journal.state import state_of
from fgte.judgement.soft_hard_results import CaseStatus
from fgte.judgement.soft_links import links_of, withdrawn_of
from fgte.judgement.soft_series import SoftUnit
from tests.soft_hard import a_round
from tests.unit.soft_hard.conftest import INQUIRY, SOFT, TRACE

SCHOOL = SoftUnit(RatedObject.SCHOOL, "12345678", "Skolan")
TWO = (a_round("2016-10-01", 2.0), a_round("2018-10-01", 3.0))


def test_an_exchange_links_its_soft_value_with_the_lag_from_its_own_year(journal, write):
    write()
    [link] = links_of(state_of(journal), "1384")
    assert (link.name, link.lag, link.written.isoformat()) == ("Samtalen", 2, "2017-08-01")


def test_a_provande_links_each_soft_trace_with_each_hard_one(journal, write):
    soft = {"id": "mjuk", "soft_value": "Trygghet", "direction": "lower", "first_year": 2018}
    other = TRACE | {"id": "annat", "first_year": 2020}
    write(Kind.INQUIRY, expected=[soft, TRACE, other])
    links = links_of(state_of(journal), "1384")
    assert sorted(each.lag for each in links) == [1, 2]
    assert {each.soft_way for each in links} == {"lower"}


def test_it_counts_from_the_later_of_its_two_traces(journal, write):
    soft = {"id": "mjuk", "soft_value": "Trygghet", "direction": "higher", "first_year": 2018}
    made = write(Kind.INQUIRY, expected=[TRACE])
    then = replace(journal, clock=lambda: datetime(2018, 1, 5, tzinfo=UTC))
    then.save(made.id, {**INQUIRY, "expected": [TRACE, soft]}, based_on=1, who="a")
    [link] = links_of(state_of(journal), "1384")
    assert link.written == date(2018, 1, 5)


def test_what_came_from_another_journal_counts_from_the_day_it_came(journal, write):
    write()
    state, came = state_of(journal), datetime(2021, 3, 1, tzinfo=UTC)
    moved = tuple(replace(each, received=came) for each in state.registered)
    [link] = links_of(replace(state, registered=moved), "1384")
    assert link.written == came.date()


def test_a_soft_trace_of_a_deleted_exchange_was_no_case(journal, write):
    soft = {"id": "t", "soft_value": "Ro", "direction": "higher", "first_year": 2019}
    made = write(soft_values=[SOFT | {"expected": soft}])
    journal.delete(made.id, who="a")
    assert withdrawn_of(state_of(journal), "1384") == 0


def test_one_without_both_is_no_link(journal, write):
    write(Kind.INQUIRY, expected=[TRACE])
    assert links_of(state_of(journal), "1384") == ()


def test_a_soft_value_without_a_hard_trace_is_kept_as_a_case(found, write):
    write(soft_values=[{"id": "ro", "name": "Studiero"}])
    [case] = found(*TWO).cases
    assert case.status is CaseStatus.NO_TRACE


@pytest.mark.parametrize(
    "said",
    ["kollegialt_larande", "Kollegialt  LÄRANDE", "Collegial learning"],
)
def test_rounds_are_recognised_by_the_instrument_s_id_or_name(found, write, said):
    write(soft_values=[SOFT | {"instrument": said}])
    [case] = found(*TWO).cases
    assert (case.status, case.soft.shared) == (CaseStatus.BOTH, True)


def test_the_short_name_of_the_soft_value_may_be_the_instrument_s(found, write):
    write(soft_values=[{"id": "x", "name": "Lärandet", "instrument": "annat", "expected": TRACE}])
    assert found(*TWO).cases[0].status is CaseStatus.NO_ROUND


def test_another_municipality_s_rounds_are_never_there(found, write):
    write()
    other = [replace(e, rated=replace(e.rated, id="1383", municipality="1383")) for e in TWO]
    assert found(*other).cases[0].status is CaseStatus.NO_ROUND
    [case] = found(*other, place="1383").cases
    assert case.unit.id == "1383"


def test_a_network_has_no_figures_and_is_no_case(found, write):
    write()
    network = [replace(e, rated=replace(e.rated, kind=RatedObject.NETWORK, id="n")) for e in TWO]
    assert found(*network).cases[0].status is CaseStatus.NO_ROUND


def test_a_school_of_another_municipality_shows_no_figures_here(found, write, monkeypatch):
    def asked(*_, **__):
        pytest.fail("the figures of another municipality's school were read")

    other = open_catalogue().municipality("1380")
    monkeypatch.setattr(soft_sources, "whose_school", lambda *_: (other, None))
    monkeypatch.setattr(soft_sources, "assess", asked)
    write()
    school = [
        a_round(day, mean, unit=SCHOOL) for day, mean in (("2016-10-01", 2), ("2018-10-01", 3))
    ]
    assert [each.status for each in found(*school).cases] == [CaseStatus.NO_FIGURES]


def test_a_school_without_figures_is_kept_with_what_it_lacks(found, write):
    write()
    school = [
        a_round(day, mean, unit=SCHOOL) for day, mean in (("2016-10-01", 2), ("2018-10-01", 3))
    ]
    municipality, of_school = found(*TWO, *school).cases
    assert municipality.status is CaseStatus.BOTH
    assert (of_school.unit.name, of_school.status) == ("Skolan", CaseStatus.NO_FIGURES)


def test_a_local_provande_is_not_read_without_signing_in(found, write):
    soft = {"id": "mjuk", "soft_value": "Trygghet", "direction": "higher", "first_year": 2018}
    write(Kind.INQUIRY, expected=[soft, TRACE], visibility="local")
    assert found(*TWO).cases == ()


def test_cases_stand_in_the_order_they_were_written_whatever_came_of_them(found, write):
    later = TRACE | {"id": "b", "first_year": 2020}
    write(soft_values=[SOFT, SOFT | {"id": "andra", "expected": later}])
    ids = [each.id for each in found(*TWO).cases]
    assert ids == sorted(ids)
    assert [each.id for each in found(*reversed(TWO)).cases] == ids


def test_it_can_be_taken_further_as_a_table_and_as_plain_values(found, write):
    write()
    finding = found(*TWO)
    [row] = finding.table().to_dict("records")
    assert (row["lag"], row["first_round"], row["hard_last_year"]) == (2, 2017, 2021)
    assert row["soft_change"] == pytest.approx(1.0)
    told = json.loads(json.dumps(finding.to_dict()))
    assert told["cases"][0]["steps"][0]["outcome"] == row["outcome"]
    assert list(finding.charts()) == [finding.cases[0].id]
    assert "1/16" not in finding.sentence()


def test_a_hidden_round_shows_nowhere(found, write):
    write()
    few = a_round("2020-10-01", None)
    finding = found(*TWO, few)
    assert finding.to_dict()["cases"][0]["rounds"][-1]["value"] is None
    assert finding.to_dict()["cases"][0]["rounds"][-1]["people"] is None


def test_a_case_whose_exchange_is_deleted_is_still_counted_as_written(found, write, journal):
    entry = write()
    journal.delete(entry.id, based_on=entry.current, who="a")
    finding = found(*TWO)
    assert (finding.cases, finding.withdrawn) == ((), 1)
    assert "skrevs i ett utbyte som har tagits bort" in finding.sentence()
