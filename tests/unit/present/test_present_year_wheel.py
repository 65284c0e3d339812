"""The year's wheel: every day has a mark and a line with the same number, and nothing else."""

import re
from datetime import date
from itertools import pairwise
from math import tau

import pytest
from bs4 import BeautifulSoup

from fgte.present.year_wheel import DaySort, YearDay, in_school_year, school_year, year_wheel
from fgte.present.year_wheel_drawing import angle_of, apart

START = YearDay(date(2026, 8, 24), DaySort.CALENDAR, "Uppstart", "Laholm")
FIGURES = YearDay(date(2026, 9, 1), DaySort.PUBLICATION, "Nya siffror", whole_month=True)
VISIT = YearDay(date(2027, 3, 10), DaySort.EXCHANGE, "Besök i Varberg", href="utbyte.html")


def wheel(*days, today=None, lang="sv"):
    return BeautifulSoup(str(year_wheel(days, today, lang)), "html.parser")


def lines(page):
    return [" ".join(each.get_text(" ").split()) for each in page.select("ol.days > li")]


def test_the_list_goes_by_date_and_says_sort_and_whose():
    assert lines(wheel(VISIT, FIGURES, START)) == [
        "24 augusti 2026 Uppstart eget kalendarium · Laholm",
        "september 2026 Nya siffror publicering av siffror",
        "10 mars 2027 Besök i Varberg utbyte",
    ]


def test_every_line_has_its_number_in_the_wheel_once():
    marks = [each.parent for each in wheel(VISIT, FIGURES, START).select("svg g > title")]
    assert sorted(mark.find("text").get_text() for mark in marks) == ["1", "2", "3"]
    assert [m.title.get_text() for m in marks if m.find("text").get_text() == "3"] == [
        "10 mars 2027: Besök i Varberg"
    ]


def test_a_month_is_read_as_a_month_and_a_day_as_a_day():
    stamps = [each["datetime"] for each in wheel(FIGURES, VISIT).select("time")]
    assert stamps == ["2026-09", "2027-03-10"]


def test_the_drawing_is_an_image_with_name_description_and_the_list_as_its_details():
    page = wheel(START)
    assert page.svg["role"] == "img"
    assert page.svg.title.get_text() == "Årshjul för läsåret 2026/27"
    assert page.svg.desc.get_text()
    assert page.select_one(f"#{page.figure['aria-details']}").name == "ol"


def test_what_people_typed_is_never_markup():
    page = wheel(YearDay(date(2026, 9, 1), DaySort.CALENDAR, "<script>x</script>", "<b>vi</b>"))
    assert page.select("script, b") == []
    assert "<script>x</script>" in page.get_text()


def test_the_hand_stands_only_in_a_year_that_is_shown_and_only_when_asked_for():
    assert "i dag, 22 november 2026" in wheel(START, today=date(2026, 11, 22)).get_text()
    assert "stroke-dasharray" not in str(wheel(START))
    other = wheel(START, today=date(2030, 1, 1))
    assert len(other.select("svg > g[stroke-dasharray]")) == 0


def test_no_days_is_an_answer_with_the_next_step():
    page = wheel()
    assert page.svg is None
    assert "fgte journal form arshjul" in page.get_text()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_same_days_in_any_order_give_the_same_bytes(lang):
    assert str(wheel(START, VISIT, lang=lang)) == str(wheel(VISIT, START, lang=lang))


def test_a_school_year_begins_in_august():
    assert school_year(date(2026, 7, 31)) == 2026
    assert school_year(date(2026, 8, 1)) == 2027
    assert in_school_year([START, VISIT], 2027) == (START, VISIT)


def test_august_is_at_the_top_and_the_year_goes_clockwise():
    firsts = [date(2026 + (m < 8), m, 1) for m in (8, 11, 2, 5)]
    angles = [angle_of(YearDay(day, DaySort.CALENDAR, "x")) for day in firsts]
    assert angles == pytest.approx([0, tau / 4, tau / 2, 3 * tau / 4], abs=0.01)


@pytest.mark.parametrize("n", [2, 5, 12])
def test_marks_on_the_same_day_are_moved_apart(n):
    moved = sorted(apart([1.0] * n, 0.3))
    assert all(after - before > 0.29 for before, after in pairwise(moved))
    assert sum(moved) / n == pytest.approx(1.0)


def test_more_marks_than_there_is_room_for_are_spread_evenly():
    moved = apart([0.1] * 40, 0.3)
    assert len(moved) == 40
    assert len({round(each, 2) for each in moved}) == 40


def test_only_the_rings_that_have_days_are_drawn():
    key = re.findall(r">([a-zåäö ]+)</text>", str(wheel(START)))
    assert "eget kalendarium" in key
    assert "utbyte" not in key
