"""The assumptions of a study in words: what must hold, the researcher's answer, and why."""

from __future__ import annotations

from fgte.research.studying import StudyResult
from fgte.texts import text


def assumption_rows(result: StudyResult, lang: str) -> tuple[tuple[str, str, str], ...]:
    """One row an assumption of the design, in the design's order."""
    rows = []
    for key, said in result.assumptions.items():
        what = text(f"research.assumption.{key}", lang)
        if said is None:
            rows.append((what, text("research.assumption.unanswered", lang), "–"))
        else:
            answer = text(f"research.assumption.holds.{said.holds}", lang)
            rows.append((what, answer, said.because))
    return tuple(rows)
