"""The check against similar municipalities in words: more than chance and the usual spread, or not.

Never how far, never who: a count where several municipalities are told of together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgte.judgement import Judgement
from fgte.judgement.similar_check import SimilarCheck
from fgte.present.gap_windows import lack_words
from fgte.present.labels import listed, mid_sentence
from fgte.present.numbers import years
from fgte.texts import text

Checks = Mapping[str, SimilarCheck]
"""A check by indicator id."""


def check_sentence(found: SimilarCheck, lang: str = "sv") -> str:
    """Whether the difference is more than chance and the usual spread, or why that is not said."""
    if found.beyond is None:
        return _word("lacking", lang, lack=lack_words(found.lack, lang))
    peers = _word("kolada" if found.group else "own", lang)
    return _word("beyond" if found.beyond else "within", lang, peers=peers, year=found.year)


def set_sentences(checks: Checks, lang: str = "sv") -> list[str]:
    """Which municipalities are called similar, and what kind of check it is; once for a page."""
    made = [each for each in checks.values() if each.beyond is not None]
    groups = dict.fromkeys(_word("group", lang, title=each.group) for each in made if each.group)
    said = [_word("set_kolada", lang, groups=listed(list(groups), lang))] if groups else []
    if any(not each.group for each in made):
        said.append(_word("set_own", lang))
    return [*said, _word("basis", lang)] if made else []


def check_summary(judged: Sequence[Judgement], checks: Checks, lang: str = "sv") -> list[str]:
    """Which differences are larger than usual, in the collaboration's order; else that none is."""
    made = [each for each in judged if _beyond(checks, each) is not None]
    names = {each.indicator.id: mid_sentence(each.indicator.short[lang]) for each in made}
    larger = [names[each.indicator.id] for each in made if _beyond(checks, each)]
    if larger:
        rest = [_word("summary_rest", lang)] if len(larger) < len(made) else []
        said = _word("summary_beyond", lang, labels=listed(larger, lang))
        return [" ".join([said, *rest])]
    return [_word("summary_within", lang, n=len(made))] if made else []


def region_check_sentence(checks: Sequence[SimilarCheck], lang: str = "sv") -> str:
    """In how many municipalities the difference is no larger than usual; empty where none is."""
    made = [each for each in checks if each.beyond is not None and each.year is not None]
    if not made:
        return ""
    kinds = {bool(each.group) for each in made}
    key = "mixed" if len(kinds) > 1 else "kolada" if kinds == {True} else "own"
    when = sorted({each.year for each in made if each.year is not None})
    return _word(
        "region",
        lang,
        peers=_word(f"regional_{key}", lang),
        years=years(when[0], when[-1]) if len(when) > 1 else when[0],
        n=sum(not each.beyond for each in made),
        all=len(made),
    )


def _beyond(checks: Checks, judged: Judgement) -> bool | None:
    found = checks.get(judged.indicator.id)
    return None if found is None else found.beyond


def _word(key: str, lang: str, **values: object) -> str:
    return text(f"gap.similar.{key}", lang, **values)
