"""A check against similar municipalities: whose figures, how wide limits, what is beyond."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from fgte.catalogue import open_catalogue
from fgte.catalogue.national import SHIPPED, NationalPeers, open_national
from fgte.judgement import Figure
from fgte.judgement.lacks import Lack
from fgte.judgement.national_peers import peer_means, usual_difference
from fgte.judgement.similar_check import similar_check
from fgte.model import Interval, Sex, Status, Variant

PEERS = NationalPeers("examen_3ar", "1381", 2022, "G", 7, level=70.0, chance=1.0, tau2=24.0)
ROOM = norm.ppf(0.999) * sqrt(70 * 30 / 100 + 1 + 24)


@pytest.fixture
def book():
    return open_catalogue()


@pytest.fixture
def check(book, settings):
    def made(*figures, peers=PEERS, place="Laholm", **options):
        national = replace(
            open_national(settings),
            peers={(each.indicator, each.municipality_id, each.year): each for each in (peers,)},
        )
        indicator, municipality = book.indicator("examen_3ar"), book.municipality(place)
        return similar_check(national, indicator, municipality, figures, **options)

    return made


def figure(value, year=2022, *, pupils=100.0, **more):
    return Figure(year=year, status=Status.OK, value=value, pupils=pupils, **more)


def test_the_limits_hold_chance_here_chance_there_and_what_usually_differs(check):
    found = check(figure(66.0))
    assert found.limits.low == pytest.approx(70 - ROOM)
    assert found.limits.high == pytest.approx(70 + ROOM)
    assert (found.year, found.level, found.n, found.group) == (2022, 70.0, 7, "G")


@pytest.mark.parametrize(("away", "beyond"), [(-1.01, True), (-0.99, False), (0.99, False)])
def test_only_what_lies_outside_the_limits_is_beyond(check, away, beyond):
    assert check(figure(70 + away * ROOM)).beyond is beyond


def test_it_is_beyond_on_either_side(check):
    wide = replace(PEERS, level=50.0)
    assert [check(figure(each), peers=wide).beyond for each in (5.0, 50.0, 95.0)] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(("low", "beyond"), [(10.0, False), (90.0, True)])
def test_a_range_is_beyond_only_when_all_of_it_is(check, low, beyond):
    ends = Interval(low, 97.5)
    ranged = Figure(2022, Status.CENSORED, None, interval=ends, pupils=1000.0)
    assert check(ranged, peers=replace(PEERS, tau2=1.0)).beyond is beyond


def test_the_latest_year_that_can_be_checked_is(check):
    hidden = Figure(2023, Status.SUPPRESSED, None)
    assert check(figure(1.0, 2021), figure(70.0), hidden, figure(2.0, 2024)).year == 2022


@pytest.mark.parametrize(
    ("figures", "options", "lack"),
    [
        ([], {}, Lack.NOT_FETCHED),
        ([figure(70.0, 2021)], {}, Lack.NO_SIMILAR),
        ([figure(70.0, pupils=None)], {}, Lack.NO_PUPILS),
        ([Figure(2022, Status.SUPPRESSED, None)], {}, Lack.SUPPRESSED),
        ([Figure(2022, Status.NOT_APPLICABLE, None)], {}, Lack.NOT_APPLICABLE),
        ([figure(70.0, odd=True)], {}, Lack.ODD_YEAR),
        ([figure(70.0)], {"sex": Sex.GIRLS}, Lack.ONLY_WHOLE_GROUP),
        ([figure(70.0)], {"variant": Variant.HEMKOMMUN}, Lack.ONLY_MUNICIPAL_SCHOOLS),
        ([figure(70.0)], {"place": "0000"}, Lack.NOT_FOR_COUNTRY),
    ],
)
def test_where_nothing_can_be_checked_the_reason_stands(check, figures, options, lack):
    found = check(*figures, **options)
    assert (found.lack, found.beyond, found.limits) == (lack, None, None)


def of_year(values, variance=1.0):
    return pd.DataFrame({"value": values, "variance": variance}).rename_axis("municipality_id")


def test_the_level_is_the_plain_mean_of_the_peers_that_have_a_figure():
    frame = of_year({"a": 10.0, "b": 20.0, "c": 30.0, "d": 60.0, "own": 99.0}, variance=2.0)
    (row,) = peer_means(frame, {"own": ("a", "b", "c", "d", "gone")}).itertuples()
    assert (row.level, row.n) == (30.0, 4)
    assert row.chance == pytest.approx(4 * 2.0 / 4**2)


def test_three_peers_with_a_figure_are_too_few():
    frame = of_year({"a": 10.0, "b": 20.0, "c": 30.0})
    assert peer_means(frame, {"own": ("a", "b", "c", "gone")}).empty


def made_country(spread, n=4000):
    """Municipalities that differ so much beyond chance of variance 4, each beside ten others."""
    rng = np.random.default_rng(3)
    ids = [f"{i:04}" for i in range(n)]
    values = 50 + rng.normal(0, sqrt(spread + 4.0), n)
    frame = of_year(dict(zip(ids, values, strict=True)), variance=4.0)
    return frame, {id: tuple(ids[i - 10 : i] if i > 9 else ids[1:11]) for i, id in enumerate(ids)}


def test_the_usual_difference_is_that_beyond_chance_and_of_the_mean_beside():
    """The differences have the municipality's own variance and a tenth of it for the ten others."""
    frame, sets = made_country(spread=9.0)
    assert usual_difference(frame, sets) == pytest.approx(9.0 * 1.1, rel=0.1)


def test_chance_alone_gives_no_usual_difference():
    frame, sets = made_country(spread=0.0)
    assert usual_difference(frame, sets) < 0.2


def test_fewer_than_a_hundred_municipalities_have_no_usual_difference():
    frame, sets = made_country(spread=9.0, n=60)
    assert usual_difference(frame, sets) is None


def test_the_table_that_ships_has_koladas_groups_for_the_five(book):
    peers = open_national().peers.values()
    assert {each.municipality_id for each in peers} == {each.id for each in book.members}
    assert all(each.group.startswith("Liknande kommuner ") for each in peers)
    assert all(each.n >= 4 and each.tau2 > 0 and each.chance > 0 for each in peers)
    for each in peers:
        assert book.municipality(each.municipality_id).name in each.group
        school = "gymnasieskola" if book.indicator(each.indicator).stage == "gy" else "grundskola"
        assert school in each.group


def test_the_shipped_table_holds_no_single_municipality_but_the_five():
    held = pd.read_csv(SHIPPED / "peers.csv", dtype={"municipality_id": str})
    assert set(held["municipality_id"]) == {"1315", "1380", "1381", "1383", "1384"}
    assert set(held["year"]) <= set(range(2015, 2023))
