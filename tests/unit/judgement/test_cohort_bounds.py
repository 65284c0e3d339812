"""What is bounded, and not estimated, between two stations of a year group."""

from dataclasses import astuple

import pytest

from fgte.catalogue import open_catalogue
from fgte.judgement.cohort_bounds import possible_ways
from fgte.judgement.cohort_path import cohort_path


@pytest.fixture
def path(store, settings):
    book = open_catalogue(settings)
    return cohort_path(store, book, book.municipality("1384"), 2016)


def test_the_published_shares_bound_what_can_have_happened(path):
    first, last = path.readable
    p, q = first.figure.value / 100, last.figure.value / 100
    closed = possible_ways(first, last, left=0, arrived=0)
    assert astuple(closed.maintained) == pytest.approx((max(0, p + q - 1), min(p, q)))


def test_what_is_assumed_of_those_who_moved_widens_the_bounds(path):
    closed = possible_ways(*path.readable, left=0, arrived=0)
    open_ = possible_ways(*path.readable, left=0.1, arrived=0.1)
    assert open_.dropped.high > closed.dropped.high
    assert open_.dropped.low <= closed.dropped.low


def test_a_missing_station_has_no_bounds(path):
    assert possible_ways(path.steps[0], path.steps[1], left=0, arrived=0) is None
