"""What a study says of the sizes it compares: who is alike, and who is the smallest of its like."""

from __future__ import annotations

from fgte.present.labels import listed
from fgte.present.numbers import decimal
from fgte.research.estimating import ALIKE
from fgte.research.size import TIMES, times_apart
from fgte.research.study_file import Design
from fgte.research.studying import Claim, StudyResult
from fgte.texts import text

FEW_SMALLER = 0.2
"""With a smaller share of the like-sized below it, a municipality is among the smallest of them."""


def size_notes(result: StudyResult, lang: str) -> list[str]:
    """Who is taken to be of like size where half to twice as many pupils gave too few."""
    material = result.material
    if not _beside_alike(result):
        return []
    treated, alike = material.study.treated, material.alike_in_size
    if max(times_apart(material.sizes, treated, alike).values()) <= TIMES:
        return []
    sizes = sorted(material.sizes[unit] for unit in alike)
    known = [unit for unit in treated if unit in material.sizes]
    said = text(
        "study_size.beyond",
        lang,
        n=len(alike),
        low=decimal(sizes[0], 0, lang),
        high=decimal(sizes[-1], 0, lang),
        places=listed([result.places[unit].name for unit in known], lang),
        own=listed([decimal(material.sizes[unit], 0, lang) for unit in known], lang),
    )
    return [said, *_smallest(result, lang)]


def size_warning(result: StudyResult, lang: str) -> list[str]:
    """What must be said with a claim that rests on a comparison chance does not move as much."""
    if result.claim not in (Claim.DIFFERS, Claim.RULED_OUT):
        return []
    if result.study.file.design is Design.SERIES:
        return []
    if not any(unit in result.material.sizes for unit in result.study.treated):
        return [text("study_size.unknown", lang)]
    return size_notes(result, lang)[1:]


def _smallest(result: StudyResult, lang: str) -> list[str]:
    """Which of the treated have hardly anyone smaller among their like."""
    material = result.material
    alike = [material.sizes[unit] for unit in material.alike_in_size]
    below = {
        unit: sum(each < material.sizes[unit] for each in alike) / len(alike)
        for unit in material.study.treated
        if unit in material.sizes
    }
    few = [result.places[unit].name for unit, share in below.items() if share < FEW_SMALLER]
    return [text("study_size.smallest", lang, places=listed(few, lang))] if few else []


def _beside_alike(result: StudyResult) -> bool:
    """Whether the estimate was made beside those of like size, alone or as a check."""
    if result.study.file.design is Design.SERIES:  # compares with nobody
        return False
    if result.found is None or not result.material.alike_in_size:
        return False
    checks = [each.estimate for each in result.found.variations if each.key == ALIKE]
    return result.study.file.donors == "size" or any(each is not None for each in checks)
