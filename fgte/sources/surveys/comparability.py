"""Whether two rounds of a survey may be read as one series, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fgte.model import Localised
from fgte.sources.surveys.description import Description, Question
from fgte.sources.surveys.wording import said

LOW_RESPONSE = 0.7
"""Below this share of answers the figures come with a caveat."""

RESPONSE_MOVED = 0.1
"""Response rates this far apart make a caveat of their own: others may have answered."""


@dataclass(frozen=True)
class Comparability:
    """Whether two rounds are comparable; the reasons if not, and what to mind in any case."""

    comparable: bool
    reasons: tuple[Localised, ...]
    caveats: tuple[Localised, ...] = ()


def comparable(
    first: Description, second: Description, *, question: str | None = None
) -> Comparability:
    """Tell whether two rounds measure the same thing, in the same way, among the same people.

    Instrument, the wording of the questions, scale and population must be the same. Few answers,
    or clearly more or fewer than last time, do not make rounds incomparable: they are caveats,
    and so are questions that came or went, and another time of the year.

    Parameters
    ----------
    first, second : Description
        The two rounds.
    question : str, optional
        The id of one question; without it, all that both rounds have are compared.
    """
    shared = _shared(first, second, question)
    reasons = (*_instrument(first, second, shared), *_population(first, second))
    caveats = (*_questions_changed(first, second, question), *_circumstances(first, second))
    return Comparability(not reasons, reasons, caveats)


def response_caveats(description: Description) -> tuple[Localised, ...]:
    """What to mind about how many answered one round."""
    rate = description.round.response_rate
    if rate is None:
        return (said("response_unknown", year=description.year),)
    if rate < LOW_RESPONSE:
        return (said("response_low", year=description.year, rate=_percent(rate)),)
    return ()


def _shared(
    first: Description, second: Description, question: str | None
) -> list[tuple[Question, Question]]:
    later = {each.id: each for each in second.questions}
    pairs = [(each, later[each.id]) for each in first.questions if each.id in later]
    return [pair for pair in pairs if question in (None, pair[0].id)]


def _instrument(
    first: Description, second: Description, shared: list[tuple[Question, Question]]
) -> Iterator[Localised]:
    if _plain(first.instrument) != _plain(second.instrument):
        yield said("other_instrument", first=first.instrument, second=second.instrument)
    if _plain(first.language) != _plain(second.language):
        yield said("other_language", first=first.language, second=second.language)
    if first.measure is not second.measure:
        yield said("other_measure")
    if not shared:
        yield said("no_shared_question")
    for one, other in shared:
        if _plain(one.wording.sv) != _plain(other.wording.sv):
            yield said("other_wording", question=one.id)
        if _scale(one) != _scale(other):
            yield said("other_scale", question=one.id)


def _scale(question: Question) -> tuple[object, ...]:
    """What of a scale shapes the answers; codes for missing do not."""
    scale = question.scale
    labels = tuple(map(_plain, scale.labels))
    return scale.low, scale.high, labels, scale.positive, bool(scale.no_opinion)


def _population(first: Description, second: Description) -> Iterator[Localised]:
    one, other = first.population, second.population
    if first.municipality != second.municipality:
        names = {"first": first.municipality, "second": second.municipality}
        yield said("other_municipality", **names)
    if _plain(one.who.sv) != _plain(other.who.sv):
        yield said("other_people", first=one.who, second=other.who)
    if _plain(one.school_form) != _plain(other.school_form):
        yield said("other_school_form", first=one.school_form, second=other.school_form)
    if sorted(map(_plain, one.grades)) != sorted(map(_plain, other.grades)):
        yield said("other_grades", first=", ".join(one.grades), second=", ".join(other.grades))


def _questions_changed(
    first: Description, second: Description, question: str | None
) -> Iterator[Localised]:
    earlier, later = ({each.id for each in of.questions} for of in (first, second))
    if question is None and earlier != later and earlier & later:
        yield said("questions_changed", n=len(earlier ^ later))


def _circumstances(first: Description, second: Description) -> Iterator[Localised]:
    yield from response_caveats(first)
    yield from response_caveats(second)
    before, after = first.round.response_rate, second.round.response_rate
    if before is not None and after is not None and round(abs(after - before), 6) >= RESPONSE_MOVED:
        yield said("response_moved", first=_percent(before), second=_percent(after))
    if _spring(first) != _spring(second):
        yield said("other_term")


def _spring(description: Description) -> bool:
    return description.round.date.month < 7


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _plain(words: str) -> str:
    """Words without what does not change a question: case, spaces, a final stop."""
    return re.sub(r"[\s.!:]+$", "", " ".join(words.split())).casefold()
