"""Whether soft values can be compared: by how each municipality asked, never by the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fgte.catalogue import open_catalogue
from fgte.journal.documents import Exchange
from fgte.judgement.exchange_soft import Said, soft_basis
from fgte.model import Localised
from fgte.present.exchange_soft_words import soft_part
from fgte.settings import read_settings
from fgte.sources.surveys import read_description
from tests.unit.exchange.conftest import EXCHANGE, SOFT


@pytest.fixture(scope="module")
def asked():
    """The shipped description of a survey as one municipality's round."""
    found = read_description(read_settings().forms / "enkatbeskrivning.toml")

    def make(municipality, **more):
        given = {"id": "trygghet", "municipality": municipality, **more}
        return replace(found, **given)

    return make


def basis(*rounds, **soft):
    body = Exchange.model_validate({**EXCHANGE, "soft_values": [{**SOFT, **soft}]})
    places = [each for each in open_catalogue().members if each.id in ("1380", "1384")]
    (found,) = soft_basis(body, places, rounds)
    return found


def test_without_an_instrument_or_a_round_nothing_can_be_said():
    assert basis(instrument=None).said is Said.NO_INSTRUMENT
    assert basis().said is Said.NOTHING_TAKEN_IN


def test_one_municipalitys_round_is_not_enough(asked):
    found = basis(asked("1380"))
    assert found.said is Said.SOME_ONLY
    assert [each.round is not None for each in found.asked] == [True, False]


def test_rounds_asked_alike_are_alike_although_the_municipalities_differ(asked):
    assert basis(asked("1380"), asked("1384")).said is Said.SAME


def test_other_people_asked_is_not_comparable_and_says_why(asked):
    one = asked("1380")
    who = replace(one.population, who=Localised(sv="lärare", en="teachers"))
    found = basis(one, asked("1384", population=who))
    assert found.said is Said.OTHER
    assert found.reasons


def test_the_latest_round_of_each_is_read(asked):
    one = asked("1380")
    later = replace(one.round, date=one.round.date.replace(year=one.round.date.year + 1))
    found = basis(one, asked("1380", round=later), asked("1384"))
    assert found.asked[0].round.round.date == later.date


def test_a_survey_is_known_by_its_instrument_too(asked):
    rounds = [asked(code, id="enkat", instrument="Min enkät") for code in ("1380", "1384")]
    assert basis(*rounds, id="x", instrument=" min  ENKÄT ").said is Said.SAME
    assert basis(*rounds, id="x", instrument="En annan").said is Said.NOTHING_TAKEN_IN


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_tells_how_was_asked_and_that_answers_stay_local(asked, lang):
    part = soft_part(basis(asked("1380")), lang)
    assert [row[0] for row in part.table.rows] == ["Halmstad", "Kungsbacka"]
    assert part.table.rows[1][2:] == ("–",) * 4
    assert len(part.notes) >= 1


def test_where_nothing_is_taken_in_the_page_says_what_is_needed():
    part = soft_part(basis(), "sv")
    assert part.table is None
    assert "fgte import" in " ".join(part.notes)
