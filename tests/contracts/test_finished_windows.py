"""The pages that look through the windows on the gap: equity, year groups, one school."""

import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from fgte.catalogue import open_catalogue
from fgte.reports import jobs_for, run, write_index
from fgte.settings import read_settings
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.sources.raw import raw_figures
from fgte.store.build import build
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

SCHOOL = "10000003"
REPORTS = ("likvardighet", "arskull")
STEMS = ("kungsbacka-likvardighet", "hylte-likvardighet", "kungsbacka-arskull", f"skola-{SCHOOL}")


def schools():
    """Eight years of five made-up schools in Kungsbacka: one hides its figure, one is small."""
    same = {"source": "Skolverket", "municipality_id": "1384", "sex": "T", "snapshot_id": "made"}
    for unit, (base, pupils) in enumerate([(70, 90), (82, 60), (88, 75), (None, 12), (91, 6)]):
        for year in range(2015, 2023):
            value = None if base is None else base + (year * (unit + 3)) % 7
            yield same | {
                "kpi": "N15419",
                "year": year,
                "value": value,
                "pupils": pupils,
                "school_unit": f"{10_000_000 + unit + 1}",
                "status": "ok" if value is not None else "suppressed",
            }
        share = {"kpi": "N15820", "year": 2021, "value": 40.0 + 8 * unit, "pupils": None}
        size = {"kpi": "N15809", "year": 2021, "value": 200.0 + 30 * unit, "pupils": None}
        for each in (share, size):
            yield same | each | {"school_unit": f"{10_000_000 + unit + 1}", "status": "ok"}


def home_with(folder, change=lambda raw: raw):
    """A home whose store holds the shipped figures and the made-up schools."""
    chosen = read_settings({}, home=folder)
    build(chosen)
    source = chosen.official / "fgte_figures.csv"
    origin = read_origin(source)
    mark = open_table(chosen.store).fingerprint
    raw = change(read_official(source, snapshot_id=origin.snapshot_id))
    book = open_catalogue(chosen)
    both = pd.concat([raw, raw_figures(list(schools()))], ignore_index=True)
    write_table(chosen.store, tidy(both, book), fingerprint=mark, origins=[origin])
    return chosen


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return home_with(tmp_path_factory.mktemp("windows"))


def make(settings, folder):
    jobs = [
        *jobs_for(["1384", "1315"], False, settings, report="likvardighet", output=folder),
        *jobs_for(["1384"], False, settings, report="arskull", output=folder),
        *jobs_for([], False, settings, schools=[SCHOOL], output=folder),
    ]
    outcomes = run(jobs, settings)
    assert [str(each.cause) for each in outcomes if not each.ok] == []
    write_index(outcomes, settings, settings.lang, output=folder)
    return folder


@pytest.fixture(scope="module")
def folder(home, tmp_path_factory):
    return make(home, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def pages(folder):
    return {
        stem: BeautifulSoup((folder / f"{stem}.html").read_text(encoding="utf-8"), "html.parser")
        for stem in (*STEMS, "index")
    }


def words(page):
    return " ".join(page.get_text(" ").split())


def section(page, heading):
    """The words from one heading of the second level to the next."""
    found = next(each for each in page.main.find_all("h2") if each.get_text() == heading)
    said = []
    for each in found.find_all_next():
        if each.name == "h2":
            break
        if each.name in ("p", "li"):
            said.append(words(each))
    return said


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_says_in_three_sentences_what_it_cannot_tell(pages, stem):
    (said,) = section(pages[stem], "Vad sidan inte kan säga")
    assert len(re.findall(r"[.](?:\s|$)", said)) == 3


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_is_light_needs_nothing_from_outside_and_ends_in_questions_and_sources(
    folder, pages, stem
):
    html = (folder / f"{stem}.html").read_text(encoding="utf-8")
    assert len(html.encode()) < 600_000
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)
    headings = [h.get_text() for h in pages[stem].main.find_all("h2")]
    assert headings[-2].startswith("Frågor")
    assert headings[-1] == "Källor"


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_is_swedish_has_one_title_and_unlike_addresses(pages, stem):
    from tests.contracts.test_swedish_pages_have_no_english import english_in, visible

    page = BeautifulSoup(str(pages[stem]), "html.parser")
    assert len(page.find_all("h1")) == 1
    ids = [each["id"] for each in page.select("[id]")]
    assert sorted(set(ids)) == sorted(ids)
    assert english_in(visible(page)) == []


@pytest.mark.parametrize("stem", STEMS)
def test_every_chart_has_a_description_and_a_table(pages, stem):
    charts = pages[stem].select("figure.chart")
    assert charts
    for figure in charts:
        assert figure.svg.title.get_text().strip()
        assert figure.svg.desc.get_text().strip()
        assert figure.find_next_sibling("details").select("tbody tr")


@pytest.mark.parametrize("stem", STEMS)
def test_no_other_municipality_is_named(pages, stem):
    own = "Hylte" if stem.startswith("hylte") else "Kungsbacka"
    others = {"Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"} - {own}
    said = words(pages[stem].main).replace("Högskolan i Halmstad", "")
    assert not [name for name in others if name in said]


def test_average_is_not_capacity_is_said_where_an_average_is_shown(pages):
    for stem in ("kungsbacka-likvardighet", "hylte-likvardighet"):
        said = words(pages[stem])
        assert "ett genomsnitt är inte kapacitet" in said
        assert "ett genomsnitt, inte elevernas kapacitet och inget mål" in said


def test_no_school_is_named_or_numbered_among_the_schools(pages):
    said = str(pages["kungsbacka-likvardighet"])
    assert "3 skolor ingår" in said
    assert "1 med dold uppgift och 1 med färre än tio elever" in said
    assert not re.search(r"1000000\d", said)


def test_the_two_meanings_of_segregation_are_told_apart(pages):
    said = section(pages["kungsbacka-likvardighet"], "Mellan skolor")
    assert any("är en annan fråga" in each and "resultat" in each for each in said)
    assert any("behöva byta skola" in each for each in said)
    assert any("Av slump ensam" in each for each in said)


def test_without_school_files_the_page_says_how_they_come_in(pages):
    said = " ".join(section(pages["hylte-likvardighet"], "Mellan skolor"))
    assert "fgte import" in said
    assert "fgte fetch" not in said
    assert "behöva byta skola" not in said


def test_an_own_calculation_and_a_published_deviation_stand_apart(pages):
    said = section(
        pages["kungsbacka-likvardighet"], "Bredvid kommuner med liknande elevsammansättning"
    )
    own = [each for each in said if each.startswith("Eget modellberäknat värde")]
    published = [each for each in said if each.startswith("SKR:s publicerade avvikelse")]
    assert own
    assert published
    assert not any("Källa: Kolada" in each for each in own)
    assert any("Källa: Kolada" in each for each in published)


def test_a_check_against_similar_municipalities_says_which_and_places_nobody(pages):
    for stem in ("kungsbacka-likvardighet", "hylte-likvardighet"):
        said = " ".join(section(pages[stem], "Bredvid kommuner med liknande elevsammansättning"))
        name = stem.partition("-")[0].capitalize()
        assert f"”Liknande kommuner grundskola, {name}, 2024”" in said
        assert "Prövat mot Koladas grupp av liknande kommuner 2022" in said
        assert "högst två kommuner av hundra" in said


def test_a_year_groups_way_has_its_links_its_missing_links_and_no_pupils(pages):
    said = words(pages["kungsbacka-arskull"])
    assert "Samma årskull, inte exakt samma elever." in said
    assert "Åk 3 våren 2020: Inget resultat publicerades" in said
    assert "Åk 6 (2019) och gymnasiet efter fyra år (2026): Siffror saknas i underlaget" in said
    assert "Slumpen ensam ger ungefär en av tjugo." in said
    assert "bara vad som är möjligt, aldrig vad som är troligt" in said


def test_hyltes_zeros_are_in_no_window(pages):
    assert " 0,0 %" not in words(pages["hylte-likvardighet"].main).replace("\u00a0", " ")


def test_a_school_is_read_against_its_own_years_and_beside_no_other(pages):
    page = pages[f"skola-{SCHOOL}"]
    said = words(page.main)
    assert f"Skolenhet {SCHOOL} i Kungsbacka" in said
    assert not [unit for unit in range(1, 6) if unit != 3 and f"1000000{unit}" in str(page)]
    heads = {h.get_text() for h in page.select("details.data th[scope=col]")}
    assert {"Skolan", "Kungsbacka, alla kommunens skolor"} <= heads
    assert "ett sammanhang, inget mått på skolan" in said


def test_the_index_leads_to_them_after_each_municipalitys_own_report(pages):
    leads = [a["href"] for a in pages["index"].select("main a[href$='.html']")]
    assert leads == [
        "hylte-likvardighet.html",
        "kungsbacka-likvardighet.html",
        "kungsbacka-arskull.html",
        f"skola-{SCHOOL}.html",
    ]


def test_the_same_store_gives_the_same_bytes(home, folder, tmp_path):
    again = make(home, tmp_path / "again")
    for stem in STEMS:
        assert (again / f"{stem}.html").read_bytes() == (folder / f"{stem}.html").read_bytes()


def test_the_command_that_makes_a_page_again_stands_in_it(pages, folder):
    assert "fgte report likvardighet Kungsbacka" in words(pages["kungsbacka-likvardighet"])
    assert f"fgte report skola {SCHOOL}" in words(pages[f"skola-{SCHOOL}"])
    noted = json.loads((folder / "kungsbacka-arskull.ipynb").read_text(encoding="utf-8"))
    assert noted["metadata"]["fgte"]["command"] == "fgte report arskull Kungsbacka"


def headings(path):
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return [each["id"] for each in page.main.find_all(["h2", "h3"])]


def test_values_that_change_places_change_no_order(folder, tmp_path):
    """Kungsbacka's figures given to Hylte and the other way: headings and rows stay as they are."""
    swap = {"1384": "1315", "1315": "1384"}
    moved = home_with(
        tmp_path / "home",
        lambda raw: raw.assign(municipality_id=raw["municipality_id"].replace(swap)),
    )
    there = make(moved, tmp_path / "pages")
    for stem in ("kungsbacka-likvardighet", "hylte-likvardighet"):
        before, after = (headings(place / f"{stem}.html") for place in (folder, there))
        assert [each for each in before if each in after] == [e for e in after if e in before]
        assert len(set(before) & set(after)) > 10
    leads = [
        re.findall(r'href="([^"]+\.html)"', (place / "index.html").read_text(encoding="utf-8"))
        for place in (folder, there)
    ]
    assert leads[0] == leads[1]
