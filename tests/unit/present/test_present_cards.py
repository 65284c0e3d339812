"""A card: who published the figures, the numbers with their names, what to mind."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.model import RecordKind
from fgte.present.cards import card, caveats, facts, latest_value, publishers, source_text
from fgte.present.sexes import sexes_sentence

PLACES = ["1315", "1380", "1381", "1383", "1384"]
CITED = re.compile(r"Källa: (\w+)[^.]*?(\d{4}(?:–\d{4})?)\.")


@pytest.fixture(scope="module")
def findings(store):
    return fgte.assess_all("1384", store=store)


@pytest.fixture(scope="module")
def official(repo):
    return pd.read_csv(repo / "data/official/fgte_figures.csv", dtype={"municipality_id": str})


def plain(words):
    return re.sub(r"[\u00a0\u202f]", " ", words)


def named(finding, name):
    found = [plain(value) for label, value in facts(finding, "sv") if label.startswith(name)]
    assert len(found) == 1
    return found[0]


def test_each_publisher_is_cited_for_its_own_years(findings):
    said = source_text(findings["meritvarde_utan_nyinvandrade"], "sv")
    assert CITED.findall(said) == [("Kolada", "2015–2022"), ("Skolverket", "2023–2025")]
    assert "N15567" in said


def test_skolverkets_figures_are_never_cited_as_koladas(findings):
    said = source_text(findings["betygspoang_yrkesprogram"], "sv")
    assert CITED.findall(said) == [("Skolverket", "2022–2025")]
    assert "Källa: Kolada" not in said
    assert publishers(findings["betygspoang_yrkesprogram"]) == ["Skolverket"]


def test_an_own_calculation_is_never_cited_as_koladas(findings):
    said = source_text(findings["nationella_prov_ak3"], "sv")
    assert "Källa:" not in said
    assert said.startswith("Egen beräkning")
    assert "N15452" in said
    assert "N15454" in said
    assert publishers(findings["nationella_prov_ak3"]) == ["Kolada"]


@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_cited_published_those_years(store, official, place):
    for finding in fgte.assess_all(place, sexes=("T",), store=store):
        mine = official[official["kpi"].isin(finding.indicator.series[0].kpis[finding.variant])]
        mine = mine[mine["municipality_id"].eq(place) & mine["sex"].eq("T")]
        years = mine.groupby("source")["year"].agg(["min", "max"]).sort_values("min")
        expected = [(name, f"{a}–{b}") for name, (a, b) in years.T.items()]
        own = finding.indicator.id == "nationella_prov_ak3"
        assert CITED.findall(source_text(finding, "sv")) == ([] if own else expected)


def test_without_figures_no_one_is_cited(store):
    assert source_text(fgte.assess("alla_amnen_ak6", "1384", store=store), "sv") == ""


def test_the_facts_are_the_numbers_of_the_finding(findings):
    finding = findings["meritvarde_utan_nyinvandrade"]
    assert named(finding, "Senaste värde (2025)") == "233,2 poäng"
    assert named(finding, "Elever bakom värdet") == "1 074"
    assert named(finding, "Osäkerhetsintervall") == "229,5–236,9 poäng"
    assert named(finding, "Sedan 2024") == "−6,4 poäng (−11,8 till −1,0)"
    assert named(finding, "Så ofta ger slump") == "ungefär två gånger av hundra"
    assert named(finding, "Riket (2022)") == "227,8 poäng"
    assert named(finding, "Utveckling per år (2015–2022)") == "+0,2 (−1,3 till +1,7)"
    assert named(finding, "Mot riket per år") == "−0,2 (−1,3 till +1,1)"


def test_approximate_numbers_of_pupils_say_so(findings):
    assert named(findings["meritvarde"], "Elever bakom värdet") == "ungefär 1 015"


def test_without_pupils_it_says_that_no_interval_can_be_had(store):
    finding = fgte.assess("examen_3ar", "1315", store=store)
    assert finding.interval is None
    assert not re.search(r"\d", named(finding, "Osäkerhetsintervall"))
    assert named(finding, "Elever bakom värdet") == "inte känt"


def test_a_missing_figure_is_said_and_not_given_a_number(store):
    finding = fgte.assess("alla_amnen_ak6", "1384", store=store)
    assert latest_value(finding, "sv") == "uppgift saknas"


def test_without_a_trend_no_slope_is_among_the_facts(findings):
    labels = [label for label, _ in facts(findings["betygspoang_yrkesprogram"], "sv")]
    assert not [label for label in labels if "per år" in label]


def test_what_has_happened_is_told_before_what_the_figure_cannot_say(findings):
    finding = findings["meritvarde"]
    said = caveats(finding, "sv")
    told = [record.text.sv for record in finding.records]
    assert [line for line in said if line in told] == said[: len(told)]
    assert said[len(told) :] == [each.sv for each in finding.caveats]
    assert any("2020" in line and "2021" in line for line in said)


def test_breaks_and_odd_years_come_before_notes_oldest_first(findings):
    finding = findings["meritvarde_utan_nyinvandrade"]
    by_text = {record.text.sv: record for record in finding.records}
    kinds = [by_text[line].kind for line in caveats(finding, "sv") if line in by_text]
    assert kinds == [RecordKind.BREAK, RecordKind.NOTE, RecordKind.NOTE]
    years = [by_text[line].year for line in caveats(finding, "sv") if line in by_text][1:]
    assert all(a <= b for a, b in pairwise(years))


def test_why_two_years_have_no_result_is_told_once(findings):
    said = [line for line in caveats(findings["nationella_prov_ak3"], "sv") if "2021" in line]
    assert len(said) == 1


def test_the_card_shows_every_note_source_and_chart(findings):
    for finding in findings:
        page = BeautifulSoup(card(finding).source, "html.parser")
        shown = [item.get_text() for item in page.select("ul.caveats li")]
        assert shown == (caveats(finding, "sv") if finding.series else [])
        by_sex = 2 if finding.gap.sexes.status == "ok" else 0
        assert len(page.select("svg")) == bool(finding.series) + by_sex
        source = page.select_one("p.source")
        assert (source.get_text() if source else "") == source_text(finding, "sv")


def test_every_chart_leads_to_the_table_of_its_own_figures(findings):
    page = BeautifulSoup("".join(str(card(each)) for each in findings), "html.parser")
    charts = page.select("figure.chart")
    tables = {each["id"]: each for each in page.select("details.data[id]")}
    assert len(charts) == len(tables) >= 13
    for chart in charts:
        caption = tables[chart["aria-details"]].find("caption")
        assert caption.get_text() == chart.find("figcaption").get_text()


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Inget tal mäter"), ("en", "No figure measures")]
)
def test_that_none_measures_the_distance_is_said_once_by_a_card_alone_and_not_on_each_of_a_page(
    store, findings, lang, said
):
    finding = fgte.assess("meritvarde", "Kungsbacka", store=store)
    assert str(card(finding, lang)).count(said) == 1
    page = findings.page(lang)
    cards = "".join(str(page.stage(stage)) for stage in ("ak3", "ak6", "ak9", "gy"))
    assert cards.count('class="windows"') > 1
    assert said not in cards


def test_the_parts_have_a_row_each_with_their_latest_value(findings):
    page = BeautifulSoup(card(findings["nationella_prov_ak3"]).source, "html.parser")
    rows = [plain(row.get_text(" ", strip=True)) for row in page.select("tr")]
    assert any(row.startswith("Svenska och") and "69,6 % (2022)" in row for row in rows)
    assert any(row.startswith("Matematik") and "70,1 % (2022)" in row for row in rows)


AHEAD = re.compile(r"(Flickorna|Pojkarna) låg ([\d,]+)[^.]*? över (flickorna|pojkarna) (\d{4})")


@pytest.mark.parametrize("place", PLACES)
def test_who_is_said_to_be_ahead_is_ahead_in_the_published_figures(store, official, place):
    for finding in fgte.assess_all(place, sexes=("T",), store=store):
        for above, size, below, year in AHEAD.findall(plain(sexes_sentence(finding))):
            kpi = finding.indicator.series[0].kpis[finding.variant][0]
            mine = official[official["kpi"].eq(kpi) & official["municipality_id"].eq(place)]
            by_sex = mine[mine["year"].eq(int(year))].set_index("sex")["value"]
            ahead = by_sex["K"] - by_sex["M"]
            assert (above, below) == (
                ("Flickorna", "pojkarna") if ahead > 0 else ("Pojkarna", "flickorna")
            )
            assert float(size.replace(",", ".")) == pytest.approx(abs(ahead), abs=0.051)


@pytest.mark.parametrize(
    ("indicator", "place", "said"),
    [
        ("meritvarde", "1384", ("Flickorna", "19,3", "pojkarna", "2022")),
        ("behorig_yrkesprogram", "1380", ("Flickorna", "5,6", "pojkarna", "2022")),
        ("behorig_yrkesprogram", "1381", ("Pojkarna", "10,4", "flickorna", "2022")),
    ],
)
def test_the_sexes_as_published(store, indicator, place, said):
    page = card(fgte.assess(indicator, place, store=store)).source
    assert AHEAD.findall(plain(page))[0] == said


@pytest.mark.parametrize(
    ("indicator", "place", "first"),
    [("meritvarde", "1384", "girls"), ("behorig_yrkesprogram", "1381", "boys")],
)
def test_the_sexes_in_english_the_same_way_round(store, indicator, place, first):
    said = sexes_sentence(fgte.assess(indicator, place, store=store), "en").lower()
    second = {"girls": "boys", "boys": "girls"}[first]
    assert said.index(first) < said.index("above") < said.index(second)
