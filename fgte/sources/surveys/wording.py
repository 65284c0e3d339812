"""What is said of surveys, in both languages at once."""

from __future__ import annotations

from collections.abc import Mapping

from fgte.model import Localised
from fgte.texts import LANGUAGES, text


def said(key: str, **details: object) -> Localised:
    """A text of ``fgte/texts/*/surveys.toml`` in Swedish and English."""
    return Localised(**{lang: _in(lang, key, details) for lang in LANGUAGES})


def _in(lang: str, key: str, details: Mapping[str, object]) -> str:
    words = {k: v[lang] if isinstance(v, Localised) else v for k, v in details.items()}
    return text(f"surveys.{key}", lang, **words)
