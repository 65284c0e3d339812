"""Sets of figures taken in one after another: what stands, what is told, what is held."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from fgte.catalogue import open_catalogue
from fgte.model import Localised, Origin
from fgte.sources.raw import raw_figures
from fgte.store.ledger import account
from fgte.store.standing import Batch, Coverage

MERIT, ES, NA_TE = "N15505", "N15435", "N15433"
PLACE = ["kpi", "municipality_id", "year", "sex"]
STEADY = {2015: 230.0, 2016: 231.0, 2017: 230.0, 2018: 232.0, 2019: 231.0, 2020: 232.0}


def origin(day):
    return Origin(
        f"set-{day}", Localised("a", "a"), ("Kolada",), (), date(2026, 1, day), "0", 0,
        Localised("a", "a"),
    )  # fmt: skip


def batch(day, values, *, kpi=MERIT, source="Kolada", covers=False, accepted=False, status="ok"):
    rows = [
        {"kpi": kpi, "municipality_id": "1384", "sex": "T", "year": year, "value": value}
        for year, value in values.items()
    ]
    table = pd.DataFrame(rows, columns=["kpi", "municipality_id", "sex", "year", "value"])
    named = table.assign(source=source, snapshot_id=f"set-{day}", status=status)
    coverage = Coverage("Kolada", frozenset({kpi}), frozenset({"1384"})) if covers else None
    return Batch(origin(day), raw_figures(named), coverage, accepted)


def kept(*batches):
    return account(batches, open_catalogue())


def standing(found, year):
    row = found.standing[found.standing["year"].eq(year)]
    assert len(row) == 1
    return row.iloc[0]


def test_the_newer_publication_stands_and_the_older_is_told():
    found = kept(batch(1, STEADY), batch(2, {2020: 232.4}))
    assert standing(found, 2020)["value"] == 232.4
    (line,) = found.lines.itertuples()
    assert (line.event, line.old_value, line.new_value, line.held) == (
        "changed",
        232.0,
        232.4,
        False,
    )


def test_order_is_by_date_whatever_order_they_come_in():
    forth = kept(batch(1, STEADY), batch(2, {2020: 232.4}))
    back = kept(batch(2, {2020: 232.4}), batch(1, STEADY))
    assert standing(back, 2020)["value"] == standing(forth, 2020)["value"] == 232.4


def test_another_rounding_of_the_same_figure_is_no_revision():
    found = kept(batch(1, {2020: 237.0}), batch(2, {2020: 236.98}))
    assert found.lines.empty
    assert standing(found, 2020)["value"] == 236.98


def test_new_figures_are_counted_not_listed():
    found = kept(batch(1, STEADY), batch(2, {2021: 232.0}))
    assert found.lines.empty
    assert [each.new for each in found.summaries] == [6, 1]


def test_a_figure_that_is_no_longer_answered_is_withdrawn_and_missing():
    fewer = {year: value for year, value in STEADY.items() if year != 2017}
    found = kept(batch(1, STEADY), batch(2, fewer, covers=True))
    assert standing(found, 2017)["status"] == "missing"
    assert list(found.lines["event"]) == ["withdrawn"]


def test_one_source_does_not_withdraw_anothers_figures():
    skolverket = batch(1, {**STEADY, 2021: 233.0}, source="Skolverket")
    found = kept(skolverket, batch(2, STEADY, covers=True))
    assert standing(found, 2021)["value"] == 233.0


def test_silence_of_a_set_that_asked_for_nothing_says_nothing():
    found = kept(batch(1, STEADY), batch(2, {2020: 232.0}))
    assert standing(found, 2017)["value"] == 230.0
    assert found.lines.empty


def test_a_figure_outside_what_was_asked_for_is_not_withdrawn():
    asked = Coverage("Kolada", frozenset({MERIT}), frozenset({"1384"}), first_year=2018)
    late = batch(2, {2018: 232.0, 2019: 231.0, 2020: 232.0})
    found = kept(batch(1, STEADY), Batch(late.origin, late.figures, asked, accepted=True))
    assert standing(found, 2015)["value"] == 230.0


def test_two_sources_that_differ_are_told_apart():
    found = kept(batch(1, STEADY), batch(2, {2020: 232.6}, source="Skolverket"))
    assert list(found.lines["event"]) == ["source_difference"]
    assert standing(found, 2020)["source"] == "Skolverket"


def test_a_figure_that_is_hidden_afterwards_is_a_change_of_status():
    found = kept(batch(1, STEADY), batch(2, {2020: None}, status="suppressed"))
    assert list(found.lines["event"]) == ["status"]
    assert standing(found, 2020)["status"] == "suppressed"


@pytest.mark.parametrize(("accepted", "stands"), [(False, 232.0), (True, 260.0)])
def test_a_jump_is_held_until_someone_accepts_it(accepted, stands):
    found = kept(batch(1, STEADY), batch(2, {2020: 260.0}, accepted=accepted))
    assert list(found.lines["suspicion"]) == ["jump"]
    assert standing(found, 2020)["value"] == stands
    assert found.summaries[-1].held == (not accepted)


def test_a_held_change_that_comes_again_is_held_still():
    again = batch(3, {2019: 236.0, 2020: 260.0})
    found = kept(batch(1, STEADY), batch(2, {2019: 236.0, 2020: 260.0}), again)
    assert standing(found, 2020)["value"] == 232.0
    assert found.lines[found.lines["year"].eq(2020)]["held"].tolist() == [True, True]


def test_es_below_another_programme_group_is_flagged():
    first = batch(1, {2020: 84.0}, kpi=ES)
    found = kept(first, batch(2, {2020: 88.0}, kpi=NA_TE))
    assert list(found.lines["suspicion"]) == ["rule"]


def test_a_measure_that_loses_many_figures_at_once_is_held():
    found = kept(batch(1, STEADY), batch(2, {2020: 232.0}, covers=True))
    assert set(found.lines["suspicion"]) == {"lost"}
    assert standing(found, 2017)["value"] == 230.0


def test_what_a_municipality_loses_is_flagged_also_in_a_large_measure():
    others = [
        {"kpi": MERIT, "municipality_id": f"{code}", "sex": "T", "year": 2020, "value": 230.0}
        for code in range(1400, 1700)
    ]
    many = raw_figures(pd.DataFrame(others).assign(source="Kolada", snapshot_id="set-1"))
    first = batch(1, STEADY)
    both = Batch(first.origin, pd.concat([first.figures, many], ignore_index=True))
    found = kept(both, batch(2, {2020: 232.0}, covers=True))
    assert set(found.lines["suspicion"]) == {"lost"}


def test_what_is_held_can_be_replaced_by_a_later_set():
    found = kept(batch(1, STEADY), batch(2, {2020: 260.0}), batch(3, {2020: 232.2}))
    assert standing(found, 2020)["value"] == 232.2


def test_taking_the_same_set_in_twice_changes_nothing():
    once, twice = kept(batch(1, STEADY)), kept(batch(1, STEADY), batch(2, STEADY, covers=True))
    assert twice.lines.empty
    assert list(once.standing["value"]) == list(twice.standing["value"])


def test_a_held_change_waits_on_when_a_set_comes_between_that_does_not_speak_of_it():
    jump = {**STEADY, 2020: 300.0}
    wild = {2016: 150.0, 2018: 310.0}
    sets = [batch(1, STEADY), batch(2, jump), batch(3, wild, accepted=True)]
    assert kept(*sets[:2]).summaries[-1].held == 1
    found = kept(*sets, batch(4, {2020: 300.0}))
    assert standing(found, 2020)["value"] == 232.0
    assert found.summaries[-1].held == 1


def test_what_a_source_says_it_has_deleted_is_withdrawn_though_only_changes_were_asked_for():
    gone = pd.DataFrame([("N15505", "1384", 2017, "T")], columns=PLACE)
    found = kept(batch(1, STEADY), replace(batch(2, {2020: 232.4}), deleted=gone))
    assert standing(found, 2017)["status"] == "missing"
    assert pd.isna(standing(found, 2017)["value"])
    assert found.summaries[-1].withdrawn == 1


def test_one_source_does_not_delete_anothers_figures():
    gone = pd.DataFrame([("N15505", "1384", 2017, "T")], columns=PLACE)
    shown = batch(1, STEADY, source="Skolverket")
    found = kept(shown, replace(batch(2, {2020: 232.0}), deleted=gone))
    assert standing(found, 2017)["status"] == "ok"


def counted(day, value, pupils, *, status="ok", source="Skolverket"):
    """A set with one figure and the number of pupils behind it."""
    made = batch(day, {2020: value}, source=source, status=status)
    return replace(made, figures=made.figures.assign(pupils=pupils))


def test_pupils_that_one_source_counted_stay_when_another_gives_the_same_figure():
    found = kept(counted(1, 232.0, 1074.0), batch(2, {2020: 232.0}))
    assert (standing(found, 2020)["pupils"], standing(found, 2020)["source"]) == (1074.0, "Kolada")


def test_pupils_counted_for_another_figure_do_not_stay():
    found = kept(counted(1, 232.0, 1074.0), batch(2, {2020: 240.0}))
    assert pd.isna(standing(found, 2020)["pupils"])


def test_pupils_counted_anew_stand_before_those_that_were():
    found = kept(counted(1, 232.0, 1074.0), counted(2, 232.0, 1070.0))
    assert standing(found, 2020)["pupils"] == 1070.0


def test_pupils_behind_a_figure_that_is_gone_do_not_stay():
    found = kept(
        counted(1, None, 7.0, status="suppressed"), batch(2, {2020: None}, status="missing")
    )
    assert standing(found, 2020)["status"] == "suppressed"
    found = kept(counted(1, 232.0, 1074.0), batch(2, {2020: None}, status="missing"))
    assert pd.isna(standing(found, 2020)["pupils"])


def test_pupils_behind_a_rounded_figure_stay_when_kolada_writes_95():
    found = kept(counted(1, None, 68.0, status="censored"), batch(2, {2020: 95.0}))
    assert standing(found, 2020)["pupils"] == 68.0


@pytest.mark.parametrize(
    "asked",
    [{"first_year": 2018}, {"last_year": 2016}, {"municipalities": frozenset({"1380"})},
     {"kpis": frozenset({ES})}, {"source": "Skolverket"}],
)  # fmt: skip
def test_silence_says_nothing_of_what_was_not_asked_for(asked):
    covers = replace(batch(2, {}, covers=True).coverage, **asked)
    found = kept(batch(1, {2017: 230.0}), replace(batch(2, {}), coverage=covers))
    assert standing(found, 2017)["status"] == "ok"
    assert found.lines.empty


def test_silence_about_a_municipality_says_nothing_of_its_schools():
    first = batch(1, {2017: 230.0})
    first = replace(first, figures=first.figures.assign(school_unit="12345678"))
    found = kept(first, batch(2, {}, covers=True))
    assert standing(found, 2017)["status"] == "ok"


def test_a_withdrawal_is_told_once_and_leads_to_the_set_that_told_it():
    rest = {year: value for year, value in STEADY.items() if year != 2017}
    found = kept(batch(1, STEADY), batch(2, rest, covers=True), batch(3, rest, covers=True))
    assert [each.withdrawn for each in found.summaries] == [0, 1, 0]
    assert standing(found, 2017)["snapshot_id"] == "set-2"


@pytest.mark.parametrize(("other", "revisions"), [(1_040_120.0, 0), (1_040_160.0, 1)])
def test_a_large_count_rounded_in_its_sixth_figure_is_no_revision(other, revisions):
    first, second = ({2020: number} for number in (1_040_123.0, other))
    found = kept(batch(1, first, kpi="N15809"), batch(2, second, kpi="N15809"))
    assert len(found.lines) == revisions


def test_a_new_figure_that_breaks_a_rule_is_flagged_and_stands_for_it_replaces_nothing():
    found = kept(batch(1, {2022: 77.3}, kpi=NA_TE), batch(2, {2022: 71.1}, kpi=ES))
    assert (found.summaries[-1].suspicious, found.summaries[-1].held) == (1, 0)
    assert sorted(found.standing["kpi"]) == [NA_TE, ES]
