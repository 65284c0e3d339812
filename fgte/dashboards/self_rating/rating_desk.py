"""The one place where a round is answered, opened and closed from a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fgte.catalogue import open_catalogue
from fgte.catalogue.instruments import Instrument, instruments
from fgte.dashboards.change_work.desk import Outcome
from fgte.dashboards.change_work.drafts import own
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.self_rating.answer_sheet import Sheet, sheet_of
from fgte.dashboards.self_rating.opening_form import Opening, OpeningForm
from fgte.dashboards.self_rating.pace import OPEN_ANSWERS, WRONG_CODES, Pace
from fgte.dashboards.self_rating.rating_pages import (
    answer_page,
    codes_page,
    gone_page,
    rounds_page,
)
from fgte.dashboards.self_rating.words import say_in
from fgte.errors import FgteError
from fgte.journal.access import Person, may_write
from fgte.journal.entries import REGION
from fgte.settings import Settings
from fgte.sources.instruments.codes import new_codes
from fgte.store.answer_box import Put
from fgte.store.closing_rounds import close_round
from fgte.store.open_rounds import (
    OpenRound,
    open_round,
    round_being_answered,
    rounds_being_answered,
    throw_away,
)


class Paces:
    """How fast answers may come, for as long as a server runs."""

    def __init__(self) -> None:
        self.wrong, self.unasked = Pace(WRONG_CODES), Pace(OPEN_ANSWERS)


@dataclass(frozen=True)
class RatingDesk:
    """One visitor at the rounds of one home."""

    settings: Settings
    visit: Visit
    paces: Paces
    address: str = ""

    def sheet(self, id: str) -> Outcome:
        """The form to answer a round in."""
        try:
            asked = round_being_answered(self.settings, id)
        except FgteError:
            return gone_page(self.visit)
        return answer_page(sheet_of(asked, None, self.visit.lang), self.visit)

    def answer(self, posted: Posted, *, held: str = "") -> Outcome:
        """Put an answer in the round's box, or say at the field what is amiss.

        Parameters
        ----------
        posted
            The form as it was sent.
        held
            Why nothing is to be saved now; the form is then shown again as it was typed.
        """
        try:
            asked = round_being_answered(self.settings, own(posted, "round"))
        except FgteError:
            return gone_page(self.visit)
        sheet = sheet_of(asked, posted, self.visit.lang)
        if held:
            return answer_page(sheet_of(asked, posted, self.visit.lang), self.visit, 403, held)
        pace = self.paces.unasked if asked.codes is None else self.paces.wrong
        wait = pace.wait(self.address)
        if wait:
            note = self._say("answer.wait", minutes=(wait + 59) // 60)
            return answer_page(sheet, self.visit, 429, note)
        if sheet.faults:
            return answer_page(sheet, self.visit, 422)
        seal = sheet.seal if asked.codes is None else asked.codes.seal_of(sheet.typed_code)
        if seal is None:
            pace.note(self.address)
            return answer_page(sheet.amiss(self._say("answer.code_unknown")), self.visit, 422)
        return self._put(sheet, seal)

    def rounds(self, person: Person, *, note: str = "") -> Outcome:
        """The open rounds that a person answers for, and the form to open another."""
        return self._rounds(person, self._opening(person).form(None), note=note)

    def write(self, person: Person, posted: Posted) -> Outcome:
        """Open, close or throw away a round."""
        asked = own(posted, "do")
        if asked == "open":
            return self._open(person, posted)
        try:
            found = round_being_answered(self.settings, own(posted, "round"))
        except FgteError:
            return gone_page(self.visit)
        if not may_run(person, found):
            return Outcome(status=403, refused="not_yours")
        if asked == "discard" and own(posted, "confirm").strip() != found.id:
            wrong = self._say("rounds.confirm_wrong", id=found.id)
            return self._told(person, wrong, 422)
        try:
            return self._end(found, closing=asked == "close")
        except FgteError as error:
            return self._told(person, error.message(self.visit.lang), 409)

    def _put(self, sheet: Sheet, seal: str) -> Outcome:
        put = sheet.round.box.put(sheet.answer, seal)
        if put is Put.TAKEN:
            if sheet.round.codes is None:
                self.paces.unasked.note(self.address)
            return Outcome(onward="tack")
        if put is Put.CLOSED:
            return gone_page(self.visit)
        if put is Put.USED and sheet.code is not None:
            self.paces.wrong.note(self.address)
            return answer_page(sheet.amiss(self._say("answer.code_used")), self.visit, 409)
        key = "answer.sent_before" if put is Put.USED else "answer.full"
        return answer_page(sheet, self.visit, 409, self._say(key))

    def _open(self, person: Person, posted: Posted) -> Outcome:
        form = self._opening(person).form(posted)
        if form.about is None:
            return self._rounds(person, form, status=422)
        owner = form.about.rated.municipality or REGION
        if not may_write(person, owner):
            return Outcome(status=403, refused="not_yours")
        slips, sealed = new_codes(form.codes) if form.codes else ((), None)
        try:
            made = open_round(form.about, sealed, self.settings)
        except FgteError as error:
            return self._rounds(person, form, note=error.message(self.visit.lang), status=422)
        if slips:
            return codes_page(made, slips, self.visit)
        return Outcome(onward="omgangar?sagt=opened")

    def _end(self, found: OpenRound, *, closing: bool) -> Outcome:
        if not closing:
            throw_away(found)
            return Outcome(onward="omgangar?sagt=discarded")
        close_round(found, self.settings)
        return Outcome(onward="omgangar?sagt=closed")

    def _told(self, person: Person, note: str, status: int) -> Outcome:
        return self._rounds(person, self._opening(person).form(None), note=note, status=status)

    def _rounds(
        self, person: Person, form: OpeningForm, *, note: str = "", status: int = 200
    ) -> Outcome:
        mine = [each for each in rounds_being_answered(self.settings) if may_run(person, each)]
        few = self.settings.small_group
        return rounds_page(mine, form, self.visit, few=few, note=note, status=status)

    def _opening(self, person: Person) -> Opening:
        book = open_catalogue(self.settings)
        asked = tuple(scaled_instruments(self.settings).values())
        return Opening(person, book, asked, self.visit.lang)

    def _say(self, key: str, **given: object) -> str:
        return say_in(self.visit.lang)(key, **given)


def scaled_instruments(settings: Settings) -> Mapping[str, Instrument]:
    """The instruments that are answered on a scale, by id."""
    return {id: each for id, each in instruments(settings).items() if each.scale is not None}


def may_run(person: Person | None, asked: OpenRound) -> bool:
    """Whether a person opens and closes rounds of this municipality, or of the region's."""
    return may_write(person, asked.about.rated.municipality or REGION)
