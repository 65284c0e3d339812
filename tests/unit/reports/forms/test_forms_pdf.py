"""The PDF: tagged, with language, title, bookmarks, page numbers and its own fonts."""

import re
from base64 import b64encode
from itertools import pairwise

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from fgte.reports.forms.pdf import write_pdf

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<rect width="9" height="9"/></svg>'
)
MARGIN = 20 * 72 / 25.4
PARTIES = "Hylte Halmstad Laholm Varberg Kungsbacka Region Halland Högskolan i Halmstad"
STEMS = ("kungsbacka", "region", "kungsbacka-namnd", "sammanfattning")


@pytest.fixture(scope="module", params=STEMS)
def read(request, folder):
    return PdfReader(folder / f"{request.param}.pdf")


def tags(element):
    """Every structure element of a tagged PDF, in the order it is read."""
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for each in element:
            yield from tags(each)
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from tags(element["/K"])


def bookmarks(items):
    return sum(bookmarks(each) if isinstance(each, list) else 1 for each in items)


def test_it_is_tagged_and_says_its_language_and_title(read):
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("sv")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "From Great to Excellent" in read.metadata.title


def test_it_declares_pdf_ua(read):
    assert b"pdfuaid:part" in read.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_headings_are_tagged_in_order_without_a_skipped_level(read):
    found = [str(tag["/S"]) for tag in tags(read.trailer["/Root"]["/StructTreeRoot"])]
    levels = [int(name[2:]) for name in found if name[:2] == "/H" and name[2:].isdigit()]
    assert levels[0] == 1
    steps = [after - before for before, after in pairwise(levels)]
    assert max(steps) <= 1


def test_every_figure_is_described(folder):
    read = PdfReader(folder / "kungsbacka.pdf")
    figures = [e for e in tags(read.trailer["/Root"]["/StructTreeRoot"]) if e["/S"] == "/Figure"]
    assert len(figures) > 12
    assert all(len(str(figure.get("/Alt", ""))) > 40 for figure in figures)


def test_header_cells_of_tables_say_what_they_are_headers_of(folder):
    read = PdfReader(folder / "kungsbacka.pdf")
    cells = [e for e in tags(read.trailer["/Root"]["/StructTreeRoot"]) if e["/S"] == "/TH"]
    assert len(cells) > 20
    assert all("/A" in cell for cell in cells)


def test_there_is_a_bookmark_for_every_part(read, folder):
    assert bookmarks(read.outline) >= 5


def test_every_page_has_its_number_of_all(read):
    total = len(read.pages)
    for n, page in enumerate(read.pages, start=1):
        assert f"{n} ({total})" in " ".join(page.extract_text().split())


def test_every_font_lies_in_the_file(read):
    for page in read.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            described = below["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)


@pytest.mark.parametrize("stem", ["kungsbacka-namnd", "sammanfattning"])
def test_a_page_of_one_sheet_is_one_sheet(folder, stem):
    assert len(PdfReader(folder / f"{stem}.pdf").pages) == 1


def test_a_page_of_one_sheet_that_says_more_is_set_closer_and_stays_one(folder, settings, tmp_path):
    page = (folder / "kungsbacka-namnd.html").read_text(encoding="utf-8")
    more = "<p>Betygspoängen i gymnasiet har ökat med ungefär 0,08 betygspoäng per år.</p>"
    place = page.index("<table")
    (tmp_path / "a.html").write_text(page[:place] + 5 * more + page[place:], encoding="utf-8")
    (sheet,) = PdfReader(write_pdf(tmp_path / "a.html", tmp_path / "a.pdf", settings)).pages
    said = " ".join(sheet.extract_text().split())
    assert said.count("0,08 betygspoäng per år.") == 5
    assert "1 (1)" in said


def test_the_same_page_gives_the_same_bytes(folder, settings, tmp_path):
    again = write_pdf(folder / "kungsbacka.html", tmp_path / "again.pdf", settings)
    assert again.read_bytes() == (folder / "kungsbacka.pdf").read_bytes()


def test_what_the_page_says_stands_in_the_pdf_too(folder):
    said = " ".join(page.extract_text() for page in PdfReader(folder / "kungsbacka.pdf").pages)
    said = " ".join(said.split())
    for words in (
        "Vad har ändrats?",
        "233,2 poäng",
        "Frågor för den lokala analysen",
        "Källa: Kolada",
        "Fler fönster mot avståndet mellan kapacitet och resultat",
    ):
        assert words in said


def test_a_fact_that_stands_alone_has_the_whole_line(folder):
    said = " ".join(page.extract_text() for page in PdfReader(folder / "region.pdf").pages)
    assert "(egen beräkning, vägd med ungefärligt antal elever)" in said


def with_parties(page, *items):
    """The page with other parties in its header."""
    return re.sub(
        r'(<ul class="parties"[^>]*>).*?</ul>',
        lambda found: f"{found[1]}{''.join(f'<li>{each}</li>' for each in items)}</ul>",
        page,
        count=1,
        flags=re.DOTALL,
    )


def test_the_parties_are_named_where_there_is_no_logo(folder):
    said = PdfReader(folder / "sammanfattning.pdf").pages[0].extract_text()
    assert PARTIES in " ".join(said.split())


def test_logos_are_there_and_described_and_one_sheet_stays_one(folder, settings, tmp_path):
    page = (folder / "sammanfattning.html").read_text(encoding="utf-8")
    logo = b64encode(LOGO.encode()).decode()
    names = ("Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka", "Region Halland")
    drawn = [f'<img src="data:image/svg+xml;base64,{logo}" alt="Logotyp {name}">' for name in names]
    (tmp_path / "a.html").write_text(with_parties(page, *drawn, "Högskolan"), encoding="utf-8")
    read = PdfReader(write_pdf(tmp_path / "a.html", tmp_path / "a.pdf", settings))
    assert len(read.pages) == 1
    assert "Högskolan" in read.pages[0].extract_text()
    alts = [str(e.get("/Alt")) for e in tags(read.trailer["/Root"]["/StructTreeRoot"])]
    assert [alt for alt in alts if alt.startswith("Logotyp")] == [f"Logotyp {n}" for n in names]


WIDE = "<td>ungefär 1 200 procentenheter</td>"
TABLE = (
    '<details class="data"><summary>x</summary><table><caption>Bred</caption><thead><tr>'
    f"{'<th>Osäkerhetsintervall</th>' * 6}<th>Anmärkning</th></tr></thead><tbody><tr>{WIDE * 6}"
    "<td>inte i underlaget</td></tr></tbody></table></details>"
)


def test_a_wide_table_stays_within_the_margins(folder, settings, tmp_path):
    page = (folder / "region.html").read_text(encoding="utf-8")
    (tmp_path / "a.html").write_text(page.replace("</main>", f"{TABLE}</main>"), encoding="utf-8")
    last = PdfReader(write_pdf(tmp_path / "a.html", tmp_path / "a.pdf", settings)).pages[-1]
    begins = {}

    def note(text, page, line, *fonts):
        x = line[4] * page[0] + line[5] * page[2] + page[4]
        begins.setdefault(text.strip(), x)

    last.extract_text(visitor_text=note)
    found = [x for text, x in begins.items() if text.startswith("Anmärk")]
    assert found
    assert max(found) < float(last.mediabox.width) - MARGIN - 20
