"""What the documentation tells a reader to write is run as it stands, page by page.

A block that needs ../shared, or is not run at all, says so in the line above it, with why.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from typer.main import get_command

from fgte.cli import main
from fgte.cli.app import app
from fgte.settings import read_settings
from fgte.store import build

REPO = Path(__file__).resolve().parents[2]
PAGES = sorted({*REPO.glob("docs/**/*.md")} - {*REPO.glob("docs/decisions/*.md")})
WITH_SHARED, NOT_HERE = "% prövas med ../shared: ", "% prövas inte här: "
ELSEWHERE = re.compile(r"% prövas i (tests/\S+\.py)$")

Said = Callable[[], str]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its content, and the mark in the line above."""

    lang: str
    content: str
    mark: str

    def runs(self, *, shared: bool) -> bool:
        return not self.mark or (shared and self.mark.startswith(WITH_SHARED))


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    fences = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    return [
        Block(token.info.split()[-1] if token.info else "", token.content, mark_above(lines, token))
        for token in fences
    ]


def mark_above(lines: list[str], token: Any) -> str:
    above = lines[token.map[0] - 1] if token.map[0] else ""
    return above if above.startswith("%") else ""


def all_commands() -> Iterator[list[str]]:
    consoles = (b for page in PAGES for b in blocks(page) if b.lang == "console")
    commands = (shlex.split(words) for block in consoles for words, _ in steps(block))
    yield from (words for words in commands if words[0] == "fgte")


def steps(block: Block) -> list[tuple[str, list[str]]]:
    """Each command of a console block, with the lines that are shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.content.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


def test_there_is_something_to_run():
    ran = [
        b for page in PAGES for b in blocks(page) if b.lang in ("console", "python") and not b.mark
    ]
    assert len(ran) > 10


def test_a_block_that_is_not_run_here_says_why():
    for page in PAGES:
        for mark in filter(None, (block.mark for block in blocks(page))):
            elsewhere = ELSEWHERE.match(mark)
            fits = mark.startswith((WITH_SHARED, NOT_HERE)) and not mark.endswith(": ")
            assert fits or (elsewhere and (REPO / elsewhere[1]).is_file()), (page.name, mark)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_to_write_works(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    run_page(page, tmp_path, monkeypatch, capsys, shared=False)


SHARED = [page for page in PAGES if any(b.mark.startswith(WITH_SHARED) for b in blocks(page))]


@pytest.mark.parametrize("page", SHARED, ids=lambda page: page.stem)
def test_what_asks_for_kolada_or_a_file_works(page, shared, kolada, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FGTE_KOLADA_URL", kolada)
    monkeypatch.chdir(shared / "data" / "skolverket")
    run_page(page, tmp_path, monkeypatch, capsys, shared=True)


def run_page(page, home, monkeypatch, capsys, *, shared):
    """The page's blocks in order, in a home of their own with a store of the shipped figures."""
    monkeypatch.setenv("FGTE_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "200")
    build(read_settings())
    names: dict[str, Any] = {}
    for block in blocks(page):
        if block.lang == "toml":
            write_file(block.content, home)
        elif block.lang == "python" and block.runs(shared=shared):
            exec(compile(block.content, str(page), "exec"), names)
        elif block.lang == "console" and block.runs(shared=shared):
            run_commands(block, lambda: "".join(capsys.readouterr()))


def write_file(content: str, home: Path) -> None:
    caption, _, text = content.partition("\n\n")
    path = home / caption.removeprefix(":caption: ")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run_commands(block: Block, said: Said) -> None:
    for command, shown in steps(block):
        program, *words = shlex.split(command)
        assert program == "fgte", f"{command}: mark the block if it is not to be run"
        said()
        assert main(words) == 0, said()
        told = [line.rstrip() for line in said().splitlines()]
        for line in shown:
            assert any(wildcard(line).fullmatch(each) for each in told), (command, line, told)


def wildcard(line: str) -> re.Pattern[str]:
    """A line as shown, where … stands for whatever differs from one reader to the next."""
    return re.compile(re.escape(line).replace("…", ".*").replace(r"\ ", r"\s+"))


@pytest.mark.parametrize("words", list(all_commands()), ids=" ".join)
def test_commands_and_options_in_the_pages_exist(words):
    command: Any = get_command(app)
    for word in words[1:]:
        command = getattr(command, "commands", {}).get(word, command)
    known = {name for each in command.params for name in each.opts}
    assert {word for word in words[2:] if word.startswith("--")} <= known


def test_commands_named_in_passing_exist():
    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = {
        name
        for page in PAGES
        for name in re.findall(r"`fgte ([a-z]+)", page.read_text(encoding="utf-8"))
    }
    assert named <= set(commands)


def test_the_own_indicator_of_the_how_to_is_complete(repo):
    page = repo / "docs" / "how-to" / "egen-indikator.md"
    [example] = [block for block in blocks(page) if block.lang == "toml"]
    table = tomllib.loads(example.content.partition("\n\n")[2])
    assert table["indicator"][0]["scope"] == "local"
    explained = set(re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained <= {*table["indicator"][0], "record"}


@pytest.fixture(scope="module")
def kolada(request: pytest.FixtureRequest, shared: Path) -> Iterator[str]:
    """A stand-in for Kolada on this machine, for as long as the tests last."""
    command = [str(shared / "tools" / "kolada_replay"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield re.search(r"http://\S+/v3", server.stdout.readline()).group()
        finally:
            server.terminate()
