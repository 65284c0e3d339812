"""How unevenly pupils are spread over schools, in words: the index, and what chance alone gives."""

from __future__ import annotations

from fgte.analysis.equity import Segregation
from fgte.judgement.background_spread import BackgroundSpread
from fgte.judgement.lacks import Lack
from fgte.present.gap_windows import lack_words
from fgte.present.numbers import decimal
from fgte.texts import text


def background_sentences(found: BackgroundSpread, lang: str = "sv") -> tuple[str, ...]:
    """What the spread is, what chance gives, and what it cannot tell; or why there is nothing."""
    measures = (found.dissimilarity, found.information, found.mutual)
    d, h, m = measures
    if d is None or h is None or m is None:
        none = found.lack is Lack.NOT_FETCHED
        said = text("gap.background.none", lang) if none else lack_words(found.lack, lang)
        return (said, text("gap.background.how", lang))
    values = {"year": found.year, "schools": found.schools}
    told = text("gap.background.told", lang, **values, index=_percent(d.index, lang))
    chance = text(
        "gap.background.chance", lang, chance=_percent(d.by_chance, lang), left=_left(d, lang)
    )
    other = text(
        "gap.background.other",
        lang,
        h=decimal(h.index, 3, lang),
        h_chance=decimal(h.by_chance, 3, lang),
        m=decimal(m.index, 3, lang),
        m_chance=decimal(m.by_chance, 3, lang),
    )
    hidden = (text("gap.background.hidden", lang, n=found.hidden),) if found.hidden else ()
    closing = (text(f"gap.background.{key}", lang) for key in ("meaning", "limits", "source"))
    return (told, chance, other, *hidden, *closing)


def _left(found: Segregation, lang: str) -> str:
    """The index less chance; none left where it is no larger than chance makes it."""
    if found.corrected is None or found.corrected <= 0:
        return text("gap.background.none_left", lang)
    return text("gap.background.left", lang, value=_percent(found.corrected, lang))


def _percent(share: float, lang: str) -> str:
    return decimal(100 * share, 0, lang)
