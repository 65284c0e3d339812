"""The PowerPoint form: a message a slide, charts that can be edited, nothing ranked."""

import io
from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from fgte.present.chart import LineRole, PointMark
from fgte.present.charts import series_chart
from fgte.reports import jobs_for
from fgte.reports.forms.slides import write_slides
from fgte.reports.forms.stretches import stretches
from fgte.reports.forms.subject import subject_of
from tests.example_charts import example

WIDE_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9">'
    '<rect width="90" height="9"/></svg>'
)
NAMES = ("Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka")


@pytest.fixture(scope="module", params=["kungsbacka", "region"])
def deck(request, folder):
    return Presentation(folder / f"{request.param}.pptx")


@pytest.fixture(scope="module")
def kungsbacka(folder):
    return Presentation(folder / "kungsbacka.pptx")


def charts(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def titled(deck, words):
    return next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith(words))


def test_every_slide_has_a_message_of_its_own(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_slide_has_one_chart_at_most(deck):
    assert max(sum(shape.has_chart for shape in slide.shapes) for slide in deck.slides) == 1


def test_the_message_of_a_chart_is_that_of_its_sentence(kungsbacka):
    slide = titled(kungsbacka, "Meritvärde: ")
    assert slide.shapes.title.text_frame.text == "Meritvärde: kan inte avgöras 2015–2022"
    said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Om något har ändrats 2015–2022 kan inte avgöras." in said


def test_charts_carry_the_figures_so_that_they_can_be_edited(kungsbacka):
    (shape,) = [e for e in titled(kungsbacka, "Meritvärde: kan").shapes if e.has_chart]
    packed = shape.chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(packed)).active
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"2022", 237.0, "Kungsbacka", "Riket"} <= values


def test_every_chart_is_described_for_who_cannot_see_it(deck):
    found = charts(deck)
    assert len(found) > 8
    for shape in found:
        about = shape._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
        assert len(about.get("descr")) > 60
        assert about.get("title")


def test_no_line_runs_across_a_break(subjects):
    for judged in subjects["kungsbacka"].judged:
        chart = series_chart(judged)
        for piece in stretches(chart):
            if not piece.odd:
                first, last = min(piece.points), max(piece.points)
                assert not [m for m in chart.breaks if first < m.year <= last]


def test_every_figure_of_a_line_is_in_one_stretch():
    chart = example("an_odd_year")
    own = [p for p in chart.lines[0].points if p.value is not None]
    drawn = [year for p in stretches(chart) if p.role is LineRole.OWN for year in p.points]
    assert sorted(drawn) == [point.year for point in own]


def test_a_missing_year_is_a_gap_and_no_zero(kungsbacka):
    (shape,) = [e for e in titled(kungsbacka, "Nationella prov").shapes if e.has_chart]
    own = next(s for s in shape.chart.plots[0].series if s.name == "Kungsbacka")
    years = list(shape.chart.plots[0].categories)
    assert own.values[years.index("2020")] is None


def test_what_is_joined_within_a_line_goes_past_odd_years_alone(subjects):
    for judged in subjects["kungsbacka"].judged:
        chart = series_chart(judged)
        odd = {p.year for p in chart.lines[0].points if p.mark is PointMark.ODD_YEAR}
        for piece in stretches(chart):
            if not piece.odd:
                assert odd >= set(range(min(piece.points), max(piece.points))) - set(piece.points)


def test_the_years_beside_an_odd_year_are_joined_as_in_the_report(kungsbacka):
    (shape,) = [e for e in titled(kungsbacka, "Meritvärde: kan").shapes if e.has_chart]
    own = next(s for s in shape.chart.plots[0].series if s.name == "Kungsbacka")
    assert own.values[:3] == (237.0, None, 228.8)
    space = etree.tostring(shape.chart._chartSpace).decode()
    assert '<c:dispBlanksAs val="span"/>' in space


def test_a_slide_with_a_chart_names_its_source_and_whose_pupils_it_shows(deck):
    for slide in deck.slides:
        if any(shape.has_chart for shape in slide.shapes):
            said = " ".join(e.text_frame.text for e in slide.shapes if e.has_text_frame)
            assert "egna beräkningar på underlag från " in said


def test_a_slide_says_the_latest_value_with_its_year(kungsbacka):
    slide = titled(kungsbacka, "Meritvärde: kan")
    said = " ".join(e.text_frame.text for e in slide.shapes if e.has_text_frame)
    assert "Senaste värde (2022): 237,0 poäng" in said
    assert "Källa: Kolada (N15505), 2015–2022." in said


def test_pupils_who_live_in_the_municipality_are_told_on_the_slide(settings, tmp_path):
    (job,) = jobs_for(["1315"], False, settings)
    deck = Presentation(write_slides(subject_of(job), tmp_path / "hylte.pptx", settings))
    slide = titled(deck, "Examen inom tre år: ")
    said = " ".join(e.text_frame.text for e in slide.shapes if e.has_text_frame)
    assert "Gymnasieexamen inom tre år i Hylte, elever som bor i kommunen." in said
    assert "Här följs därför de elever som bor i Hylte" in said


def test_notes_hold_the_caveats_and_the_sources(deck):
    for slide in deck.slides:
        if any(shape.has_chart for shape in slide.shapes):
            said = slide.notes_slide.notes_text_frame.text
            assert "Källa: " in said or "Egen beräkning" in said
            assert "Att tänka på:" in said


def test_every_text_says_its_language(deck):
    for slide in deck.slides:
        for part in (slide, slide.notes_slide):
            runs = part._element.xpath(".//a:r[a:t != '']/a:rPr")
            texts = part._element.xpath(".//a:r[a:t != '']")
            assert len(runs) == len(texts)
            assert {each.get("lang") for each in runs} <= {"sv-SE"}
    assert deck.core_properties.language == "sv-SE"


def test_municipalities_stand_in_code_order_and_look_alike(folder):
    found = charts(Presentation(folder / "region.pptx"))
    for shape in found:
        rows = [str(each) for each in shape.chart.plots[0].categories]
        assert tuple(row.split(" (")[0] for row in rows) == NAMES
        assert not shape.chart._chartSpace.xpath(".//c:dPt")


@pytest.mark.parametrize("stem", ["kungsbacka", "region"])
def test_the_same_figures_give_the_same_bytes(subjects, folder, settings, stem, tmp_path):
    again = write_slides(subjects[stem], tmp_path / "again.pptx", settings)
    assert again.read_bytes() == (folder / f"{stem}.pptx").read_bytes()


def test_the_parties_are_named_on_the_first_slide_where_there_is_no_logo(folder):
    deck = Presentation(folder / "region.pptx")
    assert "Hylte · Halmstad · Laholm · Varberg · Kungsbacka · Region Halland" in words(deck, 0)


def words(deck, n):
    return "\n".join(e.text_frame.text for e in deck.slides[n].shapes if e.has_text_frame)


def test_logos_stand_on_the_first_slide_side_by_side_and_are_described(
    subjects, settings, tmp_path
):
    (tmp_path / "logos").mkdir()
    slugs = ("hylte", "halmstad", "laholm", "varberg", "kungsbacka", "region-halland")
    for slug in slugs:
        (tmp_path / "logos" / f"{slug}.svg").write_text(WIDE_LOGO, encoding="utf-8")
    home = replace(settings, home=tmp_path)
    deck = Presentation(write_slides(subjects["region"], tmp_path / "a.pptx", home))
    pictures = [each for each in deck.slides[0].shapes if each.shape_type == MSO_SHAPE_TYPE.PICTURE]
    described = [each._element.xpath("./p:nvPicPr/p:cNvPr")[0].get("descr") for each in pictures]
    assert described[-1] == "Logotyp Region Halland"
    assert all(a.left + a.width < b.left for a, b in pairwise(pictures))
    assert pictures[-1].left + pictures[-1].width < deck.slide_width
    assert "\nHögskolan i Halmstad" in words(deck, 0)
