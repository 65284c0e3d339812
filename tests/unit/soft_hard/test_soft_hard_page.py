"""The page: each unit beside itself, what cannot be read among the rest, no cause and no test."""

import re
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from fgte.judgement.soft_hard_results import CaseStatus
from fgte.present.soft_hard_page import SoftHardPage
from tests.soft_hard import a_round, case, hard, link, soft, up
from tests.unit.soft_hard.test_cases import FALL, FLAT, RISE, STATUSES

PIECES = ("summary", "overview", "windows", "test", "lacking", "sources")


def page(*cases, lang="sv"):
    return SoftHardPage("Kungsbacka", cases, lang)


def words(piece):
    return " ".join(BeautifulSoup(str(piece), "html.parser").get_text(" ").split())


@pytest.fixture
def every(like):
    return [case(s(), hard(like, figures), said()) for s, figures, said in STATUSES.values()]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_piece_is_there_whatever_a_case_lacks(every, lang):
    for made in (page(*every, lang=lang), page(lang=lang)):
        for name in PIECES:
            said = words(getattr(made, name)())
            assert said
            assert not re.search(r"\b(None|nan)\b|[{}]", said)


def test_what_cannot_be_read_has_its_row_and_its_window_like_the_rest(every):
    made = page(*every)
    rows = BeautifulSoup(str(made.overview()), "html.parser").select("tbody tr")
    windows = BeautifulSoup(str(made.windows()), "html.parser").select("article")
    assert len(rows) == len(windows) == len(CaseStatus)


def looked_at(case, known):
    made = SoftHardPage("Kungsbacka", [case], known=known)
    [row] = BeautifulSoup(str(made.overview()), "html.parser").select("tbody tr")
    return row.select("td")[-1].get_text(" "), words(made.windows())


@pytest.mark.parametrize(
    ("known", "when", "why"),
    [
        (None, "november 2021", "Tidigast publiceras den i november 2021."),
        (date(2021, 10, 31), "november 2021", "Tidigast publiceras den i november 2021."),
        (date(2021, 11, 30), "november 2021", "Tidigast publiceras den i november 2021."),
        (
            date(2021, 12, 1),
            "När nyare siffror har hämtats",
            "Den kan ha varit publicerad sedan november 2021: nyare siffror hämtas",
        ),
    ],
)
def test_a_month_that_had_gone_when_figures_last_came_is_none_to_wait_for(like, known, when, why):
    waits = case(up(), hard(like, dict.fromkeys(range(2015, 2021), 70.0)))
    look, said = looked_at(waits, known)
    assert when.casefold() in look.casefold()
    assert why in said


def test_a_round_that_did_not_come_in_time_is_asked_for_and_no_past_month_promised(like):
    one = case(soft(a_round("2016-10-01", 2.0)), hard(like, FLAT))
    look, said = looked_at(one, date(2022, 1, 1))
    assert "efter en ny omgång" in look.casefold()
    assert "Tidigast hade fallet kunnat läsas i november 2020" in said
    assert "tidigast i november 2020" in looked_at(one, date(2019, 1, 1))[1]


def test_a_rise_followed_by_a_rise_is_said_with_both_intervals_and_no_cause(like):
    said = words(page(case(up(), hard(like, RISE))).windows())
    assert "Det mjuka värdet steg med 1,00 från läsåret 2016/17 till 2018/19" in said
    assert "Det följdes av en ökning i examen inom tre år med 15,0 procentenheter från 2019" in said
    assert "Båda rörde sig åt det håll som skrevs." in said
    assert not re.search(r"ledde|effekt|orsak|tack vare|beror på|gav upphov|påverka", said)


def test_figures_the_other_way_are_said_as_plainly(like):
    said = words(page(case(up(), hard(like, FALL))).windows())
    assert "Det följdes av en minskning" in said
    assert "det håll som inte väntades" in said


def test_both_the_opposite_way_is_no_success(like):
    down = soft(a_round("2016-10-01", 3.0), a_round("2018-10-01", 2.0))
    assert "åt motsatt håll mot det som skrevs" in words(
        page(case(down, hard(like, FALL))).windows()
    )


def test_what_was_written_afterwards_is_an_idea_only(like):
    said = words(page(case(up(), hard(like, RISE), link(written="2022-01-15"))).windows())
    assert "Läs fallet som ett uppslag" in said


def test_a_hidden_round_has_a_sign_and_no_figure(like):
    three = soft(
        a_round("2016-10-01", 2.0), a_round("2017-10-01", None), a_round("2018-10-01", 3.0)
    )
    found = BeautifulSoup(str(page(case(three, hard(like, RISE))).windows()), "html.parser")
    [row] = [r for r in found.select("details tbody tr") if r.th.get_text() == "2018"]
    assert row.td.get_text() == "dold uppgift (liten grupp)"


def test_the_picture_has_two_scales_on_two_surfaces_over_the_same_years(like):
    found = BeautifulSoup(str(page(case(up(), hard(like, RISE))).windows()), "html.parser")
    assert found.svg["role"] == "img"
    assert "Tunna linjer går från en omgång" in found.svg.desc.get_text()
    assert "2016/17 → 2019; 2018/19 → 2021" in found.svg.desc.get_text()
    years = [
        t.get_text() for t in found.svg.select("text") if re.fullmatch(r"20\d\d", t.get_text())
    ]
    assert years == sorted(set(years))


def test_examples_are_marked_everywhere_and_counted_nowhere(like):
    made_up = case(up(), hard(like, RISE), link(example=True))
    made = page(made_up)
    assert "Ett påhittat exempel visas. Det räknas inte" in words(made.summary())
    assert "I ett fall har båda rört sig" not in words(made.summary())
    found = BeautifulSoup(str(made.windows()), "html.parser")
    assert found.h3.get_text().startswith("Påhittat exempel: ")
    assert found.svg.title.get_text().startswith("Påhittat exempel: ")
    assert "säger inget om det som är påhittat" in words(made.windows())


def test_the_summary_counts_each_sort_also_those_that_did_not_fit(like):
    cases = [case(up(), hard(like, each)) for each in (RISE, FALL, FALL, FLAT)]
    said = words(page(*cases, case(None, None)).summary())
    for part in (
        "Fem fall",
        "I ett fall har båda",
        "I två fall har det mjuka",
        "I ett fall kan det",
    ):
        assert part in said
    assert "Ett fall kan inte läsas än" in said


def test_why_nothing_is_tested_is_said_with_the_numbers():
    said = words(page().test())
    assert "1/16, alltså 0,0625" in said
    assert "70 procent av alla fall skulle det behövas 49 oberoende fall" in said
    assert "Minst 32 av de 49" in said


def test_no_unit_is_set_beside_another(like):
    school = replace(up().unit, id="12345678", name="Skolan")
    cases = [case(up(), hard(like, RISE)), case(replace(up(), unit=school), hard(like, FALL))]
    for each in BeautifulSoup(str(page(*cases).windows()), "html.parser").select("article"):
        assert ("Skolan" in each.get_text()) != ("Kungsbacka" in each.get_text())


def test_what_people_wrote_is_escaped_and_hidden_where_it_points_at_someone(like):
    hostile = replace(link(), name="<b>Samtal</b>")
    found = str(page(case(up(), hard(like, RISE), hostile)).windows())
    assert "<b>" not in found
    number = replace(link(), name="Ring 19900101-2384")
    assert "2384" not in str(page(case(up(), hard(like, RISE), number)).windows())


def test_without_cases_the_page_says_how_to_begin():
    assert "fgte journal form utbyte" in words(page().summary())
