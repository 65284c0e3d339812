"""The municipalities that Kolada calls similar come with the country, and only they are read."""

from __future__ import annotations

import pytest

from fgte.sources.kolada import fetch, similar_groups
from fgte.sources.snapshots import SnapshotStore
from tests.kolada_server import QUICK, KoladaServer, listening


@pytest.fixture(scope="module")
def http():
    with listening() as server:
        yield server


@pytest.fixture
def kolada(http):
    return KoladaServer(http)


@pytest.fixture
def settings(kolada, tmp_path):
    return kolada.settings(tmp_path)


def group(id, title, *members):
    return {
        "id": id,
        "title": title,
        "members": [{"member_id": each, "member_title": "x"} for each in members],
    }


def found(settings, **asked):
    fetch(settings, kpis=["N15505"], patience=QUICK, **asked)
    return similar_groups(SnapshotStore(settings.snapshots))


def test_they_come_with_the_country_and_hold_codes_in_code_order(kolada, settings):
    kolada.groups = [group("G1", "Liknande kommuner grundskola, Laholm, 2024", "1384", "1315")]
    held = found(settings, all_municipalities=True)["1381", "grundskola"]
    assert (held.id, held.year, held.members) == ("G1", 2024, ("1315", "1384"))
    assert held.title == "Liknande kommuner grundskola, Laholm, 2024"


def test_they_are_not_asked_for_when_single_municipalities_are(kolada, settings):
    assert found(settings, municipalities=["Laholm"]) == {}
    assert not any("municipality_groups" in path for path in kolada.asked)


def test_the_latest_year_counts_whatever_order_they_come_in(kolada, settings):
    kolada.groups = [
        group("G2", "Liknande kommuner grundskola, Laholm, 2024", "1384"),
        group("G1", "Liknande kommuner grundskola, Laholm, 2023", "1315"),
    ]
    assert found(settings, all_municipalities=True)["1381", "grundskola"].members == ("1384",)


def test_each_school_form_has_its_own(kolada, settings):
    kolada.groups = [
        group("G1", "Liknande kommuner grundskola, Laholm, 2024", "1384"),
        group("G2", "Liknande kommuner gymnasieskola, Laholm, 2024", "1315"),
    ]
    held = found(settings, all_municipalities=True)
    assert {school: e.members for (_, school), e in held.items()} == {
        "grundskola": ("1384",),
        "gymnasieskola": ("1315",),
    }


@pytest.mark.parametrize(
    "other",
    [
        group("G3", "Hallands läns kommuner (ovägt medel)", "1384"),
        group("G3", "Liknande kommuner äldreomsorg, Laholm, 2024", "1384"),
        group("G3", "Liknande kommuner grundskola, Ingenstans, 2024", "1384"),
        group("G3", "Liknande kommuner grundskola, Laholm, 2024"),
        group("G3", "Liknande kommuner grundskola, Laholm, 2024", "9999", "1381"),
        {"id": "G3", "title": "Liknande kommuner grundskola, Laholm, 2024", "members": [{"id": 1}]},
        {"id": "G3", "title": "Liknande kommuner grundskola, Laholm, 2024"},
    ],
)
def test_other_groups_and_groups_without_readable_members_are_left_out(kolada, settings, other):
    kolada.groups = [other]
    assert found(settings, all_municipalities=True) == {}


def test_the_last_fetch_that_brought_groups_counts(kolada, settings):
    kolada.groups = [group("G1", "Liknande kommuner grundskola, Laholm, 2024", "1384")]
    found(settings, all_municipalities=True)
    assert ("1381", "grundskola") in found(settings)
