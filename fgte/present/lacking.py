"""What the figures at hand cannot show, read off the figures themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fgte.judgement import Judgement, RegionalJudgement
from fgte.model import PupilsKind, Status
from fgte.present.labels import listed, mid_sentence, sentence_case
from fgte.texts import text


def municipal_lacks(judged: Sequence[Judgement], lang: str = "sv") -> list[str]:
    """One sentence for each sort of gap in one municipality's figures."""
    there = [each for each in judged if each.series]
    ends = [each for each in there if each.country and _ends_before(each)]
    said = [
        _said("no_figures", (e for e in judged if not e.series), lang),
        *_latest(there, lang),
        _said("country_ends", ends, lang, year=max((e.country[-1].year for e in ends), default=0)),
        _said("no_country", (e for e in there if not e.country), lang),
        _said("no_sexes", (e for e in there if e.gap.sexes.status is Status.MISSING), lang),
        _said("no_pupils", (e for e in there if e.pupils_kind is PupilsKind.UNKNOWN), lang),
        _said("approximate", (e for e in there if e.pupils_kind is PupilsKind.APPROXIMATE), lang),
        text("sentences.lacking.causes", lang),
    ]
    return [each for each in said if each]


def regional_lacks(judged: Sequence[RegionalJudgement], lang: str = "sv") -> list[str]:
    """What is missing in each municipality, in code order, and how far the common years reach."""
    said = []
    for place in range(len(judged[0].movements) if judged else 0):
        own = [each.movements[place] for each in judged]
        absent = [mid_sentence(each.indicator.short[lang]) for each in own if not each.series]
        if absent:
            name = own[0].municipality.name
            names = listed(absent, lang)
            said.append(text("sentences.lacking.municipal", lang, name=name, labels=names))
    ends = [each.common.trend.last_year for each in judged if each.common.trend]
    if ends:
        said.append(text("sentences.lacking.municipal_years", lang, year=max(ends)))
    return [*said, text("sentences.lacking.causes", lang)]


def _ends_before(judged: Judgement) -> bool:
    return judged.year is not None and judged.country[-1].year < judged.year


def _latest(there: Sequence[Judgement], lang: str) -> list[str]:
    """Where figures end, oldest end first."""
    ends = sorted({each.year for each in there if each.year is not None})
    return [_said("latest", (e for e in there if e.year == year), lang, year=year) for year in ends]


def _said(key: str, concerned: Iterable[Judgement], lang: str, **values: object) -> str:
    labels = [mid_sentence(each.indicator.short[lang]) for each in concerned]
    if not labels:
        return ""
    return sentence_case(
        text(f"sentences.lacking.{key}", lang, labels=listed(labels, lang), **values)
    )
