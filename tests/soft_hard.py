"""Soft values and hard traces for tests: rounds, figures and links that nobody has answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from fgte.catalogue.instruments import RatedObject, instrument
from fgte.journal.documents import Expected, ExpectedTrace, Kind, stored_body
from fgte.journal.entries import Entry, Visibility
from fgte.judgement.instruments import judge_rounds
from fgte.judgement.results import Figure, Judgement
from fgte.judgement.soft_hard import collect_cases
from fgte.judgement.soft_hard_results import Case
from fgte.judgement.soft_links import SoftLink
from fgte.judgement.soft_series import SoftSeries, SoftUnit, of_instrument
from fgte.model import Localised, PupilsKind, Status
from fgte.sources.instruments.profile import GroupFigures, Rated, RoundProfile, Spread

PLACE = SoftUnit(RatedObject.MUNICIPALITY, "1384", "Kungsbacka")
ASKED = instrument("kollegialt_larande")


def a_round(
    day: str,
    mean: float | None,
    *,
    spread: float = 0.4,
    people: int = 20,
    who: str = "lärare",
    example: bool = False,
    unit: SoftUnit = PLACE,
) -> RoundProfile:
    """A round as it is kept; without a mean it is one of too few people."""
    known = mean is not None
    return RoundProfile(
        instrument=ASKED,
        rated=Rated(unit.kind, unit.id, unit.name, "1384"),
        date=date.fromisoformat(day),
        who=Localised(who, who),
        source="Kungsbacka kommun",
        terms="Fri användning",
        invited=30,
        incomplete=0,
        figures=(GroupFigures(None, people if known else None, mean, *_parts(mean)),),
        spread=Spread(spread, {}, None, None, None, None, None, None) if known else None,
        threshold=10,
        example=example,
    )


def _parts(mean: float | None) -> tuple[dict[str, float | None], dict[str, float | None]]:
    return {p.id: mean for p in ASKED.parts}, {i.id: mean for i in ASKED.scaled}


def soft(*rounds: RoundProfile) -> SoftSeries:
    """Rounds about one unit as a series."""
    [found] = judge_rounds(rounds)
    return of_instrument(found, shared=True)


def up() -> SoftSeries:
    """A clear rise from the school year 2017 to that of 2019."""
    return soft(a_round("2016-10-01", 2.0), a_round("2018-10-01", 3.0))


def figure(year: int, value: float | None, status: Status = Status.OK, **more: object) -> Figure:
    """A figure of a thousand pupils."""
    made = Figure(year, status, value, pupils=1000, pupils_kind=PupilsKind.EXACT)
    return replace(made, **more)


def hard(like: Judgement, figures: Mapping[int, float] | Sequence[Figure]) -> Judgement:
    """A judgement of an indicator as ``like`` has it, with figures of one's own."""
    series = (
        tuple(figure(year, value) for year, value in figures.items())
        if isinstance(figures, Mapping)
        else tuple(figures)
    )
    return replace(like, series=series, country=(), variation=None)


def entry(*, example: bool = False, visibility: str = "regional") -> Entry:
    """An exchange that links are written in."""
    said = {"title": "Utbytet", "municipalities": ["1384", "1383"], "year": 2017}
    moment = datetime(2017, 8, 1, tzinfo=UTC)
    return Entry(
        id="u-00000000",
        kind=Kind.EXCHANGE,
        owner="region",
        visibility=Visibility(visibility),
        deleted=False,
        example=example,
        current=1,
        created=moment,
        updated=moment,
        body=stored_body(Kind.EXCHANGE, said | {"development_area": "Läsning"}),
    )


def link(
    lag: int = 2,
    *,
    way: str = "higher",
    soft_way: Expected | None = None,
    asked_with: str = "kollegialt_larande",
    written: str = "2017-08-01",
    example: bool = False,
    visibility: str = "regional",
) -> SoftLink:
    """A soft value of 2017 with its trace in diplomas within three years ``lag`` years later."""
    trace = ExpectedTrace.model_validate(
        {"id": "t", "indicator": "examen_3ar", "direction": way, "first_year": 2017 + lag}
    )
    return SoftLink(
        entry=entry(example=example, visibility=visibility),
        name="Samtalen om undervisning",
        soft_id="samtal",
        instrument=asked_with,
        soft_way=soft_way,
        trace=trace,
        from_year=2017,
        written=date.fromisoformat(written),
    )


def case(of: SoftSeries | None, figures: Judgement | None, said: SoftLink | None = None) -> Case:
    """The one case of a link."""
    [found] = collect_cases(
        PLACE, [said or link()], lambda _: [of] if of else [], lambda *_: figures
    )
    return found
