"""Settings read from the environment."""

from __future__ import annotations

import pytest

from fgte.errors import RequestError
from fgte.settings import read_settings


@pytest.mark.parametrize("given", ["0", "-1", "många", "1.5"])
def test_a_limit_that_is_no_whole_number_above_zero_is_refused(given: str) -> None:
    with pytest.raises(RequestError, match="FGTE_REPORT_SECONDS"):
        read_settings({"FGTE_REPORT_SECONDS": given})


def test_limits_for_reports_come_from_the_environment() -> None:
    assert read_settings({"FGTE_REPORT_SECONDS": "5"}).report_seconds == 5
    assert read_settings({"FGTE_REPORT_MEGABYTES": ""}).report_megabytes == 2048
