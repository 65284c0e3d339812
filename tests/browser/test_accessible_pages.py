"""Every type of page under axe (WCAG 2.0 and 2.1, A and AA), by keyboard, and by its headings."""

import json
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from pypdf import PdfReader

from fgte.catalogue import municipalities
from fgte.cli import main
from fgte.journal import Kind, open_journal
from fgte.journal.examples import add_examples
from fgte.reports import jobs_for, run
from fgte.reports.forms import Form, export
from fgte.reports.index import write_index
from fgte.reports.jobs import Fault
from fgte.reports.journal_jobs import journal_jobs
from fgte.reports.pages import failure_page
from fgte.reports.publishing.changes import Held, changes_between
from fgte.reports.publishing.edition_page import edition_page
from fgte.reports.publishing.said import Said
from fgte.settings import read_settings
from fgte.store import build
from tests.unit.journal.full_documents import FULL
from tests.unit.sources.instrument_files import about, answers, varied

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
PAGES = (
    *("index", "kungsbacka", "hylte", "region", "sammanfattning", "hylte-namnd", "laholm"),
    *("hylte-likvardighet", "hylte-arskull", "edition"),
    *("erfarenhetsutbyte-2026", "kungsbacka-kollegialt_larande", "kungsbacka-larande_natverk"),
    *("kungsbacka-skolsegregation", "kungsbacka-kompetensresa", "kungsbacka-mjuka_varden"),
    "kungsbacka-mjukt_till_hart",
    *("hylte-larande_natverk", "studie-studie", "skola-56285442", "utbyte", "forskningsfragor"),
)
"""A page of each type; Laholm's is the one that says that a report could not be made.

Hylte's on a learning network has nothing to show.
"""

LEARNING = tuple(PAGES[PAGES.index("kungsbacka-kollegialt_larande") :][:6])
SIRIS = Path(__file__).parents[3] / "shared/data/skolverket/slutbetyg_ak9_2025_skolenhet.csv"


@pytest.fixture(scope="module")
def folder(settings, tmp_path_factory):
    """A folder with every type of page, the failed one in the place of Laholm's report."""
    place = tmp_path_factory.mktemp("pages")
    codes = [each.id for each in municipalities() if each.name in ("Hylte", "Kungsbacka")]
    done = export(jobs_for(codes, True, settings, output=place), list(Form), settings)
    assert [each.cause for each in done.made if not each.ok] == []
    (failed,) = jobs_for(["Laholm"], False, settings, output=place)
    fault = Fault("Ett prov på ett fel.", "Årskurs 9")
    page = failure_page(failed, fault, place / "log.txt", settings)
    failed.html.write_text(page, encoding="utf-8")
    others = [
        job
        for report in ("likvardighet", "arskull")
        for job in jobs_for(["Hylte"], False, settings, report=report, output=place)
    ]
    assert [each.cause for each in run(others, settings)] == [None, None]
    write_index(done.pages, settings, "sv", output=place)
    (place / "edition.html").write_text(second_edition(settings), encoding="utf-8")
    make_of_the_work(place, tmp_path_factory.mktemp("work"))
    return place


def make_of_the_work(place, home):
    """The pages on the change work, on a study and, where Skolverket's file is, on a school."""
    settings = read_settings({}, home=home)
    build(settings)
    with open_journal(settings) as journal:
        add_examples(journal, who="anna")
        for kind in (Kind.LEARNING_NETWORK, Kind.COMPETENCE_JOURNEY):
            taking_part = [{"role": "rektor", "municipality": "1384"}]
            more = {"participants": taking_part} if kind is Kind.COMPETENCE_JOURNEY else {}
            content = FULL[kind] | {"links": []} | more
            journal.create(kind, content, owner="1384", visibility="regional", who="x")
    wishes = [
        ["import", str(answers(home, varied(24))), "--instrument", str(about(home))],
        ["study", "--form", str(home)],
        ["study", str(home / "studie.toml"), "--out", str(place)],
        *([["import", str(SIRIS)]] if SIRIS.is_file() else []),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FGTE_HOME", str(home))
        assert [main(wish) for wish in wishes] == [0] * len(wishes)
    [exchange] = journal_jobs("utbyte", ["lasning-i-alla"], settings, output=place)
    jobs = [
        exchange,
        *journal_jobs("erfarenhetsutbyte", ["2026"], settings, output=place),
        *journal_jobs("forskningsfragor", [], settings, output=place),
        *(of_learning(e, settings, place) for e in (*LEARNING, "hylte-larande_natverk")),
        *jobs_for([], False, settings, schools=["56285442"][: SIRIS.is_file()], output=place),
    ]
    assert [each.cause for each in run(jobs, settings) if not each.ok] == []
    exchange.html.rename(place / "utbyte.html")


def of_learning(stem, settings, place):
    municipality, _, report = stem.partition("-")
    [job] = jobs_for([municipality.title()], False, settings, report=report, output=place)
    return job


def second_edition(settings):
    """The index of an edition in which figures, verdicts, reports and forms are others."""
    key = ("1315", "nationella_prov_ak3", "svenska", "kommunal", "K", "2022")
    before = Said({key: ("ok", "81.0", "", "")}, {("1315", "meritvarde", "T"): "improving"})
    now = Said({key: ("ok", "82.0", "", "")}, {("1315", "meritvarde", "T"): "worsening"})
    held = Held(["hylte", "kungsbacka"], ["pdf", "namnd"], "0.2.0")
    earlier = Held(["hylte"], ["xlsx"], "0.1.0")
    signed = {"municipality": "1315", "role": "förvaltningschef", "comment": "Läst."}
    about = {
        "lang": "sv",
        "name": "2026-11-22-2",
        "previous": "2026-11-22",
        "version": "0.2.0",
        "fingerprint": "0123456789abcdef",
        "parts": {
            stem: {"files": [f"{stem}.html", f"{stem}.pdf", f"{stem}-namnd.html"]}
            for stem in held.reports
        },
        "signatures": [{**signed, "when": "2026-11-22T09:30:00+01:00"}],
        "not_signed": ["1380"],
    }
    changes = changes_between(before, now, held_before=earlier, held=held)
    return edition_page(about, changes, settings)


@pytest.fixture(params=[1280, 340], ids=["wide", "phone"])
def width(request):
    return request.param


def opened(browser, folder, stem, width=1280):
    if stem.startswith("skola-") and not SIRIS.is_file():
        pytest.skip("there is no ../shared beside the project")
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto((folder / f"{stem}.html").as_uri())
    return page


def faults(page):
    """What axe finds, each with the elements it is about."""
    page.add_script_tag(path=str(AXE))
    asked = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {asked})")
    return [(e["id"], [n["html"][:120] for n in e["nodes"]]) for e in found["violations"]]


@pytest.mark.parametrize("stem", PAGES)
def test_axe_finds_nothing(browser, folder, stem, width):
    page = opened(browser, folder, stem, width)
    page.eval_on_selector_all("details", "all => all.forEach(e => e.open = true)")
    assert faults(page) == []
    page.close()


def test_axe_finds_a_fault_that_is_there(browser, folder):
    page = opened(browser, folder, "index")
    page.eval_on_selector("main p", "e => e.style.color = '#bbb'")
    assert [rule for rule, _ in faults(page)] == ["color-contrast"]
    page.close()


@pytest.mark.parametrize("stem", PAGES)
def test_headings_begin_with_one_h1_and_never_skip_a_level(browser, folder, stem):
    page = opened(browser, folder, stem)
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "all => all.map(e => Number(e.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = [after - before for before, after in pairwise(levels)]
    assert max(steps) <= 1
    page.close()


@pytest.mark.parametrize("stem", PAGES)
def test_the_tab_key_reaches_everything_that_can_be_used_in_order_and_seen(browser, folder, stem):
    page = opened(browser, folder, stem)
    wanted = page.evaluate(
        """() => { window.reached = [];
        document.addEventListener('focusin', e => window.reached.push(e.target));
        window.usable = [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
            .filter(e => e.checkVisibility({contentVisibilityAuto: true}));
        return window.usable.length; }"""
    )
    for _ in range(wanted):
        page.keyboard.press("Tab")
    met = page.evaluate("window.usable.every((e, i) => window.reached[i] === e)")
    assert wanted > 0
    assert met
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.close()


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_says_its_language_its_title_and_its_main_part(browser, folder, stem):
    page = opened(browser, folder, stem)
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert "From Great to Excellent" in page.title()
    assert page.locator("main").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


@pytest.mark.parametrize("stem", PAGES)
def test_text_can_be_twice_as_large_without_being_cut_off(browser, folder, stem):
    page = opened(browser, folder, stem, 640)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.close()


@pytest.mark.parametrize("stem", ["sammanfattning", "hylte-namnd", "kungsbacka-namnd"])
def test_a_page_of_one_sheet_prints_on_one_sheet(browser, folder, stem):
    page = opened(browser, folder, stem)
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(PdfReader(BytesIO(printed)).pages) == 1


def test_the_index_leads_to_every_form_and_no_link_is_dead(browser, folder):
    page = opened(browser, folder, "index")
    leads = page.eval_on_selector_all("main a", "all => all.map(e => e.getAttribute('href'))")
    for name in ("region.pptx", "hylte.xlsx", "kungsbacka.pdf", "sammanfattning.html"):
        assert name in leads
    assert [lead for lead in leads if not (folder / lead).is_file()] == []
    page.close()
