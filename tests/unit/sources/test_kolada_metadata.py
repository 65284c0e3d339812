"""Titles are held against the catalogue and against last time; what no longer fits is named."""

from __future__ import annotations

import pytest

from fgte.sources.kolada import fetch, read_metadata, remarks
from fgte.sources.kolada.metadata import plain
from fgte.sources.snapshots import SnapshotStore
from tests.kolada_server import QUICK, TITLES, KoladaServer, listening


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


def ask(settings):
    return fetch(settings, kpis=["N15505", "N15507"], patience=QUICK)


def told(result):
    return [(each.id, each.rule) for each in result.title_changes]


def test_titles_that_fit_are_not_mentioned(settings):
    ask(settings)
    assert ask(settings).title_changes == ()


def test_a_title_without_the_word_of_its_variant_is_named(kolada, settings):
    kolada.titles["N15505"] = "Elever i åk 9, meritvärde, lägeskommun"
    result = ask(settings)
    assert told(result) == [("N15505", "variant")]
    assert "ordet ”kommunal”" in remarks(result)[0]
    assert kolada.titles["N15505"] in remarks(result)[0]


def test_another_title_than_last_time_is_named_with_both(kolada, settings):
    ask(settings)
    kolada.titles["N15507"] = "Elever i åk 9, meritvärde, hemkommun, genomsnitt (18 ämnen)"
    result = ask(settings)
    assert told(result) == [("N15507", "changed")]
    assert TITLES["N15507"] in remarks(result)[0]
    assert kolada.titles["N15507"] in remarks(result)[0]


def test_last_time_is_the_last_complete_fetch_that_had_the_kpi(kolada, settings):
    ask(settings)
    fetch(settings, kpis=["N15505"], patience=QUICK)
    kolada.titles["N15507"] = "Elever i åk 9, hemkommun"
    assert told(ask(settings)) == [("N15507", "changed")]
    assert told(ask(settings)) == []


def test_case_accents_signs_and_spaces_change_no_title(kolada, settings):
    ask(settings)
    kolada.titles["N15507"] = "ELEVER i åk. 9;  Meritvarde - hemkommun (genomsnitt 17 ämnen)"
    assert ask(settings).title_changes == ()


def test_a_kpi_that_is_to_end_is_a_changed_title():
    assert plain("Elever i åk 9 (-2025)") != plain("Elever i åk 9")


def test_a_municipality_with_another_name_is_named(kolada, settings):
    kolada.places["1384"] = ("Onsala", "K")
    result = ask(settings)
    assert told(result) == [("1384", "municipality")]
    assert "Onsala" in remarks(result, "en")[0]


def test_a_misfit_is_fetched_all_the_same(kolada, settings):
    kolada.titles["N15505"] = "Något annat"
    result = ask(settings)
    assert result.complete
    assert result.figures == 2 * 6 * 5 * 3


def test_the_metadata_can_be_read_again(settings):
    ask(settings)
    snapshots = SnapshotStore(settings.snapshots)
    known = read_metadata(snapshots, snapshots.fetches()[0])
    assert known.titles == {id: TITLES[id] for id in ("N15505", "N15507")}
    assert known.places["1384"].title == "Kungsbacka"
