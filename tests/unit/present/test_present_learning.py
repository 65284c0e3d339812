"""Pages on networks and journeys: what is written, by role, with consent, anonymous where asked."""

import re

import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.api.learning_finding import learning_work
from fgte.journal import Kind
from fgte.journal.journal import open_journal
from fgte.settings import read_settings

SCRIPT = "<script>alert(1)</script>"
NETWORK = {
    "title": "Skolchefsnätverket",
    "analysis_object": "Ledning som märks i Kungsbackas undervisning",
    "purpose": "Pröva tillsammans",
    "segregation": "results_by_background",
    "prepared_answers": [
        {"question": "behov", "answer": "Ja", "responsible": "skolchef", "evidence": "Rapport"},
        {"question": "plan", "answer": "Delvis"},
    ],
    "members": [
        {"role": "skolchef", "municipality": "1384", "assignment": SCRIPT},
        {"role": "skolchef", "municipality": "1380"},
    ],
    "meetings": [{"day": "2026-02-10", "what": "Start", "present": 6}],
    "carried_home": [{"what": "Mall", "municipality": "1384", "follow_up": "2027-01-15"}],
}
JOURNEY = {
    "title": "Resan",
    "purposes": ["En gemensam bild"],
    "goals": [{"id": "trygg", "text": "Tryggare"}, {"id": "verktyg", "text": "Verktyg"}],
    "participants": [{"role": "rektor", "municipality": "1384", "number": 8}],
    "evaluations": [
        {
            "goal": "trygg",
            "answered": 3,
            "gist": "Flera vågar fråga.",
            "voices": [{"quote": "Jag vågar.", "consent": "2026-02-03", "role": "rektor"}],
        }
    ],
}


def inquiry(owner_name, **more):
    return {
        "title": f"{owner_name}s besök",
        "analysis_object": "Protokoll",
        "observation": "Sett",
        "question": f"Vad händer i {owner_name} kommun?",
        "current_state": f"I {owner_name} planerar lärare ensamma.",
    } | more


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learning")
    from fgte.store.build import build

    build(read_settings({}, home=folder))
    return folder


@pytest.fixture
def journal(home):
    settings = read_settings({}, home=home)
    with open_journal(settings) as journal:
        yield journal
        for entry in journal.entries():
            journal.delete(entry.id, who="x")


def written(journal, *, anonymous=False, visibility="regional"):
    """A network with two inquiries, of Kungsbacka and Halmstad."""
    shared = {"who": "x", "visibility": visibility}
    tried = [{"id": "a", "what": "Besök", "arena": "whole_chain", "illeris": ["content"]}]
    own = journal.create(
        Kind.INQUIRY, inquiry("Kungsbacka", activities=tried), owner="1384", **shared
    )
    other = journal.create(Kind.INQUIRY, inquiry("Halmstad"), owner="1380", **shared)
    content = NETWORK | {"links": [own.id, other.id], "anonymous": anonymous}
    journal.create(Kind.LEARNING_NETWORK, content, owner="natverk:skolchefer", who="x")
    return learning_work("1384", store=fgte.open_store(journal_home(journal)), journal=journal)


def journal_home(journal):
    from pathlib import Path

    return Path(str(journal.engine.url.database)).parent.parent


def words(piece):
    return " ".join(BeautifulSoup(str(piece), "html.parser").get_text(" ").split())


def whole(page):
    pieces = [name for name in dir(page) if not name.startswith("_")]
    made = [getattr(page, name) for name in pieces]
    return "\n".join(str(each()) for each in made if callable(each))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_without_a_journal_every_page_says_how_to_begin(home, lang):
    found = learning_work("1384", store=fgte.open_store(home))
    for page in (found.network_page, found.segregation_page, found.journey_page):
        assert "fgte journal add" in whole(page(lang)) or "larande_natverk" in whole(page(lang))


def test_how_to_begin_is_said_once_and_every_empty_heading_says_that_nothing_is_written(home):
    found = learning_work("1384", store=fgte.open_store(home))
    for page in (found.network_page, found.segregation_page, found.journey_page):
        made = BeautifulSoup(whole(page("sv")), "html.parser")
        assert len(made.select(".summary")) == 1
        assert {each.get_text() for each in made.select(".nothing")} <= {
            each.get_text() for each in made.select(".summary li")
        }
        assert len(made.select(".nothing")) >= 2


def test_the_thirteen_questions_stand_in_their_order_answered_or_not(journal):
    page = written(journal).network_page()
    made = BeautifulSoup(str(page.before()), "html.parser")
    rows, still = made.select("tbody tr"), made.select(".caveats li")
    answered = [int(row.th.get_text().split(".")[0]) for row in rows]
    left = [int(each.get_text().split(".")[0]) for each in still]
    assert answered == [1, 5]
    assert left == [n for n in range(1, 14) if n not in answered]
    assert "inte har något svar ännu står under tabellen" in words(made)
    assert "2 av 13 frågor" in words(page.summary())
    assert "1 av dem säger också vem" in words(page.summary())


def test_before_any_answer_the_questions_stand_once_each_and_one_sentence_says_what_to_do(journal):
    content = NETWORK | {"prepared_answers": []}
    made = journal.create(Kind.LEARNING_NETWORK, content, owner="natverk:skolchefer", who="x")
    store = fgte.open_store(journal_home(journal))
    page = learning_work("1384", store=store, journal=journal).network_page()
    before = BeautifulSoup(str(page.before()), "html.parser")
    assert not before.select("table")
    assert f"fgte journal form {made.id}" in before.select_one(".lead").get_text()
    assert len(before.select(".caveats li")) == 13
    assert "inte ifyllt" not in words(before)
    none = "Ingen av de 13 frågorna innan start har ett svar ännu."
    assert none in words(page.summary())
    assert none in words(before)


def test_what_was_carried_home_comes_with_its_follow_up(journal):
    page = written(journal).network_page()
    assert "15 januari 2027, Mall" in words(page.summary())
    assert "Kungsbacka" in words(page.carried_home())


def test_the_matrix_goes_from_the_present_state_to_analysis(journal):
    page = written(journal).segregation_page()
    first = BeautifulSoup(str(page.matrix()), "html.parser").article
    heads = [row.th.get_text() for row in first.select("tbody tr")]
    assert heads[0] == "Nuläge"
    assert heads[-1] == "Analys och reflektion"
    assert "resultaten skiljer sig med elevernas bakgrund" in words(page.summary())


def test_every_arena_stands_and_dimensions_only_where_tagged(journal):
    actions = words(written(journal).segregation_page().actions())
    assert "Andra skolchefer" in actions
    assert "Innehåll" in actions
    assert "Drivkraft" not in actions


def test_anonymous_organisers_stay_so_on_both_pages(journal):
    found = written(journal, anonymous=True)
    for page in (found.segregation_page(), found.network_page()):
        said = re.sub(r"Källa.*", "", whole(page))
        assert "Kungsbacka" not in said
        assert "Halmstad" not in said
    assert {"Huvudman A", "Huvudman B"} <= set(re.findall(r"Huvudman [A-Z]", whole(page_of(found))))


def page_of(found):
    return found.segregation_page()


def test_what_an_anonymous_network_reads_is_named_by_no_other_network_on_the_page(journal):
    """The same inquiry with a name beside it would tell whose the letter is."""
    written(journal, anonymous=True)
    read = [each.id for each in journal.entries() if each.kind is Kind.INQUIRY]
    named = NETWORK | {"links": read, "anonymous": False, "title": "Ett öppet nätverk"}
    journal.create(Kind.LEARNING_NETWORK, named, owner="natverk:oppet", who="x")
    store = fgte.open_store(journal_home(journal))
    page = learning_work("1384", store=store, journal=journal).segregation_page()
    said = words(page.matrix()) + words(page.actions())
    assert "En huvudman:" in said
    assert "men inte där ett anonymt nätverk" in words(page.summary())
    assert "Kungsbacka" not in said
    assert "Halmstad" not in said


def test_a_column_of_actions_without_a_dimension_stands_only_where_there_are_any(journal):
    assert "Ingen dimension angiven" not in words(written(journal).segregation_page().actions())


def test_named_organisers_are_named(journal):
    said = words(written(journal).segregation_page().matrix())
    assert "Kungsbacka:" in said
    assert "Halmstad:" in said


def test_local_entries_are_not_shown(journal):
    found = written(journal, visibility="local")
    assert found.networks[0].inquiries == ()


def test_what_people_wrote_is_escaped(journal):
    assert SCRIPT not in whole(written(journal).network_page())


def test_a_voice_stands_with_the_day_of_consent_and_few_answers_as_few(journal, home):
    journal.create(Kind.COMPETENCE_JOURNEY, JOURNEY, owner="region", who="x")
    found = learning_work("1384", store=fgte.open_store(home), journal=journal)
    goals = words(found.journey_page().goals())
    assert "”Jag vågar.” Roll rektor Sa ja till att citeras 3 februari 2026" in goals
    assert "Färre än 5 deltagare svarade" in goals
    assert "Målet är inte utvärderat ännu" in goals
    assert "1 av 2 mål är utvärderade" in words(found.journey_page().summary())


def test_where_nothing_is_written_of_how_lessons_spread_one_sentence_says_where_to(journal, home):
    made = journal.create(Kind.COMPETENCE_JOURNEY, JOURNEY, owner="region", who="x")
    page = learning_work("1384", store=fgte.open_store(home), journal=journal).journey_page()
    assert not BeautifulSoup(str(page.spreading()), "html.parser").select("table")
    assert f"fgte journal form {made.id}" in words(page.spreading())
    assert "rektor" in words(page.participants())
    written = JOURNEY | {"lesson": "Fråga varandra"}
    journal.create(Kind.COMPETENCE_JOURNEY, written, owner="region", who="x")
    page = learning_work("1384", store=fgte.open_store(home), journal=journal).journey_page()
    assert "Lärdomar Vad som är skrivet Fråga varandra" in words(page.spreading())


def test_a_journey_of_others_is_not_ours(journal, home):
    journal.create(Kind.COMPETENCE_JOURNEY, JOURNEY, owner="region", who="x")
    assert not learning_work("1383", store=fgte.open_store(home), journal=journal).journeys
