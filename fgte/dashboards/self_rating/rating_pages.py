"""The pages of *Självskattning*: to read, to answer, and to open and close rounds."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.catalogue import Catalogue
from fgte.catalogue.instruments import Instrument
from fgte.dashboards.change_work.desk import Outcome
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.markup import safe
from fgte.dashboards.self_rating.answer_sheet import Sheet
from fgte.dashboards.self_rating.choosing import Chosen, controls
from fgte.dashboards.self_rating.opening_form import OpeningForm
from fgte.dashboards.self_rating.words import drawn, say_in
from fgte.present.markup import Html
from fgte.store.open_rounds import OpenRound

PIECES = ("profiles", "agreement", "rounds", "lacking", "sources")


def reading_page(
    chosen: Chosen,
    book: Catalogue,
    asked: Sequence[Instrument],
    being: Sequence[OpenRound],
    visit: Visit,
) -> Outcome:
    """What has been answered in one place with one instrument, each rated object by itself."""
    say, page = say_in(visit.lang), chosen.finding.page(visit.lang)
    made: dict[str, Html] = {name: getattr(page, name)() for name in PIECES}
    shown = PIECES if chosen.finding.rated else ()
    heading = say("read.heading", place=chosen.place.name)
    html = drawn(
        "read",
        visit.lang,
        visit=visit,
        heading=heading,
        chosen=chosen,
        controls=controls(chosen, book, asked, visit.lang),
        being=being,
        summary=safe(page.summary().source),
        pieces=[(name, safe(made[name].source)) for name in shown],
    )
    return Outcome(html, heading)


def answer_page(sheet: Sheet, visit: Visit, status: int = 200, note: str = "") -> Outcome:
    """The form to answer in; with what was typed and what is amiss where it could not be saved."""
    label = sheet.round.asked.label[visit.lang]
    told = status in (409, 422)
    html = drawn("answer", visit.lang, visit=visit, sheet=sheet, note=note, told=told, label=label)
    return Outcome(html, label, status)


def thanks_page(visit: Visit) -> Outcome:
    """An answer has been saved."""
    heading = say_in(visit.lang)("thanks.heading")
    return Outcome(drawn("thanks", visit.lang, visit=visit, kind="thanks"), heading)


def gone_page(visit: Visit) -> Outcome:
    """The round that was asked for takes no answers."""
    heading = say_in(visit.lang)("gone.heading")
    return Outcome(drawn("thanks", visit.lang, visit=visit, kind="gone"), heading, 404)


def rounds_page(
    mine: Sequence[OpenRound],
    form: OpeningForm,
    visit: Visit,
    *,
    few: int,
    note: str = "",
    status: int = 200,
) -> Outcome:
    """The open rounds of those who answer for them, and the form to open another.

    Of the answers only whether enough have come is told: the number could be read twice.
    """
    heading = say_in(visit.lang)("rounds.heading")
    rounds = [(each, len(each.box.held().answers) >= few) for each in mine]
    html = drawn(
        "rounds",
        visit.lang,
        visit=visit,
        rounds=rounds,
        form=form,
        few=few,
        note=note,
        faulty=status >= 400,
    )
    return Outcome(html, heading, status)


def codes_page(made: OpenRound, slips: Sequence[str], visit: Visit) -> Outcome:
    """The codes to hand out: shown once, and never again."""
    heading = say_in(visit.lang)("codes.heading")
    return Outcome(drawn("codes", visit.lang, visit=visit, made=made, slips=slips), heading)
