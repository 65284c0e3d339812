"""Every word a user reads that is not in the catalogue, a template or a notebook.

One folder a language, the same files and keys in each (a contract test walks
them): ``errors``, ``cli``, ``labels`` and ``sentences``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("sv", "en")


@cache
def _file(lang: str, name: str) -> Mapping[str, Any]:
    path = resources.files(__name__) / lang / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def template(key: str, lang: str = "sv") -> str:
    """The text under ``file.section.key`` with its placeholders left open."""
    name, *parts = key.split(".")
    found: Any = _file(lang if lang in LANGUAGES else "sv", name)
    for part in parts:
        found = found[part]
    if not isinstance(found, str):
        raise KeyError(key)
    return found


def text(key: str, lang: str = "sv", /, **values: object) -> str:
    """The text under ``file.section.key`` with its placeholders filled in."""
    return template(key, lang).format(**values)


def counted(key: str, n: int, lang: str = "sv", /, **values: object) -> str:
    """The text of ``key`` in the form for one or for many, with ``n`` filled in."""
    return text(f"{key}.{'one' if n == 1 else 'many'}", lang, n=n, **values)
