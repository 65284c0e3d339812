"""How a guide's cells are read and run one by one, as someone who opens it runs them."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any


def guide_of(repo: Path, name: str) -> dict[str, Any]:
    """A guide as it lies in the tree."""
    found: dict[str, Any] = json.loads(
        (repo / "notebooks" / "guides" / f"{name}.ipynb").read_text(encoding="utf-8")
    )
    return found


def sources(guide: dict[str, Any], kind: str) -> list[str]:
    """The text of its cells of one kind."""
    return ["".join(cell["source"]) for cell in guide["cells"] if cell["cell_type"] == kind]


def run(cell: str, names: dict[str, Any]) -> Any:
    """Run a cell and give what stands last in it, as a notebook shows it."""
    *before, last = ast.parse(cell).body
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return exec(compile(ast.Module([last], []), "cell", "exec"), names)
