"""The page of an executed notebook: what its readers see and what they never see."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from fgte.reports.export import to_html
from fgte.settings import Settings

Make = Callable[..., NotebookNode]

CHART = '<figure class="chart"><svg viewBox="0 0 9 9"><linearGradient id="g"/></svg></figure>'


@pytest.fixture
def page(here: Settings, notebook: Make) -> Callable[..., str]:
    """Make the page of a notebook with the given cells."""
    return lambda *cells, lang="sv", **more: to_html(
        notebook(*cells), lang=lang, settings=here, **more
    )


def tagged(source: str, tag: str) -> NotebookNode:
    return NotebookNode(cell_type="markdown", source=source, metadata={"tags": [tag]}, id=tag)


def test_the_page_says_its_language(page: Callable[..., str]) -> None:
    assert '<html lang="sv">' in page("# Titel")
    assert '<html lang="en">' in page("# Title", lang="en")


def test_code_is_never_shown(page: Callable[..., str]) -> None:
    assert "secret_code" not in page("# Titel", {"text/html": "<p>resultat</p>"})


def test_html_results_pass_through_untouched(page: Callable[..., str]) -> None:
    assert CHART in page("# Titel", {"text/html": CHART, "text/plain": "Chart()"})


def test_text_is_shown_only_where_there_is_no_html(page: Callable[..., str]) -> None:
    assert "Chart()" not in page({"text/html": CHART, "text/plain": "Chart()"})
    assert '<pre class="result">a &lt; b</pre>' in page({"text/plain": "a < b"})


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", name="stdout", text="RAW"),
        new_output("stream", name="stderr", text="RAW"),
        new_output("error", ename="RAW", evalue="RAW", traceback=["RAW"]),
        new_output("display_data", {"text/plain": "RAW"}),
        new_output("display_data", {"application/javascript": "RAW"}),
    ],
)
def test_streams_errors_and_scripts_are_not_shown(
    page: Callable[..., str], output: NotebookNode
) -> None:
    assert "RAW" not in page("# Titel", new_code_cell("x", outputs=[output]))


def test_cells_of_the_other_language_are_left_out(page: Callable[..., str]) -> None:
    cells = (tagged("Prosa", "lang-sv"), tagged("Prose", "lang-en"), "Båda")
    assert re.findall("Prosa|Prose|Båda", page(*cells)) == ["Prosa", "Båda"]
    assert re.findall("Prosa|Prose|Båda", page(*cells, lang="en")) == ["Prose", "Båda"]


def test_there_is_one_title_and_it_stands_in_the_header(page: Callable[..., str]) -> None:
    made = page("# Elevernas resultat", "## Åk 3")
    assert re.findall("<h1[^>]*>(.*?)</h1>", made) == ["Elevernas resultat"]
    assert made.index("<h1>") < made.index("<main")


def test_the_contents_lead_to_the_sections(page: Callable[..., str]) -> None:
    made = page("# Titel", "## Årskurs 3", {"text/html": "<h3>Prov</h3>"})
    nav = made[made.index("<nav") : made.index("</nav>")]
    assert re.findall('href="#(.*?)"', nav) == ["arskurs-3", "prov"]
    assert 'id="arskurs-3"' in made


def test_a_page_without_sections_has_no_contents(page: Callable[..., str]) -> None:
    assert "<nav" not in page("# Titel", "Prosa")


def test_the_skip_link_leads_to_the_content(page: Callable[..., str]) -> None:
    made = page("# Titel")
    assert made.index('href="#main"') < made.index("<header") < made.index('id="main"')


def test_the_metadata_say_whose_report_it_is_and_how_it_is_made_again(
    here: Settings, notebook: Make
) -> None:
    made = notebook("# Titel")
    made.metadata["fgte"] = {"place": "Kungsbacka", "command": "fgte report -m Kungsbacka"}
    page = to_html(made, lang="sv", settings=here)
    assert "<title>Kungsbacka: Titel – From Great to Excellent</title>" in page
    assert "<code>fgte report -m Kungsbacka</code>" in page


def test_what_has_a_title_of_its_own_is_met_by_it_and_its_kind_stands_above(
    here: Settings, notebook: Make
) -> None:
    made = notebook("# Följeforskning", "## Svaret")
    named = {"place": "Följeforskning: Syns det?", "title": "Syns det?"}
    made.metadata["fgte"] = named
    page = to_html(made, lang="sv", settings=here)
    assert "<title>Syns det? – Följeforskning – From Great to Excellent</title>" in page
    assert re.findall("<h1>(.*?)</h1>", page) == ["Syns det?"]
    assert re.findall('<p class="place[^>]*>(.*?)</p>', page) == ["Följeforskning"]


def test_nothing_is_fetched_from_anywhere(page: Callable[..., str]) -> None:
    made = page("# Titel", "[Kolada](https://www.kolada.se)", {"text/html": CHART})
    fetched = r'(?:src|srcset)="(?!data:)|<link|<script|@import|url\((?!data:)'
    assert re.search(fetched, made) is None
    assert "default-src 'none'" in made


def test_the_same_results_give_the_same_bytes(page: Callable[..., str]) -> None:
    cells = ("# Titel", "## Åk 3", {"text/html": CHART})
    assert page(*cells) == page(*cells)


def test_ids_times_and_addresses_of_a_run_never_reach_the_page(
    here: Settings, notebook: Make
) -> None:
    made = notebook("# Titel", {"text/plain": "<Thing at 0x7f12ab>"})
    made.cells[1]["id"] = "random-id"
    made.metadata["papermill"] = {"start_time": "2026-11-21T10:00:00"}
    page = to_html(made, lang="sv", settings=here)
    assert not {"random-id", "2026-11-21", "0x7f12ab"} & set(re.split(r"[\s\"<>;]|T10", page))
    assert "&lt;Thing&gt;" in page


def test_words_in_a_title_are_not_taken_for_html(here: Settings, notebook: Make) -> None:
    page = to_html(notebook("x"), lang="sv", settings=here, title="a < b", place="<b>")
    assert "<title>&lt;b&gt;: a &lt; b" in page


def test_exporting_leaves_the_notebook_as_it_was(here: Settings, notebook: Make) -> None:
    made = notebook("# Titel", tagged("Prose", "lang-en"))
    to_html(made, lang="sv", settings=here)
    assert len(made.cells) == 2
