import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest

from fgte.present.alt_text import alt_text
from fgte.present.chart import LineRole, Point, PointMark, YearMark
from fgte.present.svg import render
from fgte.present.svg_frame import EndLabel, spread
from fgte.present.svg_marks import text_width, wrap
from fgte.present.theme import BLUE, LINE_STYLES, WHITE

SVG = "{http://www.w3.org/2000/svg}"
CENSORED = Point(2016, None, 94.1, 98.5, PointMark.CENSORED)


def parsed(chart):
    return ElementTree.fromstring(render(chart))


def own_strokes(chart):
    """How many times the pen of the own line is put down."""
    paths = parsed(chart).findall(f"{SVG}path[@stroke='{BLUE}']")
    return sum(path.get("d").count("M") for path in paths)


def words(chart):
    return [list(text.itertext())[-1] for text in parsed(chart).iter(f"{SVG}text")]


def test_a_chart_is_an_image_with_a_name_and_a_description(series):
    chart = series(84, 85)
    root = parsed(chart)
    named = {element.get("id"): element.text for element in root[:2]}
    assert root.get("role") == "img"
    assert [named[part] for part in root.get("aria-labelledby").split()] == [
        "Examen",
        alt_text(chart),
    ]
    assert alt_text(chart).startswith("Andelen med examen. Diagrammet visar 2015–2016.")


def test_an_unbroken_line_is_one_stroke(series):
    assert own_strokes(series(84, 85, 86, 87)) == 1


def test_a_break_cuts_the_line_and_is_named(series):
    chart = series(84, 85, 86, 87, breaks=(YearMark(2017, "nytt betygssystem"),))
    assert own_strokes(chart) == 2
    assert "nytt betygssystem" in render(chart)
    assert render(chart).count('stroke-dasharray="2 3"') == 1


def test_a_break_before_the_first_year_is_not_drawn(series):
    chart = series(84, 85, breaks=(YearMark(2015, "nytt betygssystem"),))
    assert "nytt betygssystem" not in render(chart)


def test_an_odd_year_does_not_cut_and_its_mark_is_open(series, odd):
    chart = series(84, odd(2016, 70), 86)
    opened = parsed(chart).findall(f"{SVG}g[@fill='{WHITE}']/{SVG}circle/{SVG}title")
    assert own_strokes(chart) == 1
    assert [title.text for title in opened] == ["Halmstad 2016: 70,0\u00a0%, avvikande år"]


def test_a_missing_year_leaves_a_gap_and_is_explained(series):
    chart = series(84, 85, PointMark.MISSING, 86, 87)
    assert own_strokes(chart) == 2
    assert "uppgift saknas" in words(chart)


def test_a_hidden_figure_has_its_own_sign_and_words(series):
    chart = series(84, PointMark.SUPPRESSED, 86)
    assert "dold uppgift (liten grupp)" in words(chart)
    assert "uppgift saknas" not in words(chart)


def test_a_censored_figure_is_an_open_frame_with_its_range(series):
    root = parsed(series(90, CENSORED, 91))
    framed = root.findall(f"{SVG}g[@fill='{WHITE}']/{SVG}rect/{SVG}title")
    assert "94,1–98,5\u00a0%" in framed[0].text


def test_a_year_where_it_does_not_apply_is_not_drawn(series):
    with_year = series(84, 85, PointMark.NOT_APPLICABLE)
    assert "ej tillämpligt" not in render(with_year)
    assert "2017" in words(with_year)


def test_lone_figures_have_a_whisker_and_neighbours_a_band(series):
    assert "fill-opacity" not in render(series(84, PointMark.MISSING, 86))
    assert "fill-opacity" in render(series(84, 85))


def test_only_the_own_line_has_an_interval(series, line):
    alone = render(series(84, 85))
    beside = render(series(84, 85, others=(line(80, 81, role=LineRole.BOYS, label="Pojkar"),)))
    assert alone.count("fill-opacity") == beside.count("fill-opacity")


def test_the_last_own_figure_is_written_and_says_its_year_when_it_is_older(series):
    assert "86,0\u00a0%" in words(series(84, 86))
    assert "86,0\u00a0% (2016)" in words(series(84, 86, PointMark.MISSING))


def test_a_country_that_ends_earlier_says_so(series, line):
    country = line(80, 81, role=LineRole.COUNTRY, label="Riket")
    assert "Riket, till 2016" in words(series(84, 85, 86, others=(country,)))


def test_girls_and_boys_differ_in_more_than_colour():
    girls, boys = LINE_STYLES[LineRole.GIRLS], LINE_STYLES[LineRole.BOYS]
    assert girls.shape != boys.shape
    assert girls.dash != boys.dash


def test_labels_at_the_line_ends_do_not_overlap(series, line):
    others = tuple(
        line(84, 84, role=role, label=name)
        for role, name in ((LineRole.COUNTRY, "Riket"), (LineRole.GIRLS, "Flickor"))
    )
    texts = parsed(series(84, 84, others=others)).iter(f"{SVG}text")
    placed = {text.text: float(text.get("y")) for text in texts}
    heights = sorted(placed[name] for name in ("84,0\u00a0%", "Halmstad", "Riket", "Flickor"))
    assert min(below - above for above, below in pairwise(heights)) >= 14


def test_the_long_words_of_a_break_stand_under_the_chart(series):
    long = "Från 2016 räknas 17 ämnen i stället för 16 i meritvärdet."
    said = words(series(84, 85, breaks=(YearMark(2016, long),)))
    assert "tidsseriebrott" in said
    assert long in " ".join(said)


def test_an_interval_past_what_is_possible_ends_at_the_edge(series):
    drawn = parsed(series(99, 99))
    band = next(path for path in drawn.iter(f"{SVG}path") if path.get("fill-opacity"))
    levels = [float(rule.get("y1")) for rule in drawn.iter(f"{SVG}line")]
    heights = [float(height) for height in band.get("d").strip("Mz").split()[1::2]]
    assert min(heights) == min(levels)


@pytest.mark.parametrize("y", [0, 50, 100])
def test_labels_stay_beside_the_plot_wherever_the_lines_end(y):
    labels = [EndLabel(y, "", ("Riket",), False), EndLabel(y, "", ("Halmstad", "84 %"), True)]
    first, second = spread(labels, 0, 100)
    assert second - first >= (labels[0].height + labels[1].height) / 2
    assert first - labels[0].height / 2 >= 0
    assert second + labels[1].height / 2 <= 100


def test_a_light_line_has_white_along_its_sides_and_a_dark_one_has_none(series, line):
    boys = line(80, 81, 82, role=LineRole.BOYS, label="Pojkar")
    root = parsed(series(84, 85, 86, others=(boys,)))
    [dotted] = root.findall(f"{SVG}path[@stroke='{LINE_STYLES[LineRole.BOYS].colour}']")
    [casing] = root.findall(f"{SVG}path[@stroke='{WHITE}']")
    assert casing.get("d") == dotted.get("d")
    assert float(casing.get("stroke-width")) >= float(dotted.get("stroke-width")) + 2
    assert list(root).index(casing) < list(root).index(dotted)


def test_a_text_of_many_lines_is_cut_into_lines_of_about_the_same_length():
    said = "osäkerhetsintervall: så mycket brukar årskullar skilja av slump"
    first, second = wrap(said, 390)
    assert f"{first} {second}" == said
    assert abs(text_width(first) - text_width(second)) < 60


def test_a_short_text_and_a_word_longer_than_the_line_are_left_whole():
    assert wrap("åk 9", 400) == ("åk 9",)
    assert wrap("gymnasieskolans", 10) == ("gymnasieskolans",)
