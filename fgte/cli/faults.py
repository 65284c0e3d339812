"""What is said when a command line cannot be read, or when the program itself went wrong."""

from __future__ import annotations

import re
import tempfile
import traceback
from pathlib import Path
from typing import Any

from typer import BadParameter

from fgte.errors import FgteError, closest
from fgte.settings import read_settings
from fgte.texts import text

UsageError: Any = BadParameter.__mro__[1]
"""The parent of all that typer says of a command line; it lies in different places by version."""

LOG = "fgte-error.log"
IN_BRACKETS = re.compile(r"\(([^()]+)\)")


def usage_message(error: Any, lang: str) -> str:
    """What is wrong with a command line, what was expected, and where the help is."""
    command = error.ctx.command_path if error.ctx else "fgte"
    return f"{_fault(error, lang)}\n{text('cli.fault.hint', lang, command=command)}"


def write_log(error: Exception) -> Path:
    """Put the whole traceback in a file and say where; never fails for want of a place."""
    content = "".join(traceback.format_exception(error))
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / LOG).write_text(content, encoding="utf-8")
        except OSError:
            continue
        return folder / LOG
    return Path(LOG)


def _folders() -> list[Path]:
    try:
        return [read_settings(lang="sv").home / "logs", Path(tempfile.gettempdir())]
    except FgteError:
        return [Path(tempfile.gettempdir())]


def _fault(error: Any, lang: str) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        found = error.option_name
        return text("cli.fault.no_such_option", lang, found=found, closest=_options(error, found))
    if kind == "BadOptionUsage":
        return _about_option("no_value", error.option_name, error.ctx, lang)
    if isinstance(error, BadParameter):
        name = max(error.param.opts, key=len) if error.param else ""
        return _about_option("bad_value", name, error.ctx, lang)
    words = IN_BRACKETS.findall(error.format_message()) or [error.format_message()]
    return text("cli.fault.too_many", lang, found=words[-1])


def _options(error: Any, found: str) -> str:
    known = [name for each in error.ctx.command.params for name in each.opts if name[:2] == "--"]
    return closest(found, [*known, "--help"])


def _about_option(key: str, name: str, ctx: Any, lang: str) -> str:
    helps = [each.help for each in ctx.command.params if name in each.opts] if ctx else []
    return text(f"cli.fault.{key}", lang, option=name, help=helps[0] if helps else "").strip()
