"""Check that notebooks are essays: prose, then a short cell of calls, and nothing stored.

``python tools/notebook_lint.py [FILE …]`` reads the given notebooks, by default
all under notebooks/, and says what to mend.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 8
LANGUAGES = ("lang-sv", "lang-en")
ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
MADE_BY_CHANCE = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){0,3}(-?[0-9a-f]{12})?")
LOGIC = {
    ast.FunctionDef: "def", ast.AsyncFunctionDef: "def", ast.ClassDef: "class",
    ast.Lambda: "lambda", ast.For: "for", ast.AsyncFor: "for", ast.While: "while",
    ast.If: "if", ast.IfExp: "if", ast.Match: "match", ast.Try: "try", ast.TryStar: "try",
    ast.ListComp: "comprehension", ast.SetComp: "comprehension",
    ast.DictComp: "comprehension", ast.GeneratorExp: "comprehension",
}  # fmt: skip

Cell = dict[str, Any]


def problems(notebook: dict[str, Any], *, report: bool = True) -> list[str]:
    """Everything in a notebook that breaks the house rules, cell by cell.

    A report has parameters and speaks two languages; other notebooks need not.
    """
    cells: list[Cell] = notebook["cells"]
    found = [*_repeated_ids(cells), *(_report(cells) if report else ())]
    for number, cell in enumerate(cells):
        above = cells[number - 1] if number else None
        name = f"cell {number} ({cell.get('id', 'no id')})"
        found += [f"{name}: {problem}" for problem in _cell(cell, above)]
    return found


def _repeated_ids(cells: list[Cell]) -> Iterator[str]:
    ids = Counter(cell.get("id") for cell in cells)
    yield from (f"the id {id} stands {n} times" for id, n in ids.items() if id and n > 1)


def _report(cells: list[Cell]) -> Iterator[str]:
    marked = sum("parameters" in _tags(cell) for cell in cells if cell["cell_type"] == "code")
    if marked != 1:
        yield f"{marked} code cells are tagged parameters: there must be exactly one"
    yield from _unpaired(cells)


def _unpaired(cells: list[Cell]) -> Iterator[str]:
    """Prose stands in both languages: every lang-sv cell is followed by its lang-en cell."""
    said = [set(_tags(cell)) & set(LANGUAGES) if _is_prose(cell) else None for cell in cells]
    for number, languages in enumerate(said):
        before = said[number - 1] if number else None
        after = said[number + 1] if number + 1 < len(said) else None
        if languages is not None and len(languages) != 1:
            yield f"cell {number}: prose is tagged with one of lang-sv and lang-en"
        elif languages == {"lang-sv"} and after != {"lang-en"}:
            yield f"cell {number}: no lang-en prose follows it"
        elif languages == {"lang-en"} and before != {"lang-sv"}:
            yield f"cell {number}: no lang-sv prose stands before it"


def _cell(cell: Cell, above: Cell | None) -> Iterator[str]:
    yield from _id(cell.get("id"))
    if cell["cell_type"] != "code":
        return
    if cell.get("outputs"):
        yield "holds outputs: run `nbstripout --keep-id`"
    if cell.get("execution_count") is not None:
        yield "holds an execution count: run `nbstripout --keep-id`"
    if above is None or not _is_prose(above):
        yield "no prose directly above it"
    source = _source(cell)
    lines = sum(bool(line.strip()) for line in source.splitlines())
    if lines > MAX_LINES:
        yield f"{lines} lines: at most {MAX_LINES}"
    yield from _code(source)


def _id(id: str | None) -> Iterator[str]:
    if not id:
        yield "has no id"
    elif not ID.fullmatch(id):
        yield "its id is not lower-case words joined by - or _"
    elif MADE_BY_CHANCE.fullmatch(id):
        yield "its id was made by chance: give it a name that stays"


def _code(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield f"is not plain Python: {error.msg}"
        return
    for node in ast.walk(tree):
        if type(node) in LOGIC:
            yield f"{LOGIC[type(node)]} in line {node.lineno}: it belongs in fgte/"  # type: ignore[attr-defined]
        yield from (f"imports {name}: notebooks import fgte only" for name in _foreign(node))


def _foreign(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = ["." * node.level + (node.module or "")]
    else:
        names = []
    return [name for name in names if name.split(".")[0] != "fgte"]


def _tags(cell: Cell) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def _is_prose(cell: Cell) -> bool:
    return bool(cell["cell_type"] == "markdown" and _source(cell).strip())


def _source(cell: Cell) -> str:
    return "".join(cell["source"])


def main(arguments: list[str]) -> int:
    """Print each problem; 1 when there are any."""
    paths = [Path(argument) for argument in arguments] or sorted(ROOT.glob("notebooks/**/*.ipynb"))
    paths = [path for path in paths if ".ipynb_checkpoints" not in path.parts]
    found = 0
    for path in paths:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for problem in problems(notebook, report="reports" in path.parts):
            print(f"{path}: {problem}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
