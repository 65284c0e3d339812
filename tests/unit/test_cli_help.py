"""The command line speaks the reader's language, in every word."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from fgte.cli import main
from fgte.cli.app import app
from fgte.cli.speech import language_of, speak

COMMANDS = ("report", "build", "indicators", "doctor")


def every_command(lang: str) -> Iterator[Any]:
    root = get_command(app)
    speak(root, lang)
    yield root
    yield from root.commands.values()  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_command_and_parameter_has_a_help_text(lang: str) -> None:
    helped = [each for command in every_command(lang) for each in (command, *command.params)]
    assert len(helped) > 20
    assert all(each.help and len(each.help) > 10 for each in helped)


def test_no_help_text_is_the_same_in_both_languages() -> None:
    both = zip(every_command("sv"), every_command("en"), strict=True)
    assert all(swedish.help != english.help for swedish, english in both)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_help_page(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"Användning: fgte {command}")
    assert "--json" in page


def test_the_help_page_has_no_english_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--help"])
    page = capsys.readouterr().out
    assert not {"Usage:", "Options:", "TEXT", "INTEGER", "Show", "[default"} & set(page.split())


def test_without_a_command_the_help_page_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert all(command in capsys.readouterr().out for command in ("fgte",))


@pytest.mark.parametrize(
    "words", [["--lang", "en", "doctor", "--help"], ["doctor", "--lang=en", "--help"]]
)
def test_the_language_may_stand_before_or_after_the_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("Usage: fgte doctor")


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ([], {}, "sv"),
        ([], {"FGTE_LANG": "en"}, "en"),
        (["--lang", "sv"], {"FGTE_LANG": "en"}, "sv"),
        (["--lang", "sv", "report", "--lang", "en"], {}, "en"),
    ],
)
def test_what_is_written_goes_before_the_environment(
    words: list[str], environment: dict[str, str], lang: str
) -> None:
    assert language_of(words, environment) == lang


def test_a_language_that_does_not_exist_is_a_wrong_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--lang", "de", "doctor"]) == 2
    assert "Språket ”de” finns inte. Välj ett av: sv, en." in capsys.readouterr().err


def test_help_reads_nothing_heavy() -> None:
    asked = "import sys; from fgte.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    heavy = {"pandas", "numpy", "papermill", "nbconvert", "pydantic", "jinja2"}
    assert not heavy & set(done.stdout.split())
