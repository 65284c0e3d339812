"""Where a list of Kolada's goes on: what we asked for goes along, page after page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from fgte.errors import DataError
from fgte.sources.kolada.client import next_request

BASE = "https://api.example/v3"
ASKED = f"{BASE}/data/kpi/N15505,N15419?per_page=5000&from_date=2026-10-01"


def test_what_the_answer_leaves_out_of_its_next_address_is_asked_for_all_the_same():
    found = next_request(f"{BASE}/data/kpi/N15505,N15419?page=2", ASKED, BASE)
    assert urlsplit(found).path == urlsplit(ASKED).path
    assert parse_qs(urlsplit(found).query) == {
        "page": ["2"],
        "per_page": ["5000"],
        "from_date": ["2026-10-01"],
    }


def test_from_page_to_page_the_number_is_the_answers_own():
    second = next_request(f"{BASE}/data/kpi/N15505%2CN15419/?page=2&per_page=100", ASKED, BASE)
    third = next_request(f"{BASE}/data/kpi/N15505,N15419?page=3&per_page=100", second, BASE)
    asked = parse_qs(urlsplit(third).query)
    assert (asked["page"], asked["per_page"]) == (["3"], ["100"])
    assert asked["from_date"] == ["2026-10-01"]


@pytest.mark.parametrize(
    "onward",
    [
        "https://other.example/v3/data/kpi/N15505,N15419?page=2",
        f"{BASE}/data/kpi/N15505?page=2",
        "/v3/data/kpi/N15505,N15419?page=2",
    ],
)
def test_an_answer_that_leads_to_something_else_is_an_error(onward):
    with pytest.raises(DataError):
        next_request(onward, ASKED, BASE)


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_last_page_leads_nowhere(nothing):
    assert next_request(nothing, ASKED, BASE) is None
