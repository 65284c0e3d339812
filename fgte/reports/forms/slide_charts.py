"""Charts that PowerPoint itself draws and that can be edited there, made from a chart spec."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from fgte.present.alt_text import alt_text
from fgte.present.axis import Window, chart_window
from fgte.present.chart import LineRole, MovementsChart, Point, SeriesChart, all_years
from fgte.present.numbers import places
from fgte.present.theme import BLUE, GREY, LINE_STYLES
from fgte.present.wording import axis_words
from fgte.reports.forms.deck import FONT, TAGS
from fgte.reports.forms.stretches import Stretch, stretches
from fgte.texts import text

DASHES = {
    LineRole.COUNTRY: MSO_LINE_DASH_STYLE.DASH,
    LineRole.GIRLS: MSO_LINE_DASH_STYLE.LONG_DASH,
    LineRole.BOYS: MSO_LINE_DASH_STYLE.ROUND_DOT,
}
MARKERS = {
    LineRole.OWN: XL_MARKER_STYLE.CIRCLE,
    LineRole.GIRLS: XL_MARKER_STYLE.TRIANGLE,
    LineRole.BOYS: XL_MARKER_STYLE.SQUARE,
}
TEXT_SIZE = 14
ODD = "#8A8A8A"
"""The fill of the mark of a year that is not compared; LibreOffice draws no hollow marks."""


def add_lines(slide: Any, chart: SeriesChart, box: Sequence[int]) -> Any:
    """Lines over years: none across a break or a year without a figure, each past an odd year.

    What may not be joined is another series, so what is left out within one is joined.

    Parameters
    ----------
    slide
        Where it is put.
    chart
        What is drawn.
    box
        Left, top, width and height on the slide.
    """
    years = all_years(chart)
    pieces = stretches(chart)
    data = CategoryChartData(number_format=_format(chart))
    data.categories = [str(year) for year in years]
    for piece in pieces:
        data.add_series(piece.label, piece.values(years))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, data)
    _settle(frame, chart.title, alt_text(chart), chart.lang)
    made = frame.chart
    made._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")
    _value_axis(made, chart_window(chart), axis_words(chart))
    for n, (piece, series) in enumerate(zip(pieces, made.plots[0].series, strict=True)):
        _piece(series, piece, years)
        if not piece.named:
            _without_legend(made, n)
    return frame


def add_movements(slide: Any, chart: MovementsChart, box: Sequence[int]) -> Any:
    """Each municipality's own change a year as a bar from zero, in the order of the spec.

    All bars look alike, and are hollow: the interval drawn on each is seen inside it too.

    Parameters
    ----------
    slide
        Where it is put.
    chart
        What is drawn.
    box
        Left, top, width and height on the slide.
    """
    data = CategoryChartData(number_format="+0.00;\u22120.00;0.00")
    data.categories = [_row_name(each.label, each.note) for each in chart.movements]
    name = text(f"charts.change_axis.{chart.unit}", chart.lang)
    data.add_series(name, [each.value for each in chart.movements])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    _settle(frame, chart.title, alt_text(chart), chart.lang)
    made = frame.chart
    made.has_legend = False
    made.category_axis.reverse_order = True
    made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    made.category_axis.format.line.color.rgb = _colour(GREY)
    _value_axis(made, chart_window(chart), name)
    made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    series = made.plots[0].series[0]
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    series.format.line.color.rgb, series.format.line.width = _colour(BLUE), Pt(1.75)
    made.plots[0].gap_width = 120
    _error_bars(series, [(each.value, each.interval) for each in chart.movements], along="x")
    return frame


def _row_name(label: str, note: str) -> str:
    return f"{label} ({note})" if note else label


def _settle(frame: Any, name: str, alt: str, lang: str) -> None:
    """Name, words for who cannot see it, language and size of text."""
    about = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
    about.set("descr", alt)
    about.set("title", name)
    made = frame.chart
    made.has_title = False
    made.has_legend = True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    made.font.size, made.font.name = Pt(TEXT_SIZE), FONT
    made.font.color.rgb = _colour(GREY)
    space = made._chartSpace
    for properties in space.iter(qn("a:defRPr")):
        properties.set("lang", TAGS[lang])
    spoken = space.find(qn("c:lang"))
    if spoken is None:
        spoken = etree.Element(qn("c:lang"))
        after = space.find(qn("c:date1904"))
        space.insert(0 if after is None else space.index(after) + 1, spoken)
    spoken.set("val", TAGS[lang])


def _value_axis(made: Any, window: Window, name: str) -> None:
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = window.low, window.high
    axis.major_unit = window.step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor(0xE3, 0xE3, 0xE3)
    axis.format.line.fill.background()
    axis.has_title = True
    axis.axis_title.text_frame.text = name
    said = axis.axis_title.text_frame.paragraphs[0].runs[0].font
    said.size, said.bold = Pt(TEXT_SIZE - 2), False
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = "0" if window.step >= 1 else "0.0#"


def _format(chart: SeriesChart) -> str:
    shown = places(chart.unit)
    return f"0.{'0' * shown}" if shown else "0"


def _piece(series: Any, piece: Stretch, years: Sequence[int]) -> None:
    """Colour, dash and mark of a stretch; odd years have grey marks and no line."""
    style = LINE_STYLES[piece.role]
    series.smooth = False
    series.format.line.color.rgb = _colour(style.colour)
    series.format.line.width = Pt(max(style.width, 1.5))
    if piece.role in DASHES:
        series.format.line.dash_style = DASHES[piece.role]
    if piece.odd:
        series.format.line.fill.background()
    _mark(series.marker, piece, style.colour)
    if piece.role is LineRole.OWN:
        _error_bars(series, [_room(piece.points.get(year)) for year in years], along="y")


def _mark(marker: Any, piece: Stretch, colour: str) -> None:
    lone = XL_MARKER_STYLE.DIAMOND if piece.odd or len(piece.points) == 1 else XL_MARKER_STYLE.NONE
    marker.style = MARKERS.get(piece.role, lone)
    if marker.style is XL_MARKER_STYLE.NONE:
        return
    marker.size = 8 if piece.role in MARKERS else 5
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _colour(ODD if piece.odd else colour)
    marker.format.line.color.rgb = _colour(colour)


def _without_legend(made: Any, n: int) -> None:
    """Leave a stretch out of the legend: another of its line is there."""
    legend = made.legend._element
    entry = etree.Element(qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", str(n))
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    before = [*legend.findall(qn("c:legendPos")), *legend.findall(qn("c:legendEntry"))]
    before[-1].addnext(entry)


def _room(point: Point | None) -> tuple[float | None, tuple[float, float] | None]:
    return (None, None) if point is None else (point.value, point.interval)


def _error_bars(
    series: Any,
    shown: Sequence[tuple[float | None, tuple[float, float] | None]],
    *,
    along: str,
) -> None:
    """The interval of each figure, as PowerPoint draws and edits it."""
    if not any(room for _, room in shown):
        return
    ends = [
        (room[1] - value, value - room[0]) if value is not None and room else (0.0, 0.0)
        for value, room in shown
    ]
    parts = "".join(
        f"<c:{side}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(ends)}"/>'
        + "".join(f'<c:pt idx="{i}"><c:v>{pair[k]:.6g}</c:v></c:pt>' for i, pair in enumerate(ends))
        + f"</c:numLit></c:{side}>"
        for k, side in enumerate(("plus", "minus"))
    )
    bars = etree.fromstring(
        '<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<c:errDir val="{along}"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{parts}<c:spPr><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{GREY[1:]}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    if along == "x":
        bars.remove(bars[0])
    series._element.find(qn("c:cat")).addprevious(bars)


def _colour(written: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(written[1:])
    return colour
