"""What the commands print: words for people on a console, JSON for programs."""

from __future__ import annotations

import json
from getpass import getuser
from typing import Any

from rich.console import Console


def console(*, stderr: bool = False) -> Console:
    """A console that prints words as they are: no colours put in numbers, no wrapped paths.

    In a notebook too: a console of its own would there cut long lines off at the edge.
    """
    return Console(
        stderr=stderr,
        highlight=False,
        soft_wrap=True,
        markup=False,
        emoji=False,
        force_jupyter=False,
    )


def print_json(content: Any) -> None:
    """One JSON document on standard output; what is no JSON type is written as text."""
    print(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def logged_in() -> str:
    """Who is logged in; some machines do not know."""
    try:
        return getuser()
    except (ImportError, KeyError, OSError):
        return "–"
