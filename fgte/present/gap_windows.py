"""The windows on the gap, in words: each on its own, never merged, with what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fgte.judgement import Judgement
from fgte.judgement.between_schools import BetweenSchools, SchoolSpread
from fgte.judgement.cohort_path import CohortPath, CohortStep
from fgte.judgement.expected_value import ExpectedValue, ExpectedYear
from fgte.judgement.lacks import Lack
from fgte.judgement.newcomers import NewcomerYear, WithAndWithout
from fgte.judgement.published_deviation import PublishedDeviation
from fgte.judgement.results import Figure
from fgte.model import RecordKind, Stage, Unit
from fgte.present.amounts import amount
from fgte.present.labels import listed, mid_sentence, sentence_case, status_label
from fgte.present.numbers import (
    change_interval,
    change_with_unit,
    decimal,
    interval,
    range_with_unit,
    with_unit,
)
from fgte.present.tabular import DataTable
from fgte.texts import text

_CHANGE = {Unit.PERCENT: Unit.PERCENTAGE_POINTS}


def lack_words(lack: Lack | None, lang: str = "sv") -> str:
    """Why there is nothing to show, as a sentence."""
    return text(f"gap.lack.{lack or Lack.NO_FIGURE}", lang)


def deviation_sentences(found: PublishedDeviation, lang: str = "sv") -> tuple[str, ...]:
    """The published deviation, when its model changed, and what it cannot say."""
    now = found.latest
    if found.lack or found.measure is None or now is None or now.value is None:
        return (lack_words(found.lack, lang),)
    value = change_with_unit(now.value, found.measure.unit, lang)
    told = text("gap.deviation.told", lang, value=value, year=now.year)
    breaks = [str(each.year) for each in found.records if each.kind is RecordKind.BREAK]
    changed = (text("gap.deviation.models", lang, years=_listed(breaks, lang)),) if breaks else ()
    return (told, *changed, *(each[lang] for each in found.caveats))


def deviation_summary(judged: Sequence[Judgement], lang: str = "sv") -> list[str]:
    """Which results lie above, below or within what chance leaves the own expected value."""
    of: dict[str, list[str]] = {key: [] for key in ("above", "below", "within", "unsure")}
    for each in judged:
        if each.gap.expected.latest is not None:
            of[_beside(each.gap.expected.latest)].append(each.indicator.short[lang])
    said = [
        text(
            f"gap.equity.expected_{key}", lang, labels=listed(list(map(mid_sentence, names)), lang)
        )
        for key, names in of.items()
        if names
    ]
    return [" ".join(said)] if said else []


def _beside(now: ExpectedYear) -> str:
    if now.room is None:
        return "unsure"
    if now.room.low > 0:
        return "above"
    return "below" if now.room.high < 0 else "within"


def expected_sentences(found: ExpectedValue, unit: Unit, lang: str = "sv") -> tuple[str, ...]:
    """What usually goes with the background, how far the result lies from it, and the limits."""
    now = found.latest
    if now is None:
        return (lack_words(found.lack, lang),)
    return (*_expected(now, unit, lang), text("gap.expected.limits", lang))


def _expected(now: ExpectedYear, unit: Unit, lang: str) -> Iterator[str]:
    change = _CHANGE.get(unit, unit)
    values = {"year": now.year, "expected": with_unit(now.expected or 0.0, unit, lang)}
    if now.room:
        values["room"] = change_interval(now.room.low, now.room.high, change, lang)
    if now.deviation is None or now.figure is None or now.figure.value is None:
        yield text("gap.expected.ranged", lang, **{"room": "", **values})
    else:
        values["figure"] = with_unit(now.figure.value, unit, lang)
        values["deviation"] = change_with_unit(now.deviation, change, lang)
        yield text(f"gap.expected.{'told' if now.room else 'plain'}", lang, **values)
    if now.shrunken is not None:
        drawn_in = change_with_unit(now.shrunken, change, lang)
        yield text("gap.expected.drawn_in", lang, shrunken=drawn_in)
    if now.usual:
        usual = range_with_unit(now.usual.low, now.usual.high, unit, lang)
        yield text("gap.expected.usual", lang, usual=usual)
    share = decimal(100 * max(now.out_of_sample_r2 or 0.0, 0.0), 0, lang)
    yield text("gap.expected.basis", lang, n=now.municipalities, share=share)


def cohort_sentences(path: CohortPath, lang: str = "sv") -> tuple[str, ...]:
    """Where the year group stood at each station, which links are missing, and the limits."""
    if path.lack is not None:
        return (lack_words(path.lack, lang),)
    places = place_words(path, lang)
    told = text("gap.cohort.told", lang, places=places)
    return (told, *_missing(path.steps, lang), text("gap.cohort.limits", lang))


def _way_to(stage: Stage | None, path: CohortPath, lang: str) -> str:
    """The year group's way as a card says it: with the link of its own stage, if missing."""
    told, *_ = cohort_sentences(path, lang)
    own = [each for each in path.steps if each.indicator.stage == stage]
    unread = not any(each.position for each in own)
    return " ".join((told, *_missing(own[:1] if unread else (), lang)))


def school_sentences(found: BetweenSchools, unit: Unit, lang: str = "sv") -> tuple[str, ...]:
    """How much schools differ beyond chance, who is not included, and which meaning this is."""
    now = found.latest
    if now is None:
        return (lack_words(found.lack, lang),)
    change = _CHANGE.get(unit, unit)
    sd, ends = amount(now.sd_between, change, lang), (now.interval.low, now.interval.high)
    room = interval(*ends, unit, lang)
    values = {"year": now.year, "sd": sd, "interval": room, "schools": now.schools}
    share = decimal(100 * now.chance_share, 0, lang)
    return (
        text("gap.schools.told", lang, **values),
        text("gap.schools.chance", lang, share=share),
        _left_out(now, lang),
        text("gap.schools.meaning", lang),
        text("gap.schools.limits", lang),
    )


def _left_out(now: SchoolSpread, lang: str) -> str:
    if not now.hidden and not now.too_small:
        return text("gap.schools.none_left_out", lang)
    return text("gap.schools.left_out", lang, hidden=now.hidden, too_small=now.too_small)


def place_words(path: CohortPath, lang: str = "sv") -> str:
    """Where a year group stood at each station that can be read, like ones in a row together."""
    runs = [(word, list(steps)) for word, steps in groupby(path.readable, key=_side)]
    said = [
        text(f"gap.cohort.{word}", lang, places=_listed([_station(e, lang) for e in steps], lang))
        for word, steps in runs
    ]
    plain = len(runs) == len(path.readable)
    return _listed(said, lang) if plain else text("gap.cohort.then", lang).join(said)


def _labels(labels: Sequence[str], lang: str) -> str:
    return listed([labels[0], *map(mid_sentence, labels[1:])], lang)


def _side(step: CohortStep) -> str:
    """The word for where a step stands beside the country, its interval considered."""
    position = step.position
    low, high = (position.low, position.high) if position else (None, None)
    if low is not None and low > 0:
        return "above"
    if high is not None and high < 0:
        return "below"
    return "unsure" if low is None or high is None else "level"


def _missing(steps: Sequence[CohortStep], lang: str) -> Iterator[str]:
    """The stations that cannot be read, those with the same reason together."""
    of: dict[str, list[str]] = {}
    for step in steps:
        if step.position is None:
            why = step.reason[lang] if step.reason else lack_words(step.lack, lang)
            of.setdefault(why, []).append(_station(step, lang))
    for why, stations in of.items():
        places = sentence_case(_listed(stations, lang))
        yield text("gap.cohort.missing", lang, places=places, lack=why)


def _station(step: CohortStep, lang: str) -> str:
    station = text(f"gap.station.{step.indicator.id}", lang)
    return text("gap.cohort.place", lang, station=station, year=step.year)


def _listed(words: list[str], lang: str) -> str:
    if len(words) < 2:
        return "".join(words)
    comma, last = text("gap.cohort.comma", lang), text("gap.cohort.and", lang)
    return f"{comma.join(words[:-1])}{last}{words[-1]}"


def newcomer_sentence(found: WithAndWithout, lang: str = "sv") -> str:
    """The latest year with and without newly arrived pupils, or why there is none."""
    now, unit = found.latest, found.indicator.unit
    label = found.indicator.short[lang]
    if now is None or now.everyone.value is None or now.without.value is None:
        return newcomer_lacks([found], lang)[0]
    change = _CHANGE.get(unit, unit)
    return text(
        "gap.newcomers.told",
        lang,
        label=label,
        year=now.year,
        everyone=with_unit(now.everyone.value, unit, lang),
        without=with_unit(now.without.value, unit, lang),
        difference=change_with_unit(now.difference or 0.0, change, lang),
    )


def newcomer_lacks(found: Sequence[WithAndWithout], lang: str = "sv") -> list[str]:
    """What cannot be told both ways, those with the same reason together."""
    of: dict[Lack | None, list[str]] = {}
    for each in found:
        if each.latest is None:
            of.setdefault(each.lack, []).append(each.indicator.short[lang])
    return [
        text(
            "gap.newcomers.lacking", lang, label=_labels(labels, lang), lack=lack_words(lack, lang)
        )
        for lack, labels in of.items()
    ]


def newcomer_table(found: WithAndWithout, lang: str = "sv") -> DataTable:
    """Every year in which both are published; a year that cannot be read says so."""
    heads = (text(f"gap.newcomers.{key}", lang) for key in ("year", "everyone", "without", "step"))
    return DataTable(tuple(heads), tuple(_newcomer_row(e, found, lang) for e in found.years))


def _newcomer_row(each: NewcomerYear, found: WithAndWithout, lang: str) -> tuple[str, ...]:
    unit = found.indicator.unit
    levels = (_level(figure, unit, lang) for figure in (each.everyone, each.without))
    step = text("gap.newcomers.not_compared", lang)
    if each.difference is not None:
        step = change_with_unit(each.difference, _CHANGE.get(unit, unit), lang)
    return (str(each.year), *levels, step)


def _level(figure: Figure, unit: Unit, lang: str) -> str:
    if figure.value is not None:
        return with_unit(figure.value, unit, lang)
    if figure.interval is not None:
        return range_with_unit(figure.interval.low, figure.interval.high, unit, lang)
    return status_label(figure.status, lang)


def window_lines(judged: Judgement, lang: str = "sv") -> list[str]:
    """The windows that have anything to show of a judgement, a line each.

    Girls and boys have a place of their own on a card; `none_measures` is said once where they
    stand.
    """
    gap, unit = judged.gap, judged.indicator.unit
    said = [
        (gap.expected.lack, "own", expected_sentences(gap.expected, unit, lang)[0]),
        (
            gap.published_deviation.lack,
            "published",
            deviation_sentences(gap.published_deviation, lang)[0],
        ),
        (gap.cohort.lack, "way", _way_to(judged.indicator.stage, gap.cohort, lang)),
    ]
    return [
        f"{text(f'gap.equity.{key}', lang)} {words}" for lack, key, words in said if lack is None
    ]


def none_measures(lang: str = "sv") -> str:
    """That no figure measures the distance the windows look at."""
    return text("gap.equity.average", lang)
