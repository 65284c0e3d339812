"""Which fields stand together in a form, and which are asked for first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fgte.dashboards.change_work.fields import Field, form_of
from fgte.journal.documents import MODELS, Kind

Sections = tuple[tuple[str, tuple[str, ...]], ...]

_SEVERAL: Mapping[Kind, Sections] = MappingProxyType(
    {
        Kind.INQUIRY: (
            ("start", ("title", "analysis_object", "observation", "question")),
            ("why", ("hypothesis", "whys", "current_state", "desired_state")),
            ("doing", ("activities",)),
            ("expected", ("expected",)),
            ("seen", ("traces", "analysis")),
            ("learnt", ("lesson", "spreading", "who_can_act", "next_follow_up", "links")),
        ),
        Kind.EXCHANGE: (
            ("start", ("title", "municipalities", "year", "development_area")),
            (
                "before",
                ("indicators", "participants", "soft_values", "preparation", "joint_training"),
            ),
            ("visits", ("visits",)),
            ("learnt", ("analysis", "efforts", "lesson", "next_follow_up", "links")),
        ),
        Kind.SUCCESS_FACTOR: (
            ("claim", ("claim", "explanation")),
            ("held", ("where_it_held", "where_it_did_not", "support")),
            ("standing", ("criteria", "standing", "links")),
        ),
        Kind.LEARNING_NETWORK: (
            ("start", ("title", "analysis_object", "purpose")),
            ("before", ("prepared_answers",)),
            ("members", ("members", "meetings")),
            ("home", ("carried_home",)),
            ("about", ("segregation", "anonymous")),
            ("learnt", ("analysis", "lesson", "next_follow_up", "links")),
        ),
        Kind.COMPETENCE_JOURNEY: (
            ("start", ("title", "purposes", "goals")),
            ("who", ("begins", "ends", "participants")),
            ("evaluated", ("evaluations",)),
            (
                "learnt",
                ("lessons_day", "lessons_who", "lesson", "next_follow_up", "followed_up", "links"),
            ),
        ),
        Kind.RESEARCH_QUESTION: (
            ("start", ("title", "question", "formed")),
            ("why", ("observation", "matters", "indicators", "soft_values")),
            ("studied", ("studies", "links", "next_follow_up")),
            ("known", ("known", "laid_aside")),
        ),
    }
)


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Every field of a kind's form."""
    return form_of(MODELS[kind])


def sections_of(kind: Kind) -> Sections:
    """The sections of a kind's form with their fields; the first one is asked for first."""
    return _SEVERAL.get(kind) or (("all", tuple(each.name for each in fields_of(kind))),)


def first_fields(kind: Kind) -> tuple[Field, ...]:
    """What a new entry is asked for; the rest can come later."""
    _, names = sections_of(kind)[0]
    return tuple(each for each in fields_of(kind) if each.name in names)


def comes_later(kind: Kind) -> bool:
    """Whether there is more to fill in than what a new entry is asked for."""
    return len(sections_of(kind)) > 1
