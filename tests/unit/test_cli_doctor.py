"""``fgte doctor``: what is missing is named, with what to do about it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fgte.cli import doctor
from fgte.cli.doctor import MISSING, NOTE, OK, examine
from fgte.settings import Settings
from fgte.store import build
from tests.oldest import old_journal
from tools import chromium

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def whole(repo: Path, tmp_path: Path) -> Settings:
    """The project as it is, with a home of its own."""
    return Settings(home=tmp_path / "home", shipped=repo)


@pytest.fixture
def empty(tmp_path: Path) -> Settings:
    """An installation with nothing in it."""
    return Settings(home=tmp_path / "home", shipped=tmp_path)


def test_a_whole_project_is_in_order(whole: Settings, capsys: Captured) -> None:
    assert examine(whole, as_json=False) == 0
    assert "Allt som behövs finns" in capsys.readouterr().out


def test_what_is_missing_is_named_with_advice(empty: Settings, capsys: Captured) -> None:
    assert examine(empty, as_json=False) == 1
    told = capsys.readouterr().out
    assert "saknas: kommun.ipynb, region.ipynb" in told
    assert f"anteckningsböckerna ska ligga i {empty.notebooks / 'reports'}" in told


def test_a_store_that_is_absent_or_old_is_no_fault(whole: Settings) -> None:
    assert doctor.check_store(whole).state == NOTE
    build(whole)
    assert doctor.check_store(whole).state == OK


def test_the_journal_is_counted_once_it_has_been_begun(whole: Settings) -> None:
    assert "ingen" in doctor.check_journal(whole).found
    old_journal(whole)
    assert doctor.check_journal(whole) == doctor.Check("journal", OK, "8 poster (steg 0001)")


def test_a_journal_of_a_newer_version_is_told(whole: Settings) -> None:
    with closing(sqlite3.connect(old_journal(whole))) as file:
        file.executescript("UPDATE alembic_version SET version_num = '9999'")
    told = doctor.check_journal(whole)
    assert (told.state, "nyare program" in told.found) == (MISSING, True)


def test_a_journal_of_an_older_version_is_to_be_copied_first(
    whole: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_journal(whole)
    monkeypatch.setattr("fgte.journal.migrating.HEAD", "9999")
    told = doctor.check_journal(whole)
    assert (told.state, "fgte journal backup" in str(told.advice)) == (NOTE, True)


def test_figures_that_have_been_changed_are_found(empty: Settings, repo: Path) -> None:
    shutil.copytree(repo / "data" / "official", empty.official)
    assert doctor.check_figures(empty).state == OK
    with (empty.official / "fgte_figures.csv").open("a", encoding="utf-8") as figures:
        figures.write("Kolada,N1,1384,2022,T,1,\n")
    assert doctor.check_figures(empty).state == MISSING


def test_a_package_that_is_not_installed_is_named(
    whole: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("rich", "no-such-package"))
    check = doctor.check_packages(whole)
    assert (check.state, check.found) == (MISSING, "saknas: no-such-package")


def test_an_old_python_is_found(whole: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))
    assert doctor.check_python(whole).state == MISSING


def test_a_folder_that_cannot_be_used_is_found(whole: Settings) -> None:
    whole.home.mkdir()
    whole.output.write_text("a file in the way", encoding="utf-8")
    check = doctor.check_output(whole)
    assert check.state == MISSING
    assert "--out" in str(check.advice)


def test_no_browser_is_no_fault(
    whole: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FGTE_CHROMIUM", str(tmp_path / "none"))
    assert doctor.check_chromium(whole).state == NOTE


def test_the_doctor_finds_the_browser_that_the_tests_drive(
    whole: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.setenv("FGTE_CHROMIUM", str(path))
    assert doctor.check_chromium(whole).found == str(path) == str(chromium.find())


def test_a_faulty_definition_of_ones_own_is_named(whole: Settings) -> None:
    assert doctor.check_catalogue(whole).state == OK
    whole.user_catalogue.mkdir(parents=True)
    (whole.user_catalogue / "egen.toml").write_text("[[indicator]]\nid = 1", encoding="utf-8")
    check = doctor.check_catalogue(whole)
    assert (check.state, "egen.toml" in check.found) == (MISSING, True)


def test_the_checks_can_be_read_by_a_machine(empty: Settings, capsys: Captured) -> None:
    assert examine(empty, as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert {check["state"] for check in told["checks"]} <= {OK, NOTE, MISSING}
