"""``fgte lab``: a copy of the guides to work in, and how JupyterLab is started on it."""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import stat
import sysconfig
from dataclasses import replace
from pathlib import Path

import pytest

from fgte.cli import lab, main
from fgte.cli.guides import GUIDES, START, start_page
from fgte.cli.output import console

GUIDE = "forsta_timmen.ipynb"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("FGTE_LANG", "JUPYTER_CONFIG_PATH", "JUPYTER_PREFER_ENV_PATH"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PATH", os.environ["PATH"])  # the command puts its own folder first
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "hem å"))
    return tmp_path / "hem å"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stand in for JupyterLab: note how it would have been started."""
    asked: list[list[str]] = []
    monkeypatch.setattr(lab, "run_jupyter", lambda words: asked.append(words) or 0)
    return asked


def test_a_terminal_in_it_finds_the_program_and_begins_at_the_notebooks(monkeypatch, home):
    begun: list[Path] = []
    words: list[str] = []
    monkeypatch.setattr(
        lab, "run_jupyter", lambda asked: begun.append(Path.cwd()) or words.extend(asked) or 0
    )
    monkeypatch.setenv("SHELL", "/bin/bash")
    before = Path.cwd()
    assert main(["lab"]) == 0
    assert begun == [home / "notebooks"]
    assert "--ServerApp.terminado_settings={'shell_command': ['/bin/bash']}" in words
    assert os.environ["PATH"].split(os.pathsep)[0] == sysconfig.get_path("scripts")
    assert Path.cwd() == before


def test_what_a_command_says_in_a_notebook_is_plain_lines_told_to_their_end(monkeypatch, capsys):
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    long = "6 av 18 siffror visas inte, eftersom " + "färre än 10 ingår i gruppen " * 9
    console().print(long)
    assert capsys.readouterr().out == f"{long}\n"


def cells(path: Path, kind: str) -> list[str]:
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(each["source"]) for each in found if each["cell_type"] == kind]


def test_it_works_on_a_copy_of_the_guides(started, home, repo):
    assert main(["lab"]) == 0
    copy, original = home / "notebooks" / GUIDE, repo / "notebooks" / "guides" / GUIDE
    assert cells(copy, "code") == cells(original, "code")
    assert f"--ServerApp.root_dir={home / 'notebooks'}" in started[0]


@pytest.mark.parametrize(
    ("lang", "folder", "spoken", "silent"),
    [("sv", "", "lang-sv", "lang-en"), ("en", "english", "lang-en", "lang-sv")],
)
def test_a_copy_speaks_one_language(started, home, repo, lang, folder, spoken, silent):
    main(["lab", "--lang", lang])
    copies = sorted((home / "notebooks" / folder).glob("*.ipynb"))
    assert [each.stem for each in copies] == sorted(GUIDES)
    for copy in copies:
        assert f'"{spoken}"' in copy.read_text("utf-8")
        assert f'"{silent}"' not in copy.read_text("utf-8")


def test_an_english_copy_asks_for_english(started, home):
    main(["lab", "--lang", "en"])
    for copy in (home / "notebooks" / "english").glob("*.ipynb"):
        code = "\n".join(cells(copy, "code"))
        assert not re.search(r"""["']sv["']|[åäö]|\.(sentence|chart|figure)\(\)""", code), copy.name
        assert [ast.parse(cell) for cell in cells(copy, "code")], copy.name


def test_it_begins_at_a_page_that_leads_to_every_guide(started, home):
    main(["lab"])
    page = (home / "notebooks" / START).read_text("utf-8")
    assert "--LabApp.default_url=/lab/tree/start.md" in started[0]
    assert re.findall(r"\((\w+)\.ipynb\)", page) == list(GUIDES)
    assert "uppgifter för åren 2009–2025" in page
    assert str(home / "output") in page


def test_the_page_to_begin_at_is_made_anew_and_follows_the_language(started, home):
    main(["lab"])
    (home / "notebooks" / START).write_text("gammal")
    main(["lab"])
    assert (home / "notebooks" / START).read_text("utf-8").startswith("# Börja här")
    main(["lab", "--lang", "en"])
    assert "--LabApp.default_url=/lab/tree/english/start.md" in started[-1]
    assert (home / "notebooks" / "english" / START).read_text("utf-8").startswith("# Start here")


def test_no_guide_is_left_out_of_the_page_to_begin_at(repo):
    there = {each.stem for each in (repo / "notebooks" / "guides").glob("*.ipynb")}
    assert there == set(GUIDES)


def test_without_a_store_the_page_says_how_to_get_one(settings, home):
    assert "fgte build" in start_page(replace(settings, home=home))


def test_what_the_user_has_written_stays(started, home):
    main(["lab"])
    (home / "notebooks" / GUIDE).write_text("mitt eget")
    main(["lab"])
    assert (home / "notebooks" / GUIDE).read_text() == "mitt eget"


def test_a_guide_that_was_removed_is_laid_out_again(started, home):
    main(["lab"])
    (home / "notebooks" / GUIDE).unlink()
    main(["lab"])
    assert (home / "notebooks" / GUIDE).is_file()


def test_a_copy_can_be_written_to_though_the_installed_guide_cannot(settings, home, tmp_path):
    installed = tmp_path / "installed" / "notebooks" / "guides" / GUIDE
    installed.parent.mkdir(parents=True)
    installed.write_text('{"cells": []}')
    installed.chmod(0o444)
    folder = lab.lay_out_guides(replace(settings, home=home, shipped=tmp_path / "installed"))
    assert (folder / GUIDE).stat().st_mode & stat.S_IWUSR


def test_the_store_is_built_once(started, home, capsys):
    main(["lab"])
    assert "Bygger lagret" in capsys.readouterr().err
    main(["lab"])
    assert "Bygger lagret" not in capsys.readouterr().err


def test_it_says_where_the_notebooks_are(started, home, capsys):
    main(["lab", "--lang", "en"])
    assert f"Your notebooks: {home / 'notebooks'}." in capsys.readouterr().err


def test_kernels_are_given_the_home_and_the_language(started, home):
    main(["lab", "--lang", "en"])
    assert os.environ["FGTE_HOME"] == str(home)
    assert os.environ["FGTE_LANG"] == "en"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "--ServerApp.open_browser=True"),
        (["--no-browser"], "--ServerApp.open_browser=False"),
        (["--port", "18431"], "--ServerApp.port=18431"),
        ([], "--ServerApp.ip=127.0.0.1"),
    ],
)
def test_it_is_started_as_asked(words, expected, started):
    main(["lab", *words])
    assert expected in started[0]


def test_the_token_is_never_turned_off(started):
    main(["lab"])
    options = {word.partition("=")[0] for word in started[0]}
    assert not any("token" in option or "password" in option for option in options)


def test_a_port_in_use_stops_it_before_anything_is_done(started, home, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["lab", "--port", str(port)]) == 2
    assert f"Porten {port} är upptagen" in capsys.readouterr().err
    assert (started, home.exists()) == ([], False)


def test_a_port_that_cannot_be_is_refused_with_its_help(started, capsys):
    assert main(["lab", "--port", "80"]) == 2
    assert "mellan 1024 och 65535" in capsys.readouterr().err
