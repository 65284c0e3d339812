"""The notebook lint sees what it must, and the project's notebooks pass it."""

from __future__ import annotations

import json

import pytest

from tools.notebook_lint import problems


def prose(id="fraga", text="Vad har ändrats?", lang="sv"):
    tags = {"tags": [f"lang-{lang}"]}
    return {"id": id, "cell_type": "markdown", "metadata": tags, "source": text}


def code(source="finding.figure()", id="diagram", **more):
    empty = {"outputs": [], "execution_count": None, "metadata": {}}
    return {"id": id, "cell_type": "code", "source": source} | empty | more


def essay(*cells):
    """A good notebook with the given cells after its parameters."""
    tagged = {"metadata": {"tags": ["parameters"]}}
    parameters = code("municipality = '1384'", id="parametrar", **tagged)
    opening = [prose("rubrik"), prose("title", "What has changed?", lang="en")]
    return {"cells": [*opening, parameters, prose(), prose("question", "?", lang="en"), *cells]}


def test_a_good_notebook_passes():
    assert problems(essay(code("from fgte import assess\nassess('meritvarde')"))) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("for x in y:\n    x", "for in line 1"),
        ("while y:\n    y", "while in line 1"),
        ("if y:\n    y", "if in line 1"),
        ("y if y else z", "if in line 1"),
        ("[x for x in y]", "comprehension in line 1"),
        ("lambda: 1", "lambda in line 1"),
        ("def f(): ...", "def in line 1"),
        ("class A: ...", "class in line 1"),
        ("try:\n    y\nexcept E:\n    z", "try in line 1"),
        ("import pandas as pd", "imports pandas"),
        ("from fgtex import y", "imports fgtex"),
        ("from . import y", "imports ."),
        ("%matplotlib inline", "is not plain Python"),
        ("\n\n".join("abcdefghi"), "9 lines: at most 8"),
    ],
)
def test_a_cell_holds_calls_only(source, problem):
    (said,) = problems(essay(code(source)))
    assert said.startswith(f"cell 5 (diagram): {problem}")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (code(outputs=[{"output_type": "stream"}]), "holds outputs"),
        (code(execution_count=3), "holds an execution count"),
        (code(id=None), "has no id"),
        (code(id="Diagram 1"), "its id is not lower-case words"),
        (code(id="c0ffee12"), "its id was made by chance"),
        (code(id="fraga"), "the id fraga stands 2 times"),
        (code(metadata={"tags": ["parameters"]}), "2 code cells are tagged parameters"),
    ],
)
def test_nothing_is_stored_and_ids_stay(cell, problem):
    assert any(problem in said for said in problems(essay(cell)))


def test_prose_stands_directly_above_each_cell():
    (said,) = problems(essay(code(), code(id="mening")))
    assert said == "cell 6 (mening): no prose directly above it"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([prose("a")], "no lang-en prose follows it"),
        ([prose("a", lang="en")], "no lang-sv prose stands before it"),
        ([prose("a", lang="fi")], "prose is tagged with one of"),
    ],
)
def test_prose_of_a_report_stands_in_both_languages(cells, problem):
    assert any(problem in said for said in problems(essay(*cells)))
    assert problems(essay(*cells), report=False) == []


def test_the_projects_notebooks_pass(repo):
    found = sorted((repo / "notebooks").glob("**/*.ipynb"))
    said = {
        path.name: problems(json.loads(path.read_text("utf-8")), report="reports" in path.parts)
        for path in found
        if ".ipynb_checkpoints" not in path.parts
    }
    assert any(said.values()) is False, said
