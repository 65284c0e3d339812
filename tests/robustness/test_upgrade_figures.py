"""Figures, rounds, editions and studies of the first versions, met by today's program."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import msgspec
import pyarrow.parquet as pq
import pytest

from fgte.cli import main
from fgte.errors import DataError
from fgte.reports.publishing import editions, touched
from fgte.reports.publishing.contents import forms_in
from fgte.research import read_study
from fgte.research.freezing import all_frozen
from fgte.settings import read_settings
from fgte.sources.snapshots import SnapshotStore
from fgte.store import build, is_current, open_table
from fgte.store.closing_rounds import close_round
from fgte.store.instrument_rounds import rounds_beside
from fgte.store.ledger_table import read_ledger, read_summaries, read_taken_back
from fgte.store.mark import FILE, MARK
from fgte.store.open_rounds import rounds_being_answered
from tests.oldest import old_editions, old_home, old_store, old_study

FIGURE = ["indicator", "series", "municipality_id", "school_unit", "year", "sex", "variant"]
SAID = [*FIGURE, "value", "low", "high", "pupils", "status", "snapshot_id"]


@pytest.fixture
def settings(tmp_path):
    return read_settings({}, home=tmp_path / "home")


def in_order(table):
    return table[SAID].sort_values(FIGURE, ignore_index=True)


# The store and what it is made of


def test_the_first_store_of_all_is_told_to_be_unreadable_and_what_to_do(settings):
    folder = old_store(settings)
    with pytest.raises(DataError, match="Kör ”fgte build” så görs det om"):
        open_table(folder)
    assert not is_current(settings)


def test_the_first_store_is_made_again_of_the_figures_that_ship(settings):
    was = pq.read_table(old_store(settings) / FILE).to_pandas()
    build(settings)
    now = open_table(settings.store).table
    both = was.merge(now, on=FIGURE, how="left", suffixes=("_was", "_now"))
    assert both["status_now"].notna().all()


def test_the_first_ledger_and_the_first_with_changes_are_read(settings, tmp_path):
    [only] = read_summaries(old_store(settings))
    assert only["snapshot_id"] == "official-bfc19a877380"
    later = read_settings({}, home=tmp_path / "later")
    old_home(later)
    assert len(read_ledger(later.store)) > 100


def test_every_figure_that_was_taken_in_stands_when_the_store_is_made_again(settings):
    old_home(settings)
    before = open_table(settings.store).table
    came = before[~before["snapshot_id"].str.startswith("official")]
    build(settings)
    now = open_table(settings.store).table
    now = now[now["snapshot_id"].isin(came["snapshot_id"])]
    assert in_order(now).equals(in_order(came))
    assert is_current(settings)


def test_the_ledger_tells_of_the_same_sets(settings):
    old_home(settings)
    before = [each["snapshot_id"] for each in read_summaries(settings.store)]
    build(settings)
    now = [each["snapshot_id"] for each in read_summaries(settings.store)]
    assert now[1:] == before[1:]
    assert [each["why"] for each in read_taken_back(settings.store)] == ["Fel siffra i filen"]


def test_a_report_is_made_of_an_old_home_without_more_ado(settings, monkeypatch, capsys):
    old_home(settings)
    monkeypatch.setenv("FGTE_HOME", str(settings.home))
    assert main(["build"]) == 0
    assert main(["indicators"]) == 0
    assert "Trygghet" in capsys.readouterr().out


def test_a_round_from_then_is_read_and_lies_beside_the_store(settings):
    old_home(settings)
    build(settings)
    [made] = rounds_beside(settings.store)
    assert (made.rated.name, made.answered) == ("Kungsbacka", 34)


def test_a_round_that_was_open_then_keeps_its_answers_and_can_be_closed(settings):
    old_home(settings)
    build(settings)
    [asked] = rounds_being_answered(settings)
    assert len(asked.box.held().answers) == 12
    close_round(asked, settings)
    assert {each.rated.name for each in rounds_beside(settings.store)} == {"Halmstad", "Kungsbacka"}


# Made by a newer version


def of_tomorrow(settings, **changes):
    """The store as a newer program would have left it."""
    path = settings.store / FILE
    table = pq.read_table(path)
    said = json.loads(table.schema.metadata[MARK]) | {"version": 2}
    for name, new in changes.items():
        table = table.rename_columns([new if each == name else each for each in table.column_names])
    pq.write_table(table.replace_schema_metadata({MARK: json.dumps(said).encode()}), path)
    return {each.name: each.read_bytes() for each in settings.store.iterdir()}


@pytest.mark.parametrize("changes", [{}, {"variant": "scope"}], ids=["version", "other columns"])
def test_a_newer_store_is_told_and_not_built_over(settings, monkeypatch, capsys, changes):
    old_store(settings)
    before = of_tomorrow(settings, **changes)
    monkeypatch.setenv("FGTE_HOME", str(settings.home))
    assert main(["build"]) == main(["report", "Hylte"]) == 1
    assert "nyare version av programmet" in capsys.readouterr().err
    with pytest.raises(DataError, match="nyare version"):
        open_table(settings.store)
    assert {each.name: each.read_bytes() for each in settings.store.iterdir()} == before


def test_an_import_by_a_reader_of_tomorrow_is_told_and_the_store_stays(settings):
    old_home(settings)
    before = (settings.store / FILE).read_bytes()
    [record] = [e for e in SnapshotStore(settings.snapshots).imports() if e.reader == "instrument"]
    path = settings.snapshots / "imports" / f"{record.id}.json"
    path.write_bytes(msgspec.json.encode(replace(record, reader="tomorrow")))
    with pytest.raises(DataError, match="nyare version"):
        build(settings)
    assert (settings.store / FILE).read_bytes() == before


def test_a_round_of_tomorrow_is_told(settings):
    old_home(settings)
    build(settings)
    path = settings.store / "rounds.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 2'))
    with pytest.raises(DataError, match="nyare version"):
        rounds_beside(settings.store)


# Editions and studies


def test_the_first_edition_is_read_whole_and_untouched(settings):
    old_editions(settings)
    [edition] = editions(settings)
    assert list(edition.reports) == ["region", "hylte"]
    assert forms_in(edition.parts) == []
    assert len(edition.said.figures) > 1000
    assert touched(edition) == ()


def test_a_registration_still_holds_for_the_design_it_was_made_for(settings):
    file = old_study(settings)
    study = read_study(file, settings)
    [frozen] = all_frozen(study, settings)
    assert frozen.digest == study.digest
    assert (frozen.day, frozen.outcomes) == (date(2026, 11, 22), ())
