"""*Översikt*: where there is movement, what is new or revised, and what cannot be decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from fgte.api import Finding, Findings
from fgte.dashboards.brief import Line, brief
from fgte.dashboards.choices import MUNICIPAL, Choices, Lists, query_of
from fgte.dashboards.findings import municipal_findings
from fgte.dashboards.markup import fill, safe
from fgte.dashboards.tiles import named
from fgte.model import Municipality
from fgte.present.counts import rest_of
from fgte.present.gate_words import municipal_signals, unnamed_stages
from fgte.present.labels import verdict_label
from fgte.present.movement_words import MOVED
from fgte.present.narrative import against_sentence, movement_sentence
from fgte.present.revisions import revised_lines
from fgte.store import Store

TRACES = "<!-- expected traces -->"
"""Where the expected traces go: they follow from the day, the view from the store alone."""


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
    revised: tuple[str, ...]


def overview_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """The municipalities in code order, each against its own past and the country's movement."""
    found = [
        (each, municipal_findings(choices, each.id, store, known.book))
        for each in known.book.members
    ]
    places = [_place(each, judged, choices, lang) for each, judged in found]
    moves = {
        each.id: [*place.own, *map(Line, place.stages), *place.beside]
        for (each, _), place in zip(found, places, strict=True)
    }
    moves = {
        each.id: [replace(line, place=each.name) for line in moves[each.id]] for each, _ in found
    }
    revised = [
        named("overview.revised", lang, place=place.name, said=line)
        for place in places
        for line in place.revised
    ]
    return fill(
        "overview_page",
        lang,
        places=places,
        brief=brief(found, moves, revised, store.origins.values(), lang),
        traces=safe(TRACES),
    )


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
        revised=tuple(revised_lines(found, lang)),
    )


def _own(found: Finding, place: Municipality, choices: Choices, lang: str) -> Line:
    label = verdict_label(found.verdict, lang)
    return Line(movement_sentence(found, lang), label, _to(found, place, choices))


def _beside(found: Finding, place: Municipality, choices: Choices, lang: str) -> Line:
    label = verdict_label(found.against_riket.verdict, lang)
    return Line(against_sentence(found, lang), label, _to(found, place, choices))


def _to(found: Finding, place: Municipality, choices: Choices) -> str:
    """The indicator opened on the municipality's own page, which begins at its card."""
    return f"{_link(place, choices, oppen=found.indicator.id)}#tile-{found.indicator.id}"


def _link(place: Municipality, choices: Choices, **more: str) -> str:
    chosen = Choices(MUNICIPAL, place.id, choices.sex, None, choices.first_year, choices.last_year)
    return f"{MUNICIPAL}?{query_of(chosen, **more)}"
