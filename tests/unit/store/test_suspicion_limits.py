"""From where a change is held for someone to look at: limits counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from fgte.sources.raw import raw_figures
from fgte.store.standing import Batch, Coverage
from tests.unit.store.test_ledger_account import ES, MERIT, NA_TE, STEADY, batch, kept, origin


def signs(found):
    return list(found.lines["suspicion"].dropna())


@pytest.mark.parametrize(("value", "flagged"), [(236.7, []), (236.9, ["jump"])])
@pytest.mark.parametrize("source", ["Kolada", "Skolverket"])
def test_a_revision_by_more_than_four_usual_steps_is_a_jump_whoever_makes_it(
    value, flagged, source
):
    """The steps are 1, 1, 2, 1 and 1: 1.2 in the mean, and four times that is 4.8."""
    assert signs(kept(batch(1, STEADY), batch(2, {2020: value}, source=source))) == flagged


@pytest.mark.parametrize(("years", "flagged"), [(4, []), (5, ["jump"])])
def test_four_steps_are_needed_to_know_what_is_usual(years, flagged):
    known = dict(list(STEADY.items())[:years])
    assert signs(kept(batch(1, known), batch(2, {2016: 260.0}))) == flagged


@pytest.mark.parametrize(("value", "flagged"), [(84.05, []), (84.1, ["rule"])])
def test_rounded_shares_may_pass_one_another_by_their_rounding(value, flagged):
    found = kept(batch(1, {2020: 84.0}, kpi=ES), batch(2, {2020: value}, kpi=NA_TE))
    assert signs(found) == flagged


@pytest.mark.parametrize(("gone", "flagged"), [(2, []), (3, ["lost"] * 3)])
def test_a_measure_that_loses_three_figures_in_as_many_places_has_lost_many(gone, flagged):
    def of(day, places):
        rows = [
            {"kpi": MERIT, "municipality_id": place, "sex": "T", "year": 2020, "value": 230.0}
            for place in places
        ]
        table = pd.DataFrame(rows).assign(source="Kolada", snapshot_id=f"set-{day}", status="ok")
        return raw_figures(table)

    places = [str(code) for code in range(1400, 1420)]
    asked = Coverage("Kolada", frozenset({MERIT}), frozenset(places))
    first, later = Batch(origin(1), of(1, places)), of(2, places[gone:])
    found = kept(first, Batch(origin(2), later, asked, accepted=False))
    assert signs(found) == flagged
