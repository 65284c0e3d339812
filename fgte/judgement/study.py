"""One municipality judged whole: every indicator alone, then what the panel lets be said."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fgte.analysis.gatekeeping import ALPHA
from fgte.judgement.evidence import against_column, gap_column, own_column
from fgte.judgement.figures import break_years
from fgte.judgement.gates import Panel
from fgte.judgement.lines import Line, with_choice
from fgte.judgement.memory import remembered
from fgte.judgement.movement import movement_of, stretches_of
from fgte.judgement.municipal import judge_alone
from fgte.judgement.panel import (
    MOVED,
    NOT_ASKED,
    Answers,
    Asked,
    ask,
    beneath,
    family_beneath,
    gated,
    gated_gap,
)
from fgte.judgement.results import Judgement, Part, Revision, Trend
from fgte.judgement.revisions import figures_before
from fgte.model import Sex, Verdict

_SEXES = (Sex.GIRLS, Sex.BOYS)

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Study:
    """A municipality's indicators judged one by one, and what the panel makes of them.

    ``sexes`` holds the adjusted p-values of girls and boys below each open indicator.
    """

    alone: Mapping[str, Judgement]
    asked: tuple[Asked, ...]
    answers: Answers
    against: Mapping[str, float]
    gaps: Mapping[str, float]
    sexes: Mapping[str, Mapping[Sex, float]]

    @property
    def panel(self) -> Panel:
        return self.answers.panel


def judge(line: Line, usual: Sequence[Line]) -> Judgement:
    """Judge one line, with the verdicts that its municipality's panel allows.

    Parameters
    ----------
    line
        What is asked for.
    usual
        The municipality's lines as they are usually read; the panel is asked of them,
        with the line's own choice of variant and series in its place.
    """
    study = study_for(line, usual)
    if line.sex is Sex.ALL:
        return _whole(study.alone[line.indicator.id], study, line)
    return _one_sex(judge_alone(line), study, line)


def study_for(line: Line, usual: Sequence[Line]) -> Study:
    """The study that a line belongs to, worked out once for each open store."""
    lines = with_choice(line, usual)
    return remembered(line.store, study_key(lines), lambda: study_of(lines))


def study_key(lines: Sequence[Line]) -> tuple[Hashable, ...]:
    """What tells one study of a store from another."""
    first = lines[0]
    choices = tuple((each.indicator.id, each.variant, each.series.id) for each in lines)
    return first.municipality.id, first.years, first.school_unit, choices


def study_of(lines: Sequence[Line]) -> Study:
    """Judge every line alone, then ask in order what may be said."""
    alone = {line.indicator.id: judge_alone(line) for line in lines}
    asked = tuple(_asked(each) for each in alone.values())
    answers = ask(asked)
    gates = answers.gates
    return Study(
        alone=alone,
        asked=asked,
        answers=answers,
        against=beneath(gates, {each.id: each.against for each in asked}),
        gaps=beneath(gates, {each.id: each.gap for each in asked}),
        sexes={
            line.indicator.id: _sexes_beneath(line, gates[line.indicator.id].adjusted)
            for line in lines
            if line.indicator.id in gates and gates[line.indicator.id].opened
        },
    )


def _asked(judged: Judgement) -> Asked:
    return Asked(
        id=judged.indicator.id,
        stage=judged.indicator.stage,
        own=own_column(judged),
        against=against_column(judged),
        gap=gap_column(judged),
    )


def _sexes_beneath(line: Line, parent: float) -> dict[Sex, float]:
    """Girls and boys as a family of two, each judged over its own comparable years."""
    return family_beneath(parent, _p_values({sex: _trend(line, sex) for sex in _SEXES}))


def _trend(line: Line, sex: Sex) -> Trend | None:
    breaks = break_years(line.indicator, line.variant)
    return movement_of(stretches_of(line.figures(sex=sex), breaks), line.indicator).trend


def _p_values(trends: Mapping[Name, Trend | None]) -> dict[Name, float]:
    return {name: trend.p_value for name, trend in trends.items() if trend is not None}


def _whole(judged: Judgement, study: Study, line: Line) -> Judgement:
    """All pupils: the own movement and what lies below it, through their gates."""
    id = judged.indicator.id
    gate = study.answers.gates.get(id)
    own = gate.adjusted if gate else NOT_ASKED
    return replace(
        judged,
        movement=gated(judged.movement, own),
        against_riket=gated(judged.against_riket, study.against.get(id, NOT_ASKED)),
        gap=replace(judged.gap, sexes=gated_gap(judged.gap.sexes, study.gaps.get(id, NOT_ASKED))),
        parts=_parts(judged.parts, own),
        revisions=tuple(_revision(each, judged, study, line) for each in judged.revisions),
        gate=gate,
    )


def _one_sex(judged: Judgement, study: Study, line: Line) -> Judgement:
    """Girls or boys: asked of below their indicator, and the country below that."""
    id = judged.indicator.id
    gate = study.answers.gates.get(id)
    own = study.sexes.get(id, {}).get(line.sex, NOT_ASKED)
    beside = judged.against_riket.trend
    against = max(own, beside.p_value) if beside and own <= ALPHA else NOT_ASKED
    return replace(
        judged,
        movement=gated(judged.movement, own),
        against_riket=gated(judged.against_riket, against),
        parts=_parts(judged.parts, own),
        revisions=tuple(_through(each, own) for each in judged.revisions),
        gate=replace(gate, adjusted=own, opened=own <= ALPHA) if gate else None,
    )


def _parts(parts: Sequence[Part], parent: float) -> tuple[Part, ...]:
    """The indicator's other series, a family of their own below it."""
    trends = {each.series.id: each.movement.trend for each in parts}
    allowed = family_beneath(parent, _p_values(trends))
    return tuple(
        replace(each, movement=gated(each.movement, allowed.get(each.series.id, NOT_ASKED)))
        for each in parts
    )


def _revision(revision: Revision, judged: Judgement, study: Study, line: Line) -> Revision:
    """What would have been said without the revision, asked of in the same order."""
    if revision.verdict_before not in MOVED:
        return revision
    before = figures_before(judged.series, revision)
    breaks = break_years(line.indicator, line.variant)
    movement = movement_of(stretches_of(before, breaks), line.indicator)
    id = judged.indicator.id
    own = own_column(replace(judged, series=before, movement=movement))
    asked = [replace(each, own=own) if each.id == id else each for each in study.asked]
    return _through(revision, ask(asked).gates[id].adjusted)


def _through(revision: Revision, adjusted: float) -> Revision:
    """The verdict before a revision, unless its gate is shut."""
    if revision.verdict_before not in MOVED or adjusted <= ALPHA:
        return revision
    return replace(revision, verdict_before=Verdict.CANNOT_BE_DECIDED)
