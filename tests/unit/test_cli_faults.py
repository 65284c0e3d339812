"""What the command line answers when something is wrong: a message, a way on, an exit code."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fgte.catalogue import lookup
from fgte.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FGTE_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["reprot"], "Kommandot ”reprot” finns inte. Närmast: report"),
        (["report", "--regoin"], "Valet ”--regoin” finns inte. Närmast: --region"),
        (["report", "--first-year", "igår"], "Valet --first-year fick ett värde"),
        (["report", "--out"], "Valet --out behöver ett värde."),
        (["build", "mer"], "”mer” är ett ord för mycket"),
        (
            ["report", "-m", "Kungsbaka"],
            "ingen kommun som heter eller har koden ”Kungsbaka”",
        ),
        (["report", "--first-year", "15"], "väntade ett årtal mellan 1998 och 2100"),
        (["report", "--first-year", "2020", "--last-year", "2015"], "2020–2015"),
        (["indicators", "merit"], "Indikatorn ”merit” finns inte"),
    ],
)
def test_a_wrong_request_is_answered_with_what_was_expected(
    words: list[str], told: str, capsys: Captured, home: Path
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.out == ""
    assert list(home.iterdir()) == []


def test_a_command_line_that_cannot_be_read_leads_to_the_help(capsys: Captured) -> None:
    main(["report", "--regoin"])
    assert "Hjälp: fgte report --help" in capsys.readouterr().err


def test_faults_are_told_in_english_too(capsys: Captured) -> None:
    main(["--lang", "en", "report", "--regoin"])
    assert "There is no option “--regoin”. Closest: --region" in capsys.readouterr().err


def test_the_unexpected_is_told_in_a_line_and_kept_in_a_file(
    capsys: Captured, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "_catalogue", lambda own: 1 / 0)
    assert main(["indicators"]) == 1
    shown = capsys.readouterr().err
    log = home / "logs" / "fgte-error.log"
    assert "ZeroDivisionError: division by zero" in shown
    assert str(log) in shown
    assert "Traceback" not in shown
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_and_a_lack_of_rights_are_nothing_unexpected(
    capsys: Captured, home: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(own: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(lookup, "_catalogue", full)
    assert main(["indicators"]) == 1
    shown = capsys.readouterr().err
    assert f"Det gick inte att skriva till {home} ({os.strerror(code)})" in shown
    assert "FGTE_HOME" in shown


def test_the_unexpected_is_kept_somewhere_even_where_home_cannot_be_written(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(lookup, "_catalogue", lambda own: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["indicators"]) == 1
    assert (tmp_path / "fgte-error.log").is_file()


def test_stopping_is_said_and_has_its_own_exit_code(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(own: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lookup, "_catalogue", stop)
    assert main(["indicators"]) == 130
    assert "Avbrutet" in capsys.readouterr().err
