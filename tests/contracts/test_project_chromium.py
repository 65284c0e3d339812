"""A Chromium is found where it is, installed where that is possible, else it is said what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import chromium


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Make the one Chromium that can be found one that starts, or does not."""

    def make(*, starts: bool) -> Path:
        path = tmp_path / "chromium"
        path.write_text(f"#!/bin/sh\nexit {0 if starts else 1}\n")
        path.chmod(0o755)
        monkeypatch.setenv("FGTE_CHROMIUM", str(path))
        return path

    return make


def test_one_that_starts_is_found(program, capsys):
    path = program(starts=True)
    assert chromium.main([]) == 0
    assert capsys.readouterr().out.strip() == str(path)


def test_one_that_does_not_start_is_not_taken(program):
    program(starts=False)
    assert chromium.find() is None


def test_root_on_debian_gets_debians_then_playwrights(program, monkeypatch):
    program(starts=False)
    commands = []
    monkeypatch.setattr(chromium, "_run", lambda *command: commands.append(command))
    monkeypatch.setattr(chromium, "_root_on_debian", lambda: True)
    assert chromium.install() is None
    assert [command[1:] for command in commands] == [
        ("update",),
        ("install", "-y", "chromium"),
        ("-m", "playwright", "install", "--no-shell", "chromium"),
    ]


def test_where_none_can_be_had_it_is_said_what_to_do(program, monkeypatch, capsys):
    program(starts=False)
    monkeypatch.setattr(chromium, "install", lambda: None)
    assert chromium.main(["--install"]) == 1
    assert "sudo apt-get install chromium" in capsys.readouterr().err
