"""A head teacher's page: too few years are no stillness, and the name stands where it is known."""

from types import SimpleNamespace

import pytest

from fgte.catalogue import municipality
from fgte.present import school_page
from fgte.present.school_page import SchoolPage


@pytest.fixture
def summary(monkeypatch):
    """The summary of a school whose indicators have a trend or not."""
    monkeypatch.setattr(school_page, "moved", lambda judged: [])
    monkeypatch.setattr(SchoolPage, "_latest", lambda *_: "")

    def make(*trends, **options):
        place = municipality("Laholm")
        judged = [SimpleNamespace(trend=each, municipality=place) for each in trends]
        return SchoolPage("12345678", judged, {}, {}, **options).summary().source

    return make


def test_where_nothing_could_be_judged_it_is_said_that_the_years_are_too_few(summary):
    said = summary(None, None)
    assert "För få jämförbara år" in said
    assert "Ingen rörelse kan pekas ut" not in said


def test_where_something_was_judged_it_is_said_that_no_movement_can_be_pointed_out(summary):
    assert "Ingen rörelse kan pekas ut" in summary(None, object())


def test_the_name_stands_with_the_code_where_it_is_known(summary):
    assert "Ekskolan i Laholm (skolenhet 12345678)." in summary(None, name="Ekskolan")
    assert "Skolenhet 12345678 i Laholm." in summary(None)
