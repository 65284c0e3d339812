"""What holds of every judgement, whatever the figures: laws, tried on figures made by chance."""

import dataclasses
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fgte
from fgte.analysis.trend import trends
from fgte.catalogue import open_catalogue
from fgte.judgement import Figure
from fgte.judgement.country import country_trends
from fgte.judgement.movement import movement_of, stretches_of
from fgte.model import Status
from fgte.sources.raw import raw_figures
from fgte.store.tidy import tidy

SHARE = st.integers(0, 949).map(lambda tenths: tenths / 10)
SERIES = st.lists(SHARE, min_size=5, max_size=11)
BOOK = open_catalogue()
INDICATOR = BOOK.indicator("examen_3ar")


def published(series, *, hidden=(), first=2010):
    return tuple(
        Figure(year=first + i, status=Status.SUPPRESSED)
        if i in hidden
        else Figure(year=first + i, status=Status.OK, value=value)
        for i, value in enumerate(series)
    )


def moved(figures, breaks=()):
    return movement_of(stretches_of(figures, breaks), INDICATOR)


@given(series=SERIES, hidden=st.sets(st.integers(0, 10), max_size=4))
def test_a_suppressed_year_never_becomes_a_number(series, hidden):
    """Whatever stood in it, the judgement is that of the other years."""
    with_hidden = moved(published(series, hidden=hidden))
    others = tuple(f for f in published(series) if f.year - 2010 not in hidden)
    assert with_hidden == moved(others)
    changed = [value if i not in hidden else 99.9 for i, value in enumerate(series)]
    assert moved(published(changed, hidden=hidden)) == with_hidden


@given(series=SERIES, cut=st.integers(1, 10))
def test_a_break_splits_and_an_odd_year_only_leaves_out(series, cut):
    figures = published(series)
    year = 2010 + cut
    before, after = (f for f in figures if f.year < year), (f for f in figures if f.year >= year)
    halves = [half for half in (tuple(before), tuple(after)) if half]
    assert moved(figures, [year]) == movement_of(halves, INDICATOR)
    odd = tuple(dataclasses.replace(f, odd=f.year == year) for f in figures)
    assert moved(odd) == moved(tuple(f for f in figures if f.year != year))


@settings(max_examples=20)
@given(country=st.lists(SERIES, min_size=2, max_size=5), data=st.data())
def test_permuting_municipalities_changes_nothing_but_labels(country, data):
    places = [f"{1000 + number}" for number in range(len(country))]
    renamed = dict(zip(places, data.draw(st.permutations(places)), strict=True))
    rows = pd.DataFrame(
        [
            {"municipality_id": place, "kpi": "N17451", "sex": "T", "year": 2010 + i, "value": v}
            for place, series in zip(places, country, strict=True)
            for i, v in enumerate(series)
        ]
    )
    table = tidy(raw_figures(rows.assign(source="Kolada", snapshot_id="made")), BOOK)
    found = country_trends(table, [INDICATOR])
    other = country_trends(table.replace({"municipality_id": renamed}), [INDICATOR])
    relabelled = found.replace({"municipality_id": renamed}).sort_values("municipality_id")
    pd.testing.assert_frame_equal(relabelled.reset_index(drop=True), other)


@given(series=SERIES)
def test_reversing_time_turns_every_trend_of_a_table(series):
    table = pd.DataFrame({"place": "A", "year": range(len(series)), "value": series})
    forth = trends(table, "place").iloc[0]
    back = trends(table.assign(value=series[::-1]), "place").iloc[0]
    assert (back["s"], back["p_value"]) == (-forth["s"], forth["p_value"])
    ends = [back[name] for name in ("slope", "low", "high")]
    assert ends == pytest.approx([-forth[name] for name in ("slope", "high", "low")])


def test_the_chance_of_the_latest_step_is_told_where_pupils_are_known(store):
    told = fgte.assess("behorig_yrkesprogram", "Hylte", years=(2015, 2022), store=store)
    assert told.change.chance == pytest.approx(0.02, abs=0.005)
    unknown = fgte.assess("examen_3ar", "Hylte", store=store)
    assert (unknown.pupils, unknown.change.chance) == (None, None)
    written = json.loads(json.dumps(told.to_dict()))
    assert written["change"]["chance"] == pytest.approx(told.change.chance)
    assert np.isfinite(written["change"]["chance"])
