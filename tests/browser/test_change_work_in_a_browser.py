"""The change work as a reader meets it: marks, cards that open, one sheet on paper, no script."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from fgte.journal.examples import add_examples
from fgte.reports import jobs_for, run
from fgte.reports.forms.kinds import Form, one_page_job
from fgte.settings import read_settings
from tests.change_work import TRACE, expecting, inquire, journal_of, rebase

HARM = "<img src=x onerror=document.title='harm'><script>document.title='harm'</script>"
LONG = "Språkutvecklande arbetssätt i alla ämnen med gemensam planering varje vecka i arbetslagen"


@pytest.fixture(scope="module")
def folder(store, tmp_path_factory):
    """Varberg's report and its board's page, with as much change work as has room."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(store.path.parent, home / "store")
    settings = read_settings({}, home=home)
    with journal_of(settings) as journal:
        inquire(journal, TRACE, title=LONG, question=HARM, next_follow_up="2027-01-20")
        inquire(journal, expecting(first_year=2019), title=f"{LONG} två")
        inquire(journal, expecting(first_year=2020, last_year=2030), title=f"{LONG} tre")
        rebase(journal, reason=HARM)
        add_examples(journal, who="anna")
    jobs = jobs_for(["1383"], True, settings)
    sheets = [one_page_job(job, [Form.BOARD, Form.SUMMARY]) for job in jobs]
    assert all(each.ok for each in run([*jobs, *sheets], settings))
    return settings.output


def opened(browser, folder, stem, width=1280):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((folder / f"{stem}.html").as_uri())
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("stem", ["varberg", "region"])
def test_nothing_reaches_past_the_edge(browser, folder, stem, width):
    page = opened(browser, folder, stem, width)
    page.eval_on_selector_all("details", "all => all.forEach(e => e.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_summary_leads_to_what_can_be_tried(browser, folder):
    page = opened(browser, folder, "varberg")
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("link", name="Läs vad som skrevs innan").click()
    assert page.locator("#change-work").bounding_box()["y"] < 900
    page.close()


def test_a_card_opens_with_the_keyboard_and_its_text_is_only_text(browser, folder):
    page = opened(browser, folder, "varberg")
    cards = page.locator("article.finding details.work-card")
    card = cards.filter(has_text="<script>").first
    assert not card.locator("dl").is_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    assert card.locator("dl").is_visible()
    assert "<script>" in card.inner_text()
    assert "harm" not in page.title()
    assert page.locator("main img").count() == 0
    page.close()


def test_what_was_written_stands_beside_the_answer_where_there_is_room(browser, folder):
    for width, beside in ((1280, True), (390, False)):
        page = opened(browser, folder, "varberg", width)
        before, answer = (page.locator(".trial .pair > div").nth(i).bounding_box() for i in (0, 1))
        assert (abs(before["y"] - answer["y"]) < 1) is beside
        page.close()


def test_the_marks_are_there_to_be_seen(browser, folder):
    """A picture of the chart is not the same once its marks are gone."""
    page = opened(browser, folder, "varberg")
    card = page.locator("article.finding", has=page.locator("details.work-card")).last
    chart = card.locator("figure.chart svg").first
    words = chart.text_content() or ""
    assert "Markeringen visar start, inte effekt." in " ".join(words.split())
    whole = Image.open(BytesIO(chart.screenshot()))
    chart.evaluate("e => e.querySelectorAll('rect').forEach(r => r.remove())")
    assert Image.open(BytesIO(chart.screenshot())).tobytes() != whole.tobytes()
    page.close()


@pytest.mark.parametrize("stem", ["varberg-namnd", "sammanfattning"])
def test_a_page_of_one_sheet_still_prints_on_one_sheet(browser, folder, stem):
    page = opened(browser, folder, stem)
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(PdfReader(BytesIO(printed)).pages) == 1


@pytest.mark.parametrize("stem", ["varberg-namnd", "sammanfattning"])
def test_its_pdf_does_too(folder, stem):
    from fgte.reports.forms.pdf import write_pdf

    settings = read_settings({}, home=folder.parent)
    made = write_pdf(folder / f"{stem}.html", folder / f"{stem}.pdf", settings)
    assert len(PdfReader(made).pages) == 1


def test_on_paper_the_titles_of_the_cards_stand_under_their_heading(browser, folder):
    page = opened(browser, folder, "varberg")
    page.emulate_media(media="print")
    for each in page.locator("#change-work details.work-card > summary").all():
        assert each.is_visible()
    page.close()
