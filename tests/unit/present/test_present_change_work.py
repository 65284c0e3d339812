"""The change work in words and marks: what was written before, the answer, never an effect."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

from fgte import assess_all, assess_collaboration, change_work
from fgte.journal import Kind
from fgte.journal.examples import add_examples
from fgte.present.change_work_clean import shortened, shown
from fgte.settings import read_settings
from tests.change_work import TRACE, expecting, inquire, journal_of, rebase

HARM = "<script>alert(1)</script>&\"'{{7*7}}"


@pytest.fixture
def journal(tmp_path):
    with journal_of(read_settings({}, home=tmp_path)) as opened:
        yield opened


@pytest.fixture
def work(journal, store):
    return lambda place="1383": change_work(place, store=store, journal=journal)


def words(html):
    return " ".join(BeautifulSoup(str(html), "html.parser").get_text(" ").split())


def headed(html):
    return [each.get_text() for each in BeautifulSoup(str(html), "html.parser").select("h3")]


def test_what_was_written_stands_beside_the_answer(journal, work):
    inquire(journal, expecting(because="De började 2015"))
    said = words(work().card())
    for part in (
        "Examen inom tre år väntas stiga. Åren 2018–2022 svarar.",
        "Skäl: De började 2015",
        "Nedskrivet 1 augusti 2017, innan utfallet kunde vara känt.",
        "Kan inte påvisas. Åren 2018–2022: +0,6 procentenheter",
        "Det betyder inte att ingenting har hänt.",
        "Fem år kan som tydligast ge en ordning som slumpen ger en gång på 120.",
    ):
        assert part in said
    assert re.search(r"visar bara rörelser över ungefär [\d,]+ procentenheter per år", said)


def test_one_that_came_true_says_how_rare_it_is_and_not_why(journal, work):
    journal.clock.to(2015, 8, 1)
    inquire(journal, expecting(indicator="betygspoang", first_year=2016))
    (said,) = work().sentences()
    assert "Som väntat. Åren 2016–2022:" in said
    assert "Så tydlig ordning ger slumpen ensam ungefär en gång på 46" in said
    assert said.endswith("Siffrorna visar inte varför.")


def test_an_open_window_says_the_rule_that_closes_it(journal, work):
    inquire(journal, expecting(last_year=None))
    assert "de fem åren från och med 2018 svarar: regeln är densamma för alla" in words(
        work().card()
    )


def test_a_window_that_can_never_answer_says_so_beforehand(journal, work):
    inquire(journal, expecting(first_year=2026, last_year=2027))
    assert "så siffrorna kan aldrig svara" in words(work().card())


def test_what_waits_and_what_cannot_be_asked_have_headings_of_their_own(journal, work):
    soft = {"id": "mjukt", "soft_value": "Trygghet", "direction": "higher", "first_year": 2019}
    inquire(journal, expecting(first_year=2020, last_year=2026), soft)
    assert headed(work().card()) == [
        "Förväntade spår som nu kan prövas",
        "Förväntade spår som väntar",
        "Förväntade spår som siffrorna inte kan svara på",
        "Prövanden och utbyten",
    ]


def test_without_a_journal_one_sentence_says_how_to_begin(work):
    html = str(work().card())
    assert html.count("<p") == 1
    assert "fyra frågorna" in html
    assert "fgte journal add" in html


def test_the_family_is_counted_also_what_is_not_shown(journal, work):
    inquire(journal, TRACE)
    inquire(journal, expecting(direction="lower"), visibility="local", title="Hemligheten")
    said = words(work().card())
    assert "Två förväntningar om siffror är nedskrivna för Varberg" in said
    assert "En av dem läses bara av kommunen själv men räknas ändå." in said
    assert "Hemligheten" not in said


def test_a_mark_says_start_and_not_effect_on_the_indicator_it_names_alone(journal, work, store):
    inquire(journal, TRACE)
    page = assess_all("1383", store=store).with_work(work()).page()
    marked = [s for s in ("ak3", "ak6", "ak9", "gy") if "här började" in str(page.stage(s))]
    assert marked == ["gy"]
    said = words(page.stage("gy"))
    assert "här började ”Läsning” (augusti 2017); förväntat spår 2018–2022" in said
    assert "Markeringen visar start, inte effekt." in said


def test_a_card_opens_under_the_chart_with_what_was_asked(journal, work, store):
    inquire(journal, TRACE, hypothesis="Om vi läser tillsammans")
    page = assess_all("1383", store=store).with_work(work()).page()
    (card,) = BeautifulSoup(str(page.stage("gy")), "html.parser").select("details.work-card")
    assert card.summary.get_text() == "Läs mer: Läsning"
    assert [each.get_text() for each in card.select("dt")] == [
        "Fråga", "Hypotes", "Förväntat spår", "Nedskrivet i journalen"]  # fmt: skip


def test_a_new_start_is_drawn_with_its_reason_and_said_with_who_decided(journal, work, store):
    rebase(journal)
    finding = assess_all("1383", store=store).with_work(work())["examen_3ar"]
    said = words(finding.card())
    assert "Gränserna för vanlig variation är räknade från 2018" in said
    assert "förvaltningschef. Skäl: Två skolor blev en" in said
    assert "Bedömningen av utvecklingen vilar som förut på alla jämförbara år." in said
    drawn = words(finding.chart())
    assert "vanlig variation 2018–2022" in drawn
    assert "Ny utgångspunkt: Två skolor blev en" in drawn


def test_where_the_years_are_too_few_since_then_no_limits_are_drawn(journal, work, store):
    rebase(journal, from_year=2021)
    finding = assess_all("1383", store=store).with_work(work())["examen_3ar"]
    assert "åren för få för gränser för vanlig variation" in words(finding.card())
    assert "vanlig variation 2015–2020" in words(finding.chart())


def test_the_region_s_mean_carries_the_mark_and_no_municipality_s_figures(journal, work, store):
    inquire(journal, TRACE, owner="region", visibility=None, title="Gemensamt")
    page = assess_collaboration(store=store).with_work(work(None)).page()
    html = str(page.change_work())
    assert "här började ”Gemensamt”" in words(html)
    svg = BeautifulSoup(html, "html.parser").svg.get_text(" ")
    assert not [name for name in ("Hylte", "Laholm", "Varberg") if name in svg]
    assert "Egen beräkning på underlag från Kolada" in words(html)


def test_every_example_is_marked_so_wherever_it_is_shown(journal, work):
    add_examples(journal, who="anna")
    html = work(None).card()
    soup = BeautifulSoup(str(html), "html.parser")
    named = soup.select("h4, details.work-card > summary, section > ul > li")
    assert len(named) >= 5
    assert all("Exempel, påhittat" in each.get_text() for each in named)
    assert all("exemplet ”" in each.get_text() for each in soup.select("svg") if each)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_text_that_someone_typed_becomes_markup(journal, work, store, lang):
    fields = ("title", "analysis_object", "observation", "question", "hypothesis", "lesson")
    fields += ("analysis", "spreading", "who_can_act", "current_state", "desired_state")
    more = dict.fromkeys(fields, HARM) | {"whys": [HARM]}
    more |= {"activities": [{"id": "a", "what": HARM, "start": "2017-08-20", "who": HARM}]}
    more |= {"traces": [{"what": HARM, "evidence": HARM}], "next_follow_up": "2026-01-01"}
    soft = {"id": "m", "soft_value": HARM, "instrument": HARM, "direction": "lower"}
    inquire(journal, expecting(because=HARM), soft | {"first_year": 2019}, **more)
    rebase(journal, reason=HARM, decided_by=HARM)
    exchange(journal, HARM)
    journal.create(
        Kind.SUCCESS_FACTOR, {"claim": HARM}, owner="1383", who="a", visibility="regional"
    )
    found = assess_all("1383", store=store).with_work(work())
    region = assess_collaboration(store=store).with_work(work(None))
    pieces = [found.page(lang).change_work(), found.page(lang).stage("gy"), found.board_page(lang)]
    pieces += [region.page(lang).change_work(), region.public_summary(lang)]
    assert sum(str(each).count("&lt;script&gt;") for each in pieces) > 20
    for each in pieces:
        assert not BeautifulSoup(str(each), "html.parser").find_all("script")
        assert words(each).count("{{7*7}}") == words(each).count("alert(1)") > 0


def exchange(journal, said):
    value = {"id": "t", "name": said, "instrument": said, "expected": expecting(because=said)}
    content = {"title": said, "municipalities": ["1383", "1384"], "year": 2018, "lesson": said}
    content |= {"development_area": said, "soft_values": [value]}
    content |= {"efforts": [{"what": said, "who": said, "start": "2018-08-01"}]}
    return journal.create(Kind.EXCHANGE, content, owner="region", who="anna")


def test_what_points_at_a_person_is_not_shown_though_it_was_kept():
    for text in ("Ring 070-123 45 67", "anna.andersson@exempel.se skrev", "800101-1239"):
        assert shown(text) == "(Visas inte: texten kan peka ut en person.)"
    assert shown(None) == ""


def test_characters_that_hide_others_are_taken_away():
    assert shown("ab\u202ecd\u200b e\nf") == "abcd e f"


def test_a_long_text_ends_after_a_whole_word():
    assert shortened("ett två tre", 8) == "ett två …"
    assert shortened("ett", 8) == "ett"


def test_the_summary_takes_lessons_and_plans_by_its_printed_rule(journal, work, store):
    for n in range(1, 6):
        more = {"lesson": f"Lärdom {n}", "next_follow_up": f"202{n}-01-15", "title": f"Arbete {n}"}
        journal.clock.to(2020, 1, n)
        inquire(journal, owner="region", visibility=None, **more)
    inquire(journal, owner="1383", lesson="Kommunens egen")
    said = words(assess_collaboration(store=store).with_work(work(None)).public_summary())
    shown_lessons = [n for n in range(1, 6) if f"”Arbete {n}”: Lärdom {n}" in said]
    shown_plans = [n for n in range(1, 6) if f"”Arbete {n}”: nästa uppföljning" in said]
    assert (shown_lessons, shown_plans) == ([3, 4, 5], [3, 4, 5])
    assert "Kommunens egen" not in said
    assert "Lärdomarna är de tre senast ändrade" in said


def test_a_page_of_one_sheet_never_shows_an_example(journal, work, store):
    add_examples(journal, who="anna")
    summary = assess_collaboration(store=store).with_work(work(None)).public_summary()
    board = assess_all("1383", store=store).with_work(work()).board_page()
    assert "EXEMPEL" not in words(summary) + words(board)


def test_a_board_s_page_without_change_work_is_as_it_was(store, work):
    plain = assess_all("1383", store=store)
    assert plain.with_work(work()).board_page() == plain.board_page()


def test_a_report_without_change_work_has_the_same_charts_and_cards(store, work):
    plain = assess_all("1383", store=store)
    for stage in ("ak3", "ak9", "gy"):
        assert plain.with_work(work()).page().stage(stage) == plain.page().stage(stage)
    assert plain.with_work(work()).page().summary() == plain.page().summary()


def test_as_plain_values_it_can_be_written_as_json(journal, work, store):
    inquire(journal, TRACE, expecting(id="b", last_year=None, first_year=2025))
    rebase(journal)
    held = json.loads(json.dumps(work().to_dict()))
    assert held["works"][0]["trials"][0]["answer"] == "not_shown"
    finding = assess_all("1383", store=store).with_work(work())["examen_3ar"]
    assert finding.to_dict()["work"][0]["trials"][0]["id"] == "examen"
