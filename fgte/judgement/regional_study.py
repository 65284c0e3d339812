"""The municipalities together, judged whole: every indicator alone, then what may be said.

The region's stages are a family of their own. A stage is asked of through all the
included municipalities' series at once: whether they move one way together.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fgte.analysis.gatekeeping import ALPHA
from fgte.analysis.multiplicity import holm
from fgte.analysis.panel import StageTest, stage_test
from fgte.catalogue.national import open_national
from fgte.judgement.evidence import block_of
from fgte.judgement.gates import Panel
from fgte.judgement.lines import Line
from fgte.judgement.memory import remembered
from fgte.judgement.panel import NOT_ASKED, Answers, Asked, ask, beneath, family_beneath, gated
from fgte.judgement.region_pattern import gated_pattern
from fgte.judgement.regional import (
    common_against_column,
    common_column,
    judge_region_alone,
    municipal_columns,
)
from fgte.judgement.regional_results import Heterogeneity, RegionalJudgement
from fgte.judgement.study import judge, study_key
from fgte.model import Sex, Stage, Variant

Places = Sequence[Sequence[Line]]
"""For each municipality, in code order, its lines as they are usually read."""

_SEXES = (Sex.GIRLS, Sex.BOYS)

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class RegionStudy:
    """The region's indicators judged one by one, and what the panel makes of them.

    ``differences`` holds the p-values, adjusted among the indicators, of the
    municipalities moving in different ways, and ``unlikes`` of their being more unlike
    than the country's municipalities usually are.
    """

    alone: Mapping[str, RegionalJudgement]
    answers: Answers
    against: Mapping[str, float]
    differences: Mapping[str, float]
    unlikes: Mapping[str, float]

    @property
    def panel(self) -> Panel:
        return self.answers.panel


def judge_region(indicator: str, places: Places, *, sex: Sex) -> RegionalJudgement:
    """What the municipalities say together of one indicator, as far as the panel allows."""
    study = region_study_for(places)
    if sex is Sex.ALL:
        own, against = _adjusted(indicator, study)
        found = _through(study.alone[indicator], study, own, against)
        return _differing(
            found, _difference(indicator, study), study.unlikes.get(indicator, NOT_ASKED)
        )
    return _one_sex(indicator, places, sex, study)


def region_study_for(places: Places) -> RegionStudy:
    """The study of these municipalities together, worked out once for each open store."""
    key = ("region", *(study_key(lines) for lines in places))
    return remembered(places[0][0].store, key, lambda: region_study_of(places))


def region_study_of(places: Places) -> RegionStudy:
    """Judge every indicator alone, then ask in order what may be said."""
    alone = {line.indicator.id: _alone(line.indicator.id, places, Sex.ALL) for line in places[0]}
    asked = [_asked(each) for each in alone.values()]
    answers = ask(asked, _tests(list(alone.values())))
    tested = {id: e.heterogeneity.p_value for id, e in alone.items() if e.heterogeneity}
    return RegionStudy(
        alone=alone,
        answers=answers,
        against=beneath(answers.gates, {each.id: each.against for each in asked}),
        differences=_among(tested),
        unlikes=_among(_unlike(alone)),
    )


def _among(p_values: Mapping[Name, float]) -> dict[Name, float]:
    """The p-values adjusted among one another, by Holm."""
    return dict(zip(p_values, map(float, holm(list(p_values.values()))), strict=True))


def _unlike(alone: Mapping[Name, RegionalJudgement]) -> dict[Name, float]:
    """How often municipalities would be so unlike, where that could be asked."""
    found = {name: each.pattern.unlike_p for name, each in alone.items()}
    return {name: p_value for name, p_value in found.items() if p_value is not None}


def _alone(indicator: str, places: Places, sex: Sex) -> RegionalJudgement:
    lines = [next(e for e in usual if e.indicator.id == indicator) for usual in places]
    judged = [
        judge(replace(line, sex=sex), usual) for line, usual in zip(lines, places, strict=True)
    ]
    settings = lines[0].store.settings
    return judge_region_alone(
        lines[0].indicator,
        judged,
        sex=sex,
        variant=Variant.KOMMUNAL,
        national=open_national(settings).slopes.get((indicator, sex.value)),
    )


def _asked(region: RegionalJudgement) -> Asked:
    stage = region.indicator.stage
    own, against = common_column(region), common_against_column(region)
    return Asked(region.indicator.id, stage, own, against, gap={})


def _tests(alone: Sequence[RegionalJudgement]) -> dict[Stage | None, StageTest]:
    """Whether the municipalities' series of each stage move one way together."""
    columns: dict[Stage | None, list[Mapping[int, tuple[float, float]]]] = {}
    for each in alone:
        columns.setdefault(each.indicator.stage, []).extend(municipal_columns(each))
    blocks = {stage: block_of(found) for stage, found in columns.items() if found}
    return {stage: stage_test(block.low, directed=True) for stage, block in blocks.items()}


def _adjusted(indicator: str, study: RegionStudy) -> tuple[float, float]:
    gate = study.answers.gates.get(indicator)
    return gate.adjusted if gate else NOT_ASKED, study.against.get(indicator, NOT_ASKED)


def _difference(indicator: str, study: RegionStudy) -> float:
    return study.differences.get(indicator, NOT_ASKED)


def _one_sex(indicator: str, places: Places, sex: Sex, study: RegionStudy) -> RegionalJudgement:
    """Girls or boys in the municipalities together: asked of below their indicator."""
    alone = {each: _alone(indicator, places, each) for each in _SEXES}
    trends = {each: found.common.trend for each, found in alone.items()}
    parent, _ = _adjusted(indicator, study)
    own = family_beneath(parent, {e: trend.p_value for e, trend in trends.items() if trend})
    tested = {e: found.heterogeneity for e, found in alone.items() if found.heterogeneity}
    differing = family_beneath(
        _difference(indicator, study), {each: test.p_value for each, test in tested.items()}
    )
    beside, allowed = alone[sex].common_against_riket.trend, own.get(sex, NOT_ASKED)
    against = max(allowed, beside.p_value) if beside and allowed <= ALPHA else NOT_ASKED
    unlike = family_beneath(study.unlikes.get(indicator, NOT_ASKED), _unlike(alone))
    found = _through(alone[sex], study, allowed, against)
    return _differing(found, differing.get(sex, NOT_ASKED), unlike.get(sex, NOT_ASKED))


def _differing(found: RegionalJudgement, differing: float, unlike: float) -> RegionalJudgement:
    """What is said of the municipalities' being unlike one another, two ways of asking it."""
    asked = found.pattern.unlike_p is not None
    pattern = replace(found.pattern, adjusted=unlike if asked else None)
    heterogeneity = _heterogeneity(found.heterogeneity, differing)
    return replace(found, heterogeneity=heterogeneity, pattern=pattern)


def _through(
    region: RegionalJudgement, study: RegionStudy, own: float, against: float
) -> RegionalJudgement:
    """The judgement with the verdicts that its gates allow."""
    gate = study.answers.gates.get(region.indicator.id)
    return replace(
        region,
        common=gated(region.common, own),
        common_against_riket=gated(region.common_against_riket, against),
        pattern=gated_pattern(region.pattern, own),
        gate=replace(gate, adjusted=own, opened=own <= ALPHA) if gate else None,
    )


def _heterogeneity(found: Heterogeneity | None, adjusted: float) -> Heterogeneity | None:
    if found is None:
        return None
    return replace(found, adjusted=adjusted, differs=adjusted <= ALPHA)
