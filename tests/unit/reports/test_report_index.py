"""The index leads to every report, always in the same order."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from fgte.catalogue import open_catalogue
from fgte.reports import JobStatus, Outcome, jobs_for, write_index
from fgte.reports.jobs import Fault
from fgte.reports.pages import failure_page
from fgte.settings import Settings
from fgte.store import build
from fgte.texts import text

ALL = ("Kungsbacka", "Hylte", "Varberg", "Halmstad", "Laholm")
IN_ORDER = [f"{x}.html" for x in ("region", "hylte", "halmstad", "laholm", "varberg", "kungsbacka")]


@pytest.fixture
def outcomes(here: Settings) -> list[Outcome]:
    here.output.mkdir()
    return [Outcome(job, JobStatus.OK, 1.0) for job in jobs_for(ALL, True, here)]


def links(page: str) -> list[str]:
    return re.findall(r'<h3><a href="(.*?)"', page)


def test_the_region_is_first_and_the_order_is_that_of_the_codes(
    here: Settings, outcomes: list[Outcome]
) -> None:
    for order in (outcomes, outcomes[::-1]):
        page = write_index(order, here, "sv").read_text(encoding="utf-8")
        assert links(page) == IN_ORDER


def test_a_failed_report_is_listed_with_its_cause(here: Settings, outcomes: list[Outcome]) -> None:
    failed = Outcome(outcomes[2].job, JobStatus.FAILED, 1.0, cause="siffror < 3")
    page = write_index([*outcomes[:2], failed], here, "sv").read_text(encoding="utf-8")
    assert "Kunde inte göras. Orsak: siffror &lt; 3" in page


def test_reports_of_an_earlier_run_are_led_to(here: Settings, outcomes: list[Outcome]) -> None:
    (here.output / "laholm.html").write_text("<html>", encoding="utf-8")
    page = write_index(outcomes[:1], here, "sv").read_text(encoding="utf-8")
    assert links(page) == ["region.html", "laholm.html"]


def test_research_stands_last_and_by_name(here: Settings, outcomes: list[Outcome]) -> None:
    for stem in ("studie-b", "forskningsfragor", "studie-a", "kungsbacka-arskull"):
        title = f'<p class="place">Titel {stem}</p>'
        (here.output / f"{stem}.html").write_text(title, encoding="utf-8")
    page = write_index(outcomes[:1], here, "sv").read_text(encoding="utf-8")
    reports, _, research = page.partition('<h2 id="research">Forskning</h2>')
    assert links(reports) == ["region.html", "kungsbacka-arskull.html"]
    assert links(research) == ["forskningsfragor.html", "studie-a.html", "studie-b.html"]
    assert "Titel studie-a</a>" in research


def test_a_study_is_listed_by_its_title_as_its_page_says_it_now_and_as_it_once_did(
    here: Settings, outcomes: list[Outcome]
) -> None:
    now = '<p class="place kind">Följeforskning</p>\n<h1>Läser &amp; räknar</h1>'
    once = '<p class="place">Följeforskning: Förut</p>\n<h1>Följeforskning</h1>'
    for stem, heading in (("studie-nu", now), ("studie-forr", once)):
        (here.output / f"{stem}.html").write_text(heading, encoding="utf-8")
    page = write_index(outcomes[:1], here, "sv").read_text(encoding="utf-8")
    assert "Läser &amp; räknar</a>" in page
    assert "Följeforskning: Förut</a>" in page


def test_without_studies_there_is_no_heading_of_research(
    here: Settings, outcomes: list[Outcome]
) -> None:
    assert "Forskning" not in write_index(outcomes, here, "sv").read_text(encoding="utf-8")


def test_an_index_with_studies_alone_says_how_the_reports_are_made(here: Settings) -> None:
    here.output.mkdir()
    (here.output / "studie-a.html").write_text("<html>", encoding="utf-8")
    page = write_index([], here, "sv").read_text(encoding="utf-8")
    assert "De görs med ”fgte report”." in page
    assert links(page) == ["studie-a.html"]


def test_an_earlier_failure_is_not_shown_as_a_report(
    here: Settings, outcomes: list[Outcome]
) -> None:
    job = outcomes[3].job
    job.html.write_text(failure_page(job, Fault("x"), here.home, here), encoding="utf-8")
    page = write_index(outcomes[:1], here, "sv").read_text(encoding="utf-8")
    assert "Kunde inte göras vid senaste försöket" in page


def test_the_index_says_what_the_figures_are(here: Settings, outcomes: list[Outcome]) -> None:
    build(here)
    page = write_index(outcomes, here, "sv").read_text(encoding="utf-8")
    assert "från Kolada och Skolverket" in page
    assert "november 2026" in page


def test_the_index_is_written_in_english_too(here: Settings, outcomes: list[Outcome]) -> None:
    page = write_index(outcomes, here, "en").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Five municipalities in Halland" in page


COUNTRY = ("Lund", "Hylte", "Kiruna", "Malmö", "Ale", "Laholm", "Stockholm", "Vaxholm")
OTHERS = ("Partille", "Öckerö", "Stenungsund", "Tjörn", "Orust")


def test_the_rest_of_the_country_stands_by_county_in_the_order_of_the_codes(
    here: Settings,
) -> None:
    jobs = jobs_for(COUNTRY, False, here)
    here.output.mkdir()
    page = write_index([Outcome(job, JobStatus.OK, 1.0) for job in jobs[::-1]], here, "sv")
    shown = page.read_text(encoding="utf-8")
    assert links(shown) == ["hylte.html", "laholm.html"]
    assert re.findall(r"<h3>(\w[^<]*län)</h3>", shown) == [
        *("Stockholms län", "Skåne län", "Västra Götalands län", "Norrbottens län"),
    ]
    assert re.findall(r'<li data-name="(\w+ \d+)">', shown) == [
        *("Stockholm 0180", "Vaxholm 0187", "Malmö 1280", "Lund 1281", "Ale 1440", "Kiruna 2584"),
    ]
    assert "<script>" not in shown


def test_a_long_index_is_searched_by_a_script_that_its_policy_names(here: Settings) -> None:
    jobs = jobs_for([*COUNTRY, *OTHERS], False, here)
    here.output.mkdir()
    page = write_index([Outcome(job, JobStatus.OK, 1.0) for job in jobs], here, "sv")
    shown = page.read_text(encoding="utf-8")
    [script] = re.findall(r"<script>(.*?)</script>", shown, re.DOTALL)
    mark = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{mark}'" in shown
    assert '<form id="search" class="search" role="search" hidden>' in shown


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_municipality_has_a_county(here: Settings, lang: str) -> None:
    codes = {each.id[:2] for each in open_catalogue(here).every_municipality}
    assert len({text(f"reports.county.{code}", lang) for code in codes - {"00"}}) == 21
