"""What stands in the finished pages: the figures that were published, and what they lack."""

import copy
import itertools
import json
import re

import pytest
from bs4 import BeautifulSoup

from fgte.reports import jobs_for, run

STEMS = ("hylte", "halmstad", "laholm", "varberg", "kungsbacka", "region")


@pytest.fixture(scope="module")
def pages(reports):
    return {
        stem: BeautifulSoup((reports / f"{stem}.html").read_text(encoding="utf-8"), "html.parser")
        for stem in (*STEMS, "index")
    }


def words(page):
    return " ".join(page.get_text(" ").split())


def card(page, heading):
    return next(a for a in page.select("article.finding") if a.h3.get_text() == heading)


def fact(article, name):
    pairs = zip(article.select("dl.facts dt"), article.select("dl.facts dd"), strict=True)
    return next(words(value) for label, value in pairs if words(label).startswith(name))


def test_the_index_leads_to_all_six_region_first_then_code_order(pages, reports):
    leads = [a["href"] for a in pages["index"].select("main a[href$='.html']")]
    assert leads == [f"{stem}.html" for stem in (STEMS[-1], *STEMS[:-1])]
    assert all((reports / lead).is_file() for lead in leads)


@pytest.mark.parametrize(("stem", "value"), [("kungsbacka", "237,0"), ("halmstad", "219,9")])
def test_meritvarde_2022_in_municipal_schools(pages, stem, value):
    article = card(pages[stem], "Genomsnittligt meritvärde med nyinvandrade elever")
    assert fact(article, "Senaste värde (2022)") == f"{value} poäng"


def test_kungsbacka_2025_without_newcomers_with_its_pupils(pages):
    article = card(pages["kungsbacka"], "Genomsnittligt meritvärde utan nyinvandrade elever")
    assert fact(article, "Senaste värde (2025)") == "233,2 poäng"
    assert fact(article, "Elever bakom värdet") == "1 074"


@pytest.mark.parametrize("stem", STEMS)
def test_every_indicator_has_its_card_in_the_collaborations_order(pages, stem):
    headings = [article.h3.get_text() for article in pages[stem].select("article.finding")]
    assert len(headings) == 13
    assert headings[0].startswith("Klarat alla delprov")
    assert headings[-1] == "Yrkesexamen inom tre år"


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_says_in_three_sentences_what_it_cannot_tell(pages, stem):
    found = next(h for h in pages[stem].main("h2") if h.get_text() == "Vad sidan inte kan säga")
    said = words(found.find_next("p"))
    assert len(re.findall(r"[.](?:\s|$)", said)) == 3
    assert "inte varför" in said
    assert "enskilda elever" in said


@pytest.mark.parametrize("stem", STEMS)
def test_every_chart_has_a_description_and_a_table(pages, stem):
    for figure in pages[stem].select("figure.chart"):
        assert figure.svg.title.get_text().strip()
        assert figure.svg.desc.get_text().strip()
        assert figure.find_next_sibling("details").select("tbody tr")


@pytest.mark.parametrize("stem", [*STEMS, "index"])
def test_a_page_is_swedish_has_one_title_and_headings_in_order(pages, stem):
    page = pages[stem]
    assert page.html["lang"] == "sv"
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("stem", [*STEMS, "index"])
def test_numbers_have_a_decimal_comma_and_no_code_shows(pages, stem):
    page = copy.copy(pages[stem])
    for each in page.select("svg, style, footer, section.source"):
        each.decompose()
    text = words(page)
    assert not re.search(r"\b\d+\.\d+\b(?!\.)", text)
    for foreign in (" nan ", "None", "assess_all", "Traceback", "import "):
        assert foreign not in text


@pytest.mark.parametrize("stem", [*STEMS, "index"])
def test_a_page_needs_nothing_from_outside(reports, stem):
    html = (reports / f"{stem}.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)
    assert "@import" not in html
    assert len(html.encode()) < 600_000


@pytest.mark.parametrize("stem", STEMS[:-1])
def test_a_municipal_report_names_no_other_municipality(pages, stem):
    others = {"Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"} - {stem.capitalize()}
    text = words(pages[stem].main).replace("Högskolan i Halmstad", "")
    assert not [name for name in others if name in text]


def test_what_the_figures_lack_is_said(pages):
    lacking = words(pages["varberg"].select_one("section.lacking"))
    assert "Alla ämnen åk 6" in lacking
    assert "Siffrorna slutar 2022" in lacking
    assert "Uppdelning på flickor och pojkar finns inte" in lacking
    assert "Rikets siffror slutar före kommunens" in words(
        pages["kungsbacka"].select_one("section.lacking")
    )


def test_hylte_says_why_it_is_read_otherwise(pages):
    article = card(pages["hylte"], "Gymnasieexamen inom tre år")
    assert "inga egna nationella program" in words(article)
    assert fact(article, "Senaste värde (2022)") == "61,2 %"


def test_published_values_and_own_calculations_are_told_apart(pages):
    tests = words(card(pages["laholm"], "Klarat alla delprov i de nationella proven i årskurs 3"))
    assert "Egen beräkning på underlag från Kolada (N15452, N15454)" in tests
    assert "Källa: Kolada (N15452" not in tests
    merit = words(card(pages["laholm"], "Genomsnittligt meritvärde med nyinvandrade elever"))
    assert "Källa: Kolada (N15505), 2015–2022." in merit


def test_a_report_ends_in_questions_and_sources(pages):
    for stem in STEMS:
        headings = [h.get_text() for h in pages[stem].main.find_all("h2")]
        assert headings[-2].startswith("Frågor")
        assert headings[-1] == "Källor"
        assert len(pages[stem].select("ol.questions li")) >= 3


def test_the_executed_notebook_is_kept_beside_the_page(reports):
    for stem in STEMS:
        notebook = json.loads((reports / f"{stem}.ipynb").read_text(encoding="utf-8"))
        assert any(cell.get("outputs") for cell in notebook["cells"])


def test_the_same_store_gives_the_same_bytes(settings, reports, tmp_path):
    run(jobs_for(["1384"], True, settings, output=tmp_path), settings, workers=2)
    for stem in ("kungsbacka", "region"):
        assert (tmp_path / f"{stem}.html").read_bytes() == (reports / f"{stem}.html").read_bytes()


def test_english_reports_speak_english(settings, tmp_path):
    from dataclasses import replace

    english = replace(settings, lang="en")
    run(jobs_for(["1384"], False, english, output=tmp_path), english)
    page = BeautifulSoup((tmp_path / "kungsbacka.html").read_text(encoding="utf-8"), "html.parser")
    text = words(page)
    assert page.html["lang"] == "en"
    assert "237.0 points" in text
    for swedish in ("kommunens", "elever", "Årskurs", "osäkerhetsintervall", "Riket"):
        assert swedish not in text, swedish


@pytest.mark.parametrize("stem", STEMS[:-1])
def test_the_overview_has_a_small_series_for_every_indicator_stage_by_stage(pages, stem):
    stages = pages[stem].select(".stages figure.chart svg")
    assert [svg.title.get_text().split(" i ")[0] for svg in stages] == [
        "Årskurs 3",
        "Årskurs 6",
        "Årskurs 9",
        "Gymnasiet",
    ]
    labels = [row.th.get_text() for row in pages[stem].select("table.overview tbody tr")]
    drawn = words(pages[stem].select_one(".stages"))
    assert [label for label in labels if f"{label}:" not in drawn] == []


@pytest.mark.parametrize("stem", STEMS[:-1])
def test_where_the_sexes_are_published_there_are_lines_and_the_gap(pages, stem):
    ids = [svg["id"] for svg in pages[stem].select("figure.chart svg")]
    both = [each.removesuffix("-sexes") for each in ids if each.endswith("-sexes")]
    assert both
    assert both == [each.removesuffix("-gap") for each in ids if each.endswith("-gap")]


@pytest.mark.parametrize("stem", STEMS[:-1])
def test_limits_of_usual_variation_are_said_to_be_provisional(pages, stem):
    told = [
        words(pair.dd)
        for pair in pages[stem].select("dl.facts > div")
        if words(pair.dt).startswith("Vanlig variation")
    ]
    assert told
    assert all(each.endswith("(provisoriskt)") for each in told)


def test_the_region_draws_five_movements_for_each_indicator_and_no_levels(pages):
    charts = pages["region"].select("figure.chart svg")
    assert charts
    assert all(svg["id"].endswith("-region-T") for svg in charts)
