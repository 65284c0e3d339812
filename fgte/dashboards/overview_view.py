"""*Översikt*: where there is movement, what is new or revised, and what cannot be decided."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from fgte.api import Finding, Findings
from fgte.dashboards.choices import MUNICIPAL, Choices, Lists, query_of
from fgte.dashboards.findings import municipal_findings
from fgte.dashboards.markup import fill
from fgte.dashboards.tiles import named
from fgte.model import Municipality, Stage
from fgte.present.counts import rest_of
from fgte.present.gate_words import municipal_signals, unnamed_stages
from fgte.present.labels import listed, stage_label, verdict_label
from fgte.present.movement_words import MOVED
from fgte.present.narrative import against_sentence, movement_sentence
from fgte.present.numbers import years
from fgte.present.revisions import revised_lines
from fgte.store import Store


@dataclass(frozen=True)
class Line:
    """One thing to know, with the verdict it rests on and the way to the whole of it."""

    sentence: str
    verdict: str
    link: str


@dataclass(frozen=True)
class Place:
    """What there is to know of one municipality's own development."""

    name: str
    slug: str
    link: str
    own: tuple[Line, ...]
    stages: tuple[str, ...]
    beside: tuple[Line, ...]
    watched: tuple[str, ...]
    rest: tuple[str, ...]
    newest: str
    revised: tuple[str, ...]


def overview_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """The municipalities in code order, each against its own past and the country's movement."""
    places = [
        _place(each, municipal_findings(choices, each.id, store, known.book), choices, lang)
        for each in known.book.members
    ]
    return fill("overview_page", lang, places=places, short=_short(places, lang))


def _short(places: list[Place], lang: str) -> list[str]:
    """In which municipalities something moves, in which nothing can be shown to; in code order."""
    kinds = {
        "moving": [each for each in places if each.own or each.stages],
        "moving_beside": [each for each in places if each.beside],
        "still": [each for each in places if not (each.own or each.stages or each.beside)],
        "revised_in": [each for each in places if each.revised],
    }
    return [
        named(f"overview.{key}", lang, places=listed([each.name for each in those], lang))
        for key, those in kinds.items()
        if those
    ]


def _place(place: Municipality, found: Findings, choices: Choices, lang: str) -> Place:
    return Place(
        name=place.name,
        slug=place.slug,
        link=_link(place, choices),
        own=tuple(_own(e, place, choices, lang) for e in found if e.verdict in MOVED),
        stages=tuple(unnamed_stages(found.panel, found, lang)),
        beside=tuple(
            _beside(e, place, choices, lang) for e in found if e.against_riket.verdict in MOVED
        ),
        watched=tuple(municipal_signals(found, lang)),
        rest=tuple(line for line in rest_of(found.whole, lang) if line),
        newest=_newest(found, lang),
        revised=tuple(revised_lines(found, lang)),
    )


def _own(found: Finding, place: Municipality, choices: Choices, lang: str) -> Line:
    label = verdict_label(found.verdict, lang)
    return Line(movement_sentence(found, lang), label, _to(found, place, choices))


def _beside(found: Finding, place: Municipality, choices: Choices, lang: str) -> Line:
    label = verdict_label(found.against_riket.verdict, lang)
    return Line(against_sentence(found, lang), label, _to(found, place, choices))


def _newest(found: Findings, lang: str) -> str:
    """How far each stage's figures go, on one line."""
    said = []
    for stage in Stage:
        ends = sorted({e.year for e in found if e.indicator.stage is stage and e.year})
        if ends:
            when = years(ends[0], ends[-1])
            said.append(named("overview.stage", lang, stage=stage_label(stage, lang), years=when))
    return " · ".join(said)


def _to(found: Finding, place: Municipality, choices: Choices) -> str:
    return _link(place, choices, oppen=found.indicator.id)


def _link(place: Municipality, choices: Choices, **more: str) -> str:
    chosen = Choices(MUNICIPAL, place.id, choices.sex, None, choices.first_year, choices.last_year)
    return f"{MUNICIPAL}?{query_of(chosen, **more)}"
