"""What stands on the pages of exchanges: everything written, escaped, in one order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.journal import Kind
from fgte.journal.documents import MODELS, plain
from fgte.journal.examples import add_examples
from fgte.texts import LANGUAGES
from tests.unit.exchange.conftest import HOSTILE, SOFT, TRACE
from tests.unit.journal.full_documents import FULL

PIECES = (
    "summary",
    "participants",
    "hard",
    "soft",
    "traces",
    "preparation",
    "visits",
    "analysis",
    "decisions",
    "proposals",
    "factors",
    "year",
    "questions",
    "sources",
)
OF_YEAR = (
    "summary",
    "discussion",
    "exchanges",
    "inquiries",
    "factors",
    "proposals",
    "decisions",
    "communication",
    "year",
    "questions",
    "sources",
)


def drawn(page, pieces):
    html = "\n".join(str(getattr(page, name)()) for name in pieces)
    return BeautifulSoup(html, "html.parser")


def words(page):
    return " ".join(page.get_text(" ").split())


@pytest.fixture
def page(journal, store):
    def make(entry, lang="sv"):
        return fgte.exchange(entry.id, store=store, journal=journal).page(lang)

    return make


@pytest.fixture
def year(journal, store):
    def make(number, lang="sv"):
        return fgte.shared_experience(number, store=store, journal=journal).page(lang)

    return make


@pytest.fixture
def examples(journal):
    made = add_examples(journal, who="anna")
    return next(e for e in made if e.kind is Kind.EXCHANGE and e.body.year == 2026)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_exchange_with_nothing_written_is_a_page_of_answers_and_questions(exchange, page, lang):
    made = drawn(page(exchange(), lang), PIECES)
    assert len(made.select("ol.questions li")) > 8
    assert "None" not in words(made)
    assert "nan" not in words(made).lower().split()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_documented_exchange_leaves_few_questions(examples, page, lang):
    made = drawn(page(examples, lang), PIECES)
    assert len(made.select("ol.questions li")) == 4
    assert len(made.select("figure.chart")) == 4


def test_municipalities_stand_in_code_order_and_no_table_holds_two_values(examples, page):
    made = drawn(page(examples), ("hard",))
    headings = [each.get_text().partition(":")[0] for each in made.select("article h3")]
    assert headings == ["Halmstad", "Halmstad", "Kungsbacka", "Kungsbacka"]
    for table in made.select("table"):
        named = {name for name in ("Halmstad", "Kungsbacka") if name in words(table)}
        assert len(named) <= 1


def test_the_order_and_the_words_around_do_not_follow_the_values(examples, page):
    """The figures of the two change places: the frame of the page stays."""
    own = page(examples)
    one, other = own.basis.places
    moved = {one.id: own.judged[other.id], other.id: own.judged[one.id]}
    named = {
        code: tuple(replace(e, municipality=place) for e in moved[code])
        for code, place in zip((one.id, other.id), (one, other), strict=True)
    }
    pieces = [drawn(each, ("hard",)) for each in (own, replace(own, judged=named))]
    frames = [[tag.name for tag in made.find_all(["h3", "figure", "article"])] for made in pieces]
    headings = [[h.get_text() for h in made.find_all("h3")] for made in pieces]
    assert frames[0] == frames[1]
    assert headings[0] == headings[1]


def test_examples_are_marked_wherever_they_are_shown(examples, page, year):
    made = drawn(page(examples), PIECES)
    assert "påhittat exempel" in words(made.select_one("section.summary"))
    for part in drawn(year(2026), OF_YEAR).select("section.exchange-part:has(> h3)"):
        assert "Exempel, påhittat" in words(part)


def test_the_year_shows_what_was_tried_learnt_and_decided(examples, year):
    said = words(drawn(year(2026), OF_YEAR))
    for shown in ("gick att jämföra iakttagelser", "gemensam studiedag", "Beprövad erfarenhet"):
        assert shown in said
    assert "För evidens saknas: genomskinlighet" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_with_nothing_says_how_to_begin(year, lang):
    made = drawn(year(2030, lang), OF_YEAR)
    assert "fgte journal form utbyte" in words(made)


def test_the_same_journal_gives_the_same_bytes(examples, page, year):
    for make, what, pieces in ((page, examples, PIECES), (year, 2026, OF_YEAR)):
        assert str(drawn(make(what), pieces)) == str(drawn(make(what), pieces))


def hostile(value, name=""):
    """A document with markup in every text of its own; what names something is left."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, name) for inner in value]
    free = isinstance(value, str) and (" " in value or (len(value) > 1 and value[:1].isupper()))
    return HOSTILE if free and not re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def test_no_text_that_people_type_becomes_markup(journal, exchange, write, page, year):
    body = {**hostile(FULL[Kind.EXCHANGE]), "municipalities": ["1381", "1383"], "links": []}
    body["soft_values"] = [{**body["soft_values"][0], "expected": {**TRACE, "because": HOSTILE}}]
    entry = write(Kind.EXCHANGE, {**body, "year": 2026})
    for kind in (Kind.INQUIRY, Kind.SUCCESS_FACTOR, Kind.ASSIGNMENT, Kind.PROPOSAL):
        content = {**hostile(FULL[kind]), "links": [entry.id]}
        content |= {"expected": [{**TRACE, "because": HOSTILE}]} if kind is Kind.INQUIRY else {}
        content.pop("support", None)
        content |= {"standing": "tried"} if kind is Kind.SUCCESS_FACTOR else {}
        write(kind, content)
    write(Kind.COMMUNICATION, {**hostile(FULL[Kind.COMMUNICATION]), "links": [entry.id]})
    write(Kind.CALENDAR, {**hostile(FULL[Kind.CALENDAR]), "links": []})
    for made in (drawn(page(entry), PIECES), drawn(year(2026), OF_YEAR)):
        assert made.select("script, img, [onerror]") == []
        assert HOSTILE in words(made)


def test_a_text_that_points_out_a_person_is_not_shown(exchange, page):
    entry = exchange(lesson="Bra")
    body = entry.body.model_copy(update={"lesson": "Fråga 8112289874 om detta"})
    own = page(entry)
    shown = replace(own, basis=replace(own.basis, entry=replace(entry, body=body)))
    assert "8112289874" not in words(drawn(shown, PIECES))


def test_local_entries_are_not_on_the_pages(exchange, write, page, year):
    entry = exchange()
    secret = {"title": "LOKALT", "analysis_object": "O", "observation": "I", "question": "F"}
    write(Kind.INQUIRY, secret, owner="1384", links=[entry.id])
    for made in (drawn(page(entry), PIECES), drawn(year(2026), OF_YEAR)):
        assert "LOKALT" not in words(made)


def test_an_expected_trace_is_told_with_its_lag_and_each_municipalitys_answer(exchange, page):
    trace = {**TRACE, "first_year": 2028, "last_year": 2031}
    said = words(drawn(page(exchange(soft_values=[{**SOFT, "expected": trace}])), ("traces",)))
    assert "2 år efter utbytets läsår" in said
    assert "Halmstad: Kan prövas tidigast" in said
    assert "Kungsbacka: Kan prövas tidigast" in said


def test_full_documents_fit_their_models():
    for kind, content in FULL.items():
        assert plain(MODELS[kind].model_validate(content))
