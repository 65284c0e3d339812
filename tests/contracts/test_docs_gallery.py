"""The page on charts shows every type, on the shipped figures where they have one."""

from __future__ import annotations

import re

import pytest

from fgte.present.chart import Chart as AnyChart
from fgte.present.chart import CohortChart, SeriesChart, SpreadChart
from tests.example_charts import EXAMPLES, example
from tools.docs_gallery import INVENTED, NOWHERE, PICTURES, picture
from tools.docs_pages import filled

NAMES = list(PICTURES)


@pytest.fixture(scope="module")
def page(repo):
    return (repo / "docs" / "explanation" / "diagram.md").read_text(encoding="utf-8")


def features(chart: AnyChart) -> set[str]:
    """What sort of chart it is, and which of the special parts it has."""
    parts = ("limits", "work", "runs", "zero")
    return {type(chart).__name__} | {part for part in parts if getattr(chart, part, None)}


def test_every_type_and_every_special_part_has_its_picture():
    shown = set().union(*(features(PICTURES[name]().chart) for name in NAMES))
    assert set().union(*(features(example(name)) for name in EXAMPLES)) - shown == set()


def test_every_picture_is_on_the_page_once(page):
    assert sorted(re.findall(r"made at build: picture (\w+)", page)) == sorted(NAMES)


def test_every_picture_says_how_it_misleads(page):
    parts = page.split("<!-- made at build: picture ")[1:]
    assert [part[:20] for part in parts if "vilseleder" not in part] == []


@pytest.mark.parametrize("name", NAMES)
def test_invented_figures_are_those_of_a_place_that_does_not_exist(name):
    shown = PICTURES[name]()
    assert (NOWHERE in shown.chart.title) == (shown.source == INVENTED)


def test_only_what_the_shipped_figures_lack_is_invented():
    invented = {name for name in NAMES if PICTURES[name]().source == INVENTED}
    kinds = {type(PICTURES[name]().chart) for name in invented}
    assert invented == {"censored", "suppressed", "cohort", "spread", "limits", "runs", "work"}
    assert kinds == {SeriesChart, CohortChart, SpreadChart}


def test_the_same_figures_give_the_same_page():
    place = "".join(f"<!-- made at build: picture {name} -->" for name in NAMES)
    assert filled(place) == filled(place)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_leads_to_its_table_and_breaks_no_block_of_the_page(name):
    made = picture(name)
    target = re.search(r'<figure class="chart" aria-details="([^"]+)">', made)[1]
    assert f'<details class="chart-data" id="{target}">' in made
    assert "\n\n" not in made
    assert made.count("```") == 2
