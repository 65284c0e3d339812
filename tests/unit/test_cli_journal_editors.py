"""``fgte journal editor``: no password ever stands on the command line."""

from __future__ import annotations

import io
import json

import pytest

from fgte.cli import main
from fgte.journal import open_journal
from fgte.journal.editors import sign_in
from fgte.settings import read_settings

PASSWORD = "ett långt lösenord"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path))
    return tmp_path


def editor(*words):
    return main(["journal", "editor", *words])


@pytest.fixture
def typed(monkeypatch):
    def give(words):
        monkeypatch.setattr("sys.stdin", io.StringIO(words))

    return give


def known(login, password=PASSWORD):
    with open_journal(read_settings()) as journal:
        return sign_in(journal, login, password)


def test_a_password_is_read_from_standard_input(typed):
    typed(f"{PASSWORD}\n")
    assert editor("add", "hanna", "--owner", "Kungsbacka", "--password-file", "-") == 0
    assert known("hanna").owners == {"1384"}


def test_a_password_is_read_from_a_file(home):
    (home / "hemligt").write_text(f"{PASSWORD}\r\nnågot annat\n", encoding="utf-8")
    words = ["--password-file", str(home / "hemligt"), "--role", "steward"]
    assert editor("add", "vera", "--owner", "region", "--owner", "1383", *words) == 0
    assert known("vera").owners == {"1383", "region"}


def test_a_password_is_asked_for_twice(monkeypatch, typed, capsys):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter([PASSWORD, "ett annat lösenord", PASSWORD, PASSWORD])
    monkeypatch.setattr("fgte.cli.journal_editors.getpass", lambda _: next(answers))
    assert editor("add", "hanna", "--owner", "1384") == 2
    assert "inte lika" in capsys.readouterr().err
    assert editor("add", "hanna", "--owner", "1384") == 0
    assert known("hanna")


def test_where_nothing_can_be_asked_it_is_said_how(typed, capsys):
    typed("")
    assert editor("add", "hanna", "--owner", "1384") == 2
    assert "--password-file -" in capsys.readouterr().err


def test_the_list_shows_every_account_and_nothing_of_passwords(typed, capsys):
    typed(f"{PASSWORD}\n")
    editor("add", "hanna", "--owner", "1384", "--password-file", "-")
    editor("add", "hubben", "--owner", "region", "--role", "reader", "--no-password")
    capsys.readouterr()
    assert editor("list") == 0
    shown = capsys.readouterr().out
    assert "hanna  redaktör, Kungsbacka" in shown
    assert "hubben  läsare, regionen · inget eget lösenord" in shown
    assert editor("list", "--json") == 0
    out = capsys.readouterr().out
    assert "argon2" not in out
    assert [each["login"] for each in json.loads(out)] == ["hanna", "hubben"]


def test_a_new_password_replaces_the_old_one(typed):
    typed(f"{PASSWORD}\n")
    editor("add", "hanna", "--owner", "1384", "--password-file", "-")
    typed("ett alldeles nytt lösenord\n")
    assert editor("password", "hanna", "--password-file", "-") == 0
    assert known("hanna") is None
    assert known("hanna", "ett alldeles nytt lösenord")


def test_a_shut_account_lets_nobody_in_and_its_name_is_not_given_away(typed, capsys):
    typed(f"{PASSWORD}\n")
    editor("add", "hanna", "--owner", "1384", "--password-file", "-")
    assert editor("remove", "hanna") == 0
    assert known("hanna") is None
    assert editor("add", "hanna", "--owner", "1384", "--no-password") == 2
    assert "finns redan" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "hanna", "--no-password"], "--owner Varberg"),
        (["add", "hanna", "--owner", "1384", "--role", "kung", "--no-password"], "reader, editor"),
        (["add", "Hanna Ö", "--owner", "1384", "--no-password"], "små bokstäver"),
        (["add", "hanna", "--owner", "Falkenberg", "--no-password"], "Falkenberg"),
        (["remove", "ingen"], "ingen"),
        (["add", "hanna", "--owner", "1384", "--password-file", "finns-inte"], "finns-inte"),
    ],
)
def test_a_faulty_request_says_what_to_do(words, said, capsys):
    assert editor(*words) in (1, 2)
    assert said in capsys.readouterr().err


def test_a_short_password_is_refused(typed, capsys):
    typed("kort\n")
    assert editor("add", "hanna", "--owner", "1384", "--password-file", "-") == 2
    assert "12" in capsys.readouterr().err
