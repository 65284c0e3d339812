"""The code keeps the size that a reader can hold, and make says what it can do."""

from __future__ import annotations

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

MAX_MODULE = 300
MAX_FUNCTION = 50


def modules(repo: Path) -> list[Path]:
    return sorted([*repo.glob("fgte/**/*.py"), *repo.glob("tools/*.py")])


def test_no_module_is_longer_than_a_reader_can_hold(repo):
    lengths = {str(path): path.read_text("utf-8").count("\n") for path in modules(repo)}
    assert {name: n for name, n in lengths.items() if n > MAX_MODULE} == {}


def test_no_function_is_longer_than_a_screen(repo):
    lengths = {
        f"{path}:{node.name}": lines_of(node)
        for path in modules(repo)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > MAX_FUNCTION} == {}


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of its work: a long docstring does not make a function long."""
    first = function.body[0]
    explained = ast.get_docstring(function) is not None
    return function.end_lineno - (first.end_lineno if explained else function.lineno - 1)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_lists_what_can_be_done(repo):
    said = subprocess.run(["make"], cwd=repo, capture_output=True, text=True, check=True).stdout
    listed = {line.split()[0] for line in said.splitlines()[1:]}
    assert {"help", "run", "test", "check", "lab"} <= listed


def test_a_python_that_is_too_old_is_said_plainly(repo, tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    command = ["sh", "tools/find_python.sh", str(old)]
    done = subprocess.run(command, cwd=repo, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"No Python from 3.11 to 3.14 found at {old}. Install one" in done.stderr
