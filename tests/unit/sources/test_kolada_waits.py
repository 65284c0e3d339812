"""How long Kolada asks us to wait: that long is waited, or it is said until when."""

from __future__ import annotations

import httpx
import pytest

from fgte.errors import WorkError
from fgte.sources.kolada.faults import SetbackError, require_answer
from fgte.sources.kolada.patience import Patience

LONGEST = 120


def answered(status, **headers):
    request = httpx.Request("GET", "https://api.example/v3/kpi/N15505")
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    require_answer(
        httpx.Response(status, headers=named, request=request),
        Patience(longest_retry_after=LONGEST),
    )


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("header", "wait"), [("7", 7), ("120", 120), ("-3", 0)])
def test_as_long_as_is_asked_for_is_waited(status, header, wait):
    with pytest.raises(SetbackError) as setback:
        answered(status, Retry_After=header)
    assert setback.value.wait == wait


@pytest.mark.parametrize("status", [429, 503])
def test_where_no_time_is_said_the_waits_are_our_own(status):
    with pytest.raises(SetbackError) as setback:
        answered(status)
    assert setback.value.wait is None


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("header", ["121", "86400", "1e300", "inf"])
def test_a_longer_wait_is_said_and_not_begun(status, header):
    with pytest.raises(WorkError, match="ber oss vänta till"):
        answered(status, Retry_After=header)


def test_no_other_answer_is_waited_for_because_it_names_a_time():
    assert answered(200, Retry_After="7") is None
