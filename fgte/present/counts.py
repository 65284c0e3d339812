"""How many series say what: one count with a way in, instead of a row of grey tiles."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement import Judgement, RegionalJudgement
from fgte.model import Verdict
from fgte.present.labels import number_word, sentence_case
from fgte.texts import text

UNJUDGED = (Verdict.TOO_SHORT, Verdict.NOT_COMPARABLE, Verdict.SUPPRESSED, Verdict.MISSING)
"""What is said where the figures do not reach to a verdict."""
_KINDS = {
    "unchanged": (Verdict.PRACTICALLY_UNCHANGED,),
    "undecided": (Verdict.CANNOT_BE_DECIDED,),
    "unjudged": UNJUDGED,
}


def rest_lines(verdicts: Sequence[Verdict], lang: str = "sv") -> tuple[str, str]:
    """The series without a movement: those unchanged, and together those that say nothing.

    A count of none is no words.
    """
    counts = {key: sum(each in kind for each in verdicts) for key, kind in _KINDS.items()}
    unchanged, *unknown = (
        sentence_case(in_words(f"sentences.{key}", n, lang)) if n else ""
        for key, n in counts.items()
    )
    return unchanged, " ".join(line for line in unknown if line)


def rest_of(judged: Sequence[Judgement | RegionalJudgement], lang: str = "sv") -> tuple[str, str]:
    """The same of judgements; one to watch is named by itself, and not counted here too."""
    return rest_lines([each.verdict for each in judged if not each.to_watch], lang)


def in_words(key: str, n: int, lang: str = "sv", **values: object) -> str:
    """A text in its form for one or many, with a small number written out."""
    return text(f"{key}.{'one' if n == 1 else 'many'}", lang, n=number_word(n, lang), **values)
