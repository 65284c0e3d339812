"""The page of research questions: what it says of each, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from bs4 import BeautifulSoup

from fgte.catalogue import open_catalogue
from fgte.journal import Kind
from fgte.journal.state import Found
from fgte.model import Localised
from fgte.research.question_page import QuestionPage
from fgte.research.question_status import QuestionStatus
from fgte.research.questions import Lack, NextStep, QuestionRegister
from fgte.research.studying import Claim
from fgte.texts import LANGUAGES, text
from tests.contracts.test_swedish_pages_have_no_english import english_in
from tests.unit.research.asked import STEP, TOGETHER, entry, register, study
from tests.unit.research.test_questions import ASIDE, KNOWN

HOSTILE = "<script>alert(1)</script>"


def page(*entries, studies=(), lang="sv"):
    return QuestionPage(register(*entries, studies=studies), open_catalogue(), lang)


def read(piece):
    return BeautifulSoup(str(piece), "html.parser")


def words(piece):
    return " ".join(read(piece).get_text(" ").split())


def rows(piece):
    found = read(piece).select("tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row(["th", "td"])] for row in found]


def test_a_question_with_nothing_around_it_says_so_link_by_link():
    said = rows(page(entry()).questions())
    assert [(row[0], row[1].split(" ", 1)[-1]) for row in said] == [
        ("Prövande", "inget prövande ännu"),
        ("Studie", "ingen studie ännu"),
        ("Förslag", "inget förslag ännu"),
    ]


def test_the_chain_goes_from_prövande_to_decision():
    tried = entry(Kind.INQUIRY, 2, lesson="Börja smått.")
    proposal = entry(Kind.PROPOSAL, 3, links=[tried.id], answer=STEP)
    asked = entry(links=[tried.id], studies=["las", "borta"])
    told = Localised("Designen kan inte besvara frågan.", "The design cannot answer.")
    one = study(claim=Claim.CANNOT, told=told)
    said = rows(page(asked, tried, proposal, studies=(one,)).questions())
    links = [row[0] for row in said]
    assert links == ["Prövande", "Studie", "Studie", "Förslag", "Svar", "Beslut"]
    assert "Lärdom: Börja smått." in said[0][-1]
    assert "Fryst 20 augusti 2026, innan något utfall var publicerat" in said[1][2]
    assert "Designen kan inte besvara frågan." in said[1][-1]
    assert "varken fryst eller gjord här" in said[2][-1]
    assert "Vi prövar det." in said[4][-1]
    assert "inget beslut ännu" in said[5][1]


def test_who_formed_it_and_when_and_that_only_one_party_did():
    both = words(page(entry(formed={**TOGETHER, "who": "lärare och forskare"})).questions())
    assert "27 maj 2026, av processgruppen och akademin (lärare och forskare)." in both
    alone = words(page(entry(formed={**TOGETHER, "groups": ["academia"]})).questions())
    assert "Bara akademin har formulerat frågan." in alone


def test_an_answer_stands_with_what_it_rests_on_and_is_weighed():
    borne = words(page(entry(known=KNOWN), studies=(study(claim=Claim.RULED_OUT),)).questions())
    assert "Skrivet 5 oktober 2027 av processgruppen. Vilar på: las." in borne
    assert "räknas därför inte som besvarad" not in borne
    not_borne = words(page(entry(known=KNOWN), studies=(study(claim=Claim.CANNOT),)).questions())
    assert "räknas därför inte som besvarad" in not_borne
    assert "Det som är känt nu" in borne
    assert "Skrivet svar, utan stöd" in not_borne
    assert "Det som är känt nu" not in not_borne


def test_a_study_s_report_is_led_to_where_it_lies_beside_the_page(tmp_path):
    (tmp_path / "studie-las.html").write_text("", encoding="utf-8")
    studies = (study("las"), study("borta"), study("annan"))
    made = replace(page(entry(studies=["las", "borta"]), studies=studies), folder=tmp_path)
    links = read(made.questions()).select("a")
    assert [(each["href"], each.text) for each in links] == [
        ("studie-las.html", "Rapporten om las")
    ]
    assert not read(made.loose_studies()).select("a")
    (tmp_path / "studie-annan.html").write_text("", encoding="utf-8")
    assert read(made.loose_studies()).select_one("a")["href"] == "studie-annan.html"


def test_a_question_laid_aside_says_why_and_waits_for_nothing():
    made = page(entry(laid_aside=ASIDE))
    assert "Arbetet har slutat." in words(made.questions())
    assert "Ingen fråga väntar på något." in words(made.summary())


def test_the_summary_counts_how_far_they_have_come_and_says_what_is_next():
    asked = [entry(number=n, title=f"Fråga {n}") for n in (1, 2)]
    said = words(
        page(*asked, entry(number=3, title="Svar", known=KNOWN | {"source": "X"})).summary()
    )
    assert "3 forskningsfrågor är nedskrivna." in said
    assert "2 är formade men undersöks inte ännu." in said
    assert "En är besvarad." in said
    assert "”Fråga 1”: Skriv en studiefil" in said


def test_what_is_made_up_is_counted_by_itself_and_waits_for_nobody():
    made_up = replace(entry(number=2, title="Exemplet"), example=True)
    both = words(page(entry(title="Läsningen"), made_up).summary())
    assert "En forskningsfråga är nedskriven. En är formad" in both
    assert "Ett påhittat exempel visas. Det räknas inte" in both
    assert "Exemplet" not in both
    alone = words(page(made_up).summary())
    assert "Ingen forskningsfråga är nedskriven" in alone
    assert "fgte journal form forskningsfraga" in alone
    assert "Ett påhittat exempel visas" in alone


@pytest.mark.parametrize("found", Found)
def test_a_register_without_questions_says_how_to_begin(found):
    made = QuestionPage(QuestionRegister(found), open_catalogue())
    assert "fgte journal form forskningsfraga" in words(made.summary())
    unreadable = "gick inte att läsa" in words(made.summary())
    assert unreadable == (found is Found.UNREADABLE)


def test_what_people_typed_is_cleaned_where_it_is_shown():
    tried = entry(Kind.INQUIRY, 2, title=HOSTILE, lesson=HOSTILE)
    asked = entry(title=HOSTILE, question=HOSTILE, soft_values=[HOSTILE], links=[tried.id])
    loose = study("annan", claim=Claim.CANNOT, title=HOSTILE, question="Ring 070-123 45 67")
    made = page(asked, tried, studies=(loose,))
    for piece in (made.summary(), made.questions(), made.loose_studies()):
        assert not read(piece).find("script")
        assert "070-123" not in str(piece)


def test_studies_without_a_question_stand_with_what_they_say():
    said = words(page(studies=(study("a", Claim.CANNOT), study("b", None))).loose_studies())
    assert "(a) Steg andelen? Vad den säger Designen kan inte besvara frågan." in said
    assert "går inte att göra om" in said


def test_results_move_nothing_on_the_page():
    """The same cards in the same order, marked up alike, whichever study claims what."""
    asked = [
        entry(number=n, title=name, studies=[name], formed={**TOGETHER, "day": f"2026-0{n}-01"})
        for n, name in enumerate("abc", 1)
    ]
    seen = set()
    for claims in permutations([Claim.DIFFERS, Claim.CANNOT, Claim.WAITING]):
        made = tuple(study(name, claim) for name, claim in zip("abc", claims, strict=True))
        cards = read(page(*asked, studies=made).questions())
        assert [each.get_text() for each in cards.select("h3")] == ["a", "b", "c"]
        marks = [tuple(each["class"]) for each in cards.select(".marks span")]
        seen.add((tuple(marks), len(cards.find_all(True))))
    assert len(seen) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_status_step_and_lack_has_its_words(lang):
    keys = [f"{part}.{each}" for each in QuestionStatus for part in ("status", "means")]
    keys += [f"counted.{each}.{form}" for each in QuestionStatus for form in ("one", "many")]
    keys += [f"next.{each}" for each in NextStep] + [f"lack.{each}" for each in Lack]
    values = {"n": 2, "by": "x", "names": "x"}
    assert all(text(f"research_questions.{key}", lang, **values) for key in keys)


def test_a_swedish_reader_meets_no_english_word():
    ends = [{}, {"known": KNOWN}, {"laid_aside": ASIDE}, {"links": ["p-000000ff"]}]
    asked = [entry(number=n, studies=["las"], **end) for n, end in enumerate(ends, 1)]
    for claim in (None, *Claim):
        made = page(*asked, studies=(study(claim=claim), study("annan", claim)))
        for piece in (made.summary(), made.questions(), made.loose_studies()):
            assert english_in(words(piece)) == []


def test_the_page_is_in_english_too():
    said = words(page(entry(), lang="en").questions())
    assert "no study yet" in said
    assert "by the process group and academia" in said
