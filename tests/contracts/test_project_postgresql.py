"""A PostgreSQL is found where it is, installed where that is possible, else it is said how."""

from __future__ import annotations

import pytest

from tools import postgresql


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_POSTGRESQL", str(tmp_path))
    return tmp_path


def test_one_with_all_that_is_needed_is_found(folder, capsys):
    for name in postgresql.NEEDED:
        (folder / name).touch()
    assert postgresql.main([]) == 0
    assert capsys.readouterr().out.strip() == str(folder)


def test_a_client_alone_is_not_taken(folder):
    (folder / "pg_ctl").touch()
    assert postgresql.find() is None


def test_debians_newest_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
    monkeypatch.delenv("FGTE_POSTGRESQL", raising=False)
    for version in ("9.6", "15", "17"):
        programs = tmp_path / version / "bin"
        programs.mkdir(parents=True)
        for name in postgresql.NEEDED:
            (programs / name).touch()
    assert postgresql.find() == tmp_path / "17" / "bin"


def test_root_on_debian_gets_debians(folder, monkeypatch):
    commands = []
    monkeypatch.setattr(postgresql, "_run", lambda *command: commands.append(command))
    monkeypatch.setattr(postgresql, "_root_on_debian", lambda: True)
    postgresql.install()
    assert [command[-1] for command in commands] == ["update", "postgresql"]


def test_without_one_the_run_goes_on_and_it_is_said_how_to_get_it(folder, monkeypatch, capsys):
    monkeypatch.setattr(postgresql, "_root_on_debian", lambda: False)
    assert postgresql.main(["--install"]) == 0
    assert "sudo apt-get install postgresql" in capsys.readouterr().err
