"""Which requests are made: everything asked for is covered, by as few as the limits allow."""

from __future__ import annotations

import csv
import gzip
import math
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.catalogue import open_catalogue
from fgte.sources.kolada.planning import FORMS, Scope, chunks, plan, years_between

EVERY_YEAR = tuple(range(1990, 2027))
COUNTRY = tuple(f"{n:04d}" for n in range(291))


def scope(kpis=65, municipalities=6, years=EVERY_YEAR, **more):
    """So many KPIs and municipalities, in these years."""
    ids = tuple(f"N{n:05d}" for n in range(kpis))
    codes = COUNTRY[:municipalities]
    return Scope(ids, codes, tuple(years), **({"every_unit": 312, "every_year": 37} | more))


def named(path):
    """What a path names: the ids of each kind."""
    words = path.partition("?")[0].split("/")[2:]
    return dict(zip(words[::2], (ids.split(",") for ids in words[1::2]), strict=True))


sizes = st.tuples(st.integers(1, 70), st.integers(1, 291), st.integers(1, 37))


@given(sizes)
def test_every_combination_is_asked_for_and_none_twice(size):
    kpis, municipalities, years = size
    asked = scope(kpis, municipalities, EVERY_YEAR[:years])
    whole = {"kpi": asked.kpis, "municipality": asked.municipalities, "year": asked.years}
    parts = [named(path) for path in plan(asked).paths]
    for kind in parts[0]:
        assert {id for part in parts for id in part[kind]} == set(map(str, whole[kind]))
    assert len({tuple(map(tuple, part.values())) for part in parts}) == len(parts)
    combinations = sum(math.prod(map(len, part.values())) for part in parts)
    assert combinations == math.prod(len(whole[kind]) for kind in parts[0])


@given(sizes)
def test_no_part_of_a_path_has_more_than_25_ids(size):
    asked = scope(size[0], size[1], EVERY_YEAR[: size[2]])
    ids = [ids for path in plan(asked).paths for ids in named(path).values()]
    assert max(map(len, ids)) <= 25


def test_a_few_municipalities_are_named_and_their_years_left_open():
    paths = plan(scope(65, 6)).paths
    assert len(paths) == 3
    assert all(set(named(path)) == {"kpi", "municipality"} for path in paths)


def test_the_whole_country_is_left_open_and_its_years_named():
    paths = plan(scope(65, 291)).paths
    assert len(paths) == 3 * 2
    assert all(set(named(path)) == {"kpi", "year"} for path in paths)


def test_units_that_come_unasked_make_naming_them_cheaper():
    assert plan(scope(65, 291, every_unit=1000)).named == ("kpi", "municipality")


def test_a_few_years_of_some_municipalities_name_all_three():
    assert plan(scope(25, 40, range(2020, 2023))).named == ("kpi", "municipality", "year")


def test_since_is_asked_of_every_request():
    paths = plan(scope(65, 291, since=date(2026, 10, 1))).paths
    assert all(path.endswith("?per_page=5000&from_date=2026-10-01") for path in paths)


def test_open_ends_of_the_years_reach_from_the_first_figures_to_this_year():
    today = date(2026, 11, 21)
    assert years_between(None, None, today) == EVERY_YEAR
    assert years_between(2025, None, today) == (2025, 2026)
    assert years_between(None, 1991, today) == (1990, 1991)


@pytest.fixture(scope="module")
def published(shared):
    """KPI, municipality and year of every real entry of the catalogue's KPIs."""
    known = open_catalogue().by_kpi()
    with gzip.open(shared / "data/kolada/values_2024-08.csv.gz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {(r["kpi"], r["municipality_id"], r["year"]) for r in rows if r["kpi"] in known}


def pages_taken(published, asked, form):
    """How many pages each way of asking really takes, by the figures that were published."""
    ids = {"kpi": asked.kpis, "municipality": asked.municipalities, "year": asked.years}
    part = {(kind, id): n for kind in form for n, of in enumerate(chunks(ids[kind])) for id in of}
    entries: Counter[tuple[int, ...]] = Counter()
    for key in published:
        entry = dict(zip(("kpi", "municipality", "year"), key, strict=True))
        if all((kind, entry[kind]) in part for kind in form):
            entries[tuple(part[kind, entry[kind]] for kind in form)] += 1
    empty = math.prod(len(chunks(ids[kind])) for kind in form) - len(entries)
    return empty + sum(math.ceil(n / 5000) for n in entries.values())


@pytest.mark.parametrize(
    ("municipalities", "years"),
    [(6, EVERY_YEAR), (40, EVERY_YEAR), (291, EVERY_YEAR), (291, range(2015, 2023)), (40, [2022])],
)
def test_the_plan_is_the_best_there_is_for_the_real_figures(published, municipalities, years):
    kpis = tuple(sorted({kpi for kpi, _, _ in published}))
    places = sorted({place for _, place, _ in published if not "0000" < place < "0099"})
    chosen = ("0000", *places[1:municipalities])
    asked = Scope(kpis, chosen, tuple(years), every_unit=312, every_year=37)
    taken = {form: pages_taken(published, asked, form) for form in FORMS}
    assert taken[plan(asked).named] == min(taken.values())
