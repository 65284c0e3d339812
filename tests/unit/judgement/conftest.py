"""Series of figures made for a test."""

import pytest

from fgte.judgement import Figure
from fgte.model import Interval, Status


@pytest.fixture
def series():
    """Figures from a first year on; None is a missing year, a pair is a censored range."""

    def make(*values, first_year=2015):
        return tuple(_figure(first_year + i, value) for i, value in enumerate(values))

    return make


def _figure(year, value):
    if value is None:
        return Figure(year=year, status=Status.MISSING)
    if isinstance(value, tuple):
        return Figure(year=year, status=Status.CENSORED, interval=Interval(*value))
    return Figure(year=year, status=Status.OK, value=value)
