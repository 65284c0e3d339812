"""The reader's words for the terms of the code."""

from __future__ import annotations

from collections.abc import Iterable

from fgte.model import (
    OWN_CALCULATION,
    OWN_CALCULATION_BOTH,
    PupilsKind,
    Stage,
    Status,
    Variant,
    Verdict,
)
from fgte.present.numbers import decimal
from fgte.texts import text


def verdict_label(verdict: Verdict, lang: str = "sv") -> str:
    """The verdict as a reader meets it: ``kan inte avgöras``."""
    return text(f"labels.verdict.{verdict}", lang)


def verdict_words(verdict: Verdict, to_watch: bool, lang: str = "sv") -> str:
    """The verdict, with the second tier beside it: ``kan inte avgöras · att följa``."""
    label = verdict_label(verdict, lang)
    return text("labels.verdict.watched", lang, verdict=label) if to_watch else label


def status_label(status: Status, lang: str = "sv") -> str:
    """Why a figure can or cannot be read."""
    return text(f"labels.status.{status}", lang)


def stage_label(stage: Stage, lang: str = "sv") -> str:
    """The stage of school: ``Årskurs 9``."""
    return text(f"labels.stage.{stage}", lang)


def variant_label(variant: Variant, lang: str = "sv") -> str:
    """Whose pupils: ``kommunala skolor``."""
    return text(f"labels.variant.{variant}", lang)


def pupils_label(pupils: int | None, kind: PupilsKind, lang: str = "sv") -> str:
    """A number of pupils with whether it is counted: ``1 074``, ``ungefär 986``."""
    written = "" if pupils is None else decimal(pupils, 0, lang)
    return text(f"labels.pupils.{kind}", lang, n=written)


def listed(words: Iterable[str], lang: str = "sv") -> str:
    """Words in a row as they are said: ``a, b och c``."""
    *first, last = list(words) or [""]
    joint = " and " if lang == "en" else " och "
    return joint.join([", ".join(first), last]) if first else last


def sentence_case(words: str) -> str:
    """Words as they begin a sentence: the first letter large."""
    return words[:1].upper() + words[1:]


def mid_sentence(words: str) -> str:
    """A label as it stands inside a sentence: its first letter small."""
    return words[:1].lower() + words[1:]


def number_word(n: int, lang: str = "sv") -> str:
    """A small whole number in words, a larger one in figures."""
    words = text("labels.number.words", lang).split()
    return words[n] if 0 <= n < len(words) else decimal(n, 0, lang)


PUBLISHERS = ("Kolada", "Skolverket", OWN_CALCULATION, OWN_CALCULATION_BOTH)
"""Those with words of their own; a survey's figures come from whoever asked."""


def source_name(source: str, lang: str) -> str:
    """Who published, in short; the name as it stands where it is another than the usual."""
    return text(f"labels.source.{source}_short", lang) if source in PUBLISHERS else source
