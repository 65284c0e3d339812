from dataclasses import replace

import pytest

from fgte.present.chart import LineRole, Point, PointMark, StageGroup, YearMark
from fgte.present.data_table import data_table
from tests.unit.present import chart_types


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (PointMark.MISSING, "uppgift saknas"),
        (PointMark.SUPPRESSED, "dold uppgift (liten grupp)"),
        (PointMark.NOT_APPLICABLE, "gäller inte"),
    ],
)
def test_a_year_without_a_figure_says_why(series, mark, said):
    assert data_table(series(84, mark)).rows[1] == ("2016", said, "")


def test_a_figure_stands_in_its_unit_beside_its_interval(series):
    table = data_table(series(84.5))
    assert table.headers == ("År", "Halmstad", "Halmstad, osäkerhetsintervall")
    assert table.rows == (("2015", "84,5\u00a0%", "81,5–87,5\u00a0%"),)


def test_a_censored_figure_says_its_range(series):
    censored = Point(2015, None, 94.1, 98.5, PointMark.CENSORED)
    assert data_table(series(censored)).rows[0][1] == "avrundat av källan: 94,1–98,5\u00a0%"


def test_an_odd_year_is_said_beside_its_figure(series, odd):
    assert data_table(series(odd(2015, 70))).rows[0][1] == "70,0\u00a0%, avvikande år"


def test_breaks_and_notes_are_remarks(series):
    noted = Point(2016, 85, None, None, PointMark.FIGURE, "preliminär")
    table = data_table(series(84, noted, breaks=(YearMark(2016, "nytt betygssystem"),)))
    assert table.headers[-1] == "Anmärkning"
    assert [row[-1] for row in table.rows] == [
        "",
        "tidsseriebrott: nytt betygssystem; preliminär",
    ]


def test_a_line_that_ends_early_is_missing_in_the_years_after(series, line):
    country = line(80, role=LineRole.COUNTRY, label="Riket")
    rows = data_table(series(84, 85, others=(country,))).rows
    assert [row[3] for row in rows] == ["80,0\u00a0%", "uppgift saknas"]


def test_movements_are_rows_in_the_order_given(movements):
    table = data_table(movements((1.4, None)))
    assert table.headers == ("Avser", "Förändring per år", "Osäkerhetsintervall")
    assert table.rows == (
        ("Falkenberg", "+1,4 procentenheter", "+0,8 till +2,0"),
        ("Halmstad", "för få jämförbara år", ""),
    )


def test_the_note_of_a_movement_with_a_value_is_a_remark(movements):
    chart = movements((1.4,))
    noted = replace(chart.movements[0], note="2015–2022")
    assert data_table(replace(chart, movements=(noted,))).rows[0][-1] == "2015–2022"


def test_every_row_has_a_cell_for_every_header(series, movements, line):
    girls = line(80, 81, role=LineRole.GIRLS, label="Flickor")
    for chart in (series(84, 85, others=(girls,)), movements((1, None, 2)), series()):
        table = data_table(chart)
        assert {len(row) for row in table.rows} <= {len(table.headers)}


def test_the_table_speaks_english_when_asked(series):
    assert (
        data_table(series(PointMark.SUPPRESSED, lang="en")).rows[0][1].startswith("figure hidden")
    )


def test_a_small_series_without_figures_has_a_row_that_says_so():
    empty = replace(chart_types.multiples().charts[0], lines=())
    chart = replace(chart_types.multiples(), groups=(StageGroup("Årskurs 6", (empty,)),))
    [row] = data_table(chart).rows
    assert row[:2] == ("Årskurs 6", empty.title)
    assert "uppgift saknas" in row
