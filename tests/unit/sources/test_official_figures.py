"""The figures that ship: read whole, traced, and refused when something is wrong."""

import pytest

from fgte.errors import DataError
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin

HEAD = "source,kpi,municipality_id,year,sex,value,pupils\n"
GOOD = "Kolada,N15505,1384,2022,T,237,\n"


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "figures.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return write


def test_all_1503_figures_are_read(settings):
    assert len(read_official(settings.official / "fgte_figures.csv", snapshot_id="x")) == 1503


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [
        ("Kolada,N15505,1384,2022,T,hög,\n", "value", "hög"),
        ("Kolada,N15505,1384,i fjol,T,237,\n", "year", "i fjol"),
        ("Kolada,N15505,1384,2022,X,237,\n", "sex", "X"),
        ("Kolada,N15505,Kungsbacka,2022,T,237,\n", "municipality_id", "Kungsbacka"),
        ("Hörsägen,N15505,1384,2022,T,237,\n", "source", "Hörsägen"),
        ("Kolada,N15505,1384,2022,T,237,många\n", "pupils", "många"),
    ],
)
def test_a_faulty_cell_is_named_by_file_row_and_column(file, row, column, found):
    with pytest.raises(DataError, match=rf"figures\.csv, rad 3, kolumn {column}: .*{found}"):
        read_official(file(GOOD, row), snapshot_id="x")


def test_the_same_figure_twice_is_refused(file):
    with pytest.raises(DataError, match=r"rad 3: siffran för N15505, 1384, 2022, T finns redan"):
        read_official(file(GOOD, GOOD.replace("237", "238")), snapshot_id="x")


def test_the_origin_record_fits_the_file(settings):
    origin = read_origin(settings.official / "fgte_figures.csv")
    assert origin.snapshot_id.endswith(origin.sha256[:12])
    assert origin.sources == ("Kolada", "Skolverket")


def test_a_changed_file_is_noticed(settings, tmp_path):
    for name in ("fgte_figures.csv", "fgte_figures.origin.toml"):
        (tmp_path / name).write_bytes((settings.official / name).read_bytes())
    (tmp_path / "fgte_figures.csv").write_text(HEAD + GOOD, encoding="utf-8")
    with pytest.raises(DataError, match="kontrollsumman"):
        read_origin(tmp_path / "fgte_figures.csv")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"saknas.*borta\.csv"):
        read_origin(tmp_path / "borta.csv")
