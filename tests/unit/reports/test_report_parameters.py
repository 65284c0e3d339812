"""What a report may be asked for, and how a wrong wish is answered."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from fgte.errors import DataError, RequestError
from fgte.reports import require_agreement, validated


def declaring(path: Path, source: str) -> Path:
    """Write a notebook that declares its parameters in the given lines."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = new_code_cell(source, metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell], metadata={"kernelspec": kernel}), path)
    return path


@pytest.mark.parametrize(
    ("given", "code"),
    [("1384", "1384"), (1384, "1384"), (128, "0128"), ("Kungsbacka", "1384"), ("varberg", "1383")],
)
def test_a_municipality_may_be_written_as_text_number_or_name(given: object, code: str) -> None:
    assert validated("kommun", {"municipality": given})["municipality"] == code


def test_what_is_not_given_has_its_default() -> None:
    expected = {"first_year": None, "last_year": None, "lang": "sv", "home": None}
    assert validated("region", {}) == expected


def test_a_misspelt_name_is_answered_with_the_closest() -> None:
    with pytest.raises(RequestError) as caught:
        validated("kommun", {"municipality": "1384", "frist_year": 2015})
    assert caught.value.key == "unknown_parameter"
    assert "Närmast: first_year" in str(caught.value)


def test_the_region_takes_no_municipality() -> None:
    with pytest.raises(RequestError, match="ingen parameter ”municipality”"):
        validated("region", {"municipality": "1384"})


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("municipality", 12.5, "fyra siffror"),
        ("municipality", True, "fyra siffror"),
        ("first_year", "2015", "mellan 1998 och 2100"),
        ("last_year", 1997, "mellan 1998 och 2100"),
        ("last_year", 2022.0, "mellan 1998 och 2100"),
        ("lang", "de", "'sv' eller 'en'"),
        ("home", 7, "sökväg som text"),
    ],
)
def test_an_ill_typed_value_says_what_was_found_and_expected(
    name: str, value: object, expected: str
) -> None:
    with pytest.raises(RequestError) as caught:
        validated("kommun", {"municipality": "1384", name: value})
    assert repr(value) in str(caught.value)
    assert expected in str(caught.value)


def test_the_first_year_may_not_be_after_the_last() -> None:
    with pytest.raises(RequestError, match="2022–2015"):
        validated("region", {"first_year": 2022, "last_year": 2015})


def test_one_year_is_a_period() -> None:
    assert validated("region", {"first_year": 2022, "last_year": 2022})["last_year"] == 2022


def test_a_municipality_must_be_named() -> None:
    with pytest.raises(RequestError, match="behöver parametern ”municipality”"):
        validated("kommun", {})


def test_an_unknown_municipality_is_answered_with_the_closest() -> None:
    with pytest.raises(RequestError, match="Närmast i stavning: Kungsbacka"):
        validated("kommun", {"municipality": "Kungsbaka"})


def test_an_unknown_report_is_answered_with_the_closest() -> None:
    with pytest.raises(RequestError, match="Närmast: kommun"):
        validated("komun", {})


@pytest.mark.parametrize("report", ["kommun", "region"])
def test_the_shipped_notebooks_declare_what_is_modelled(report: str, repo: Path) -> None:
    require_agreement(report, repo / "notebooks" / "reports" / f"{report}.ipynb")


def test_a_notebook_that_declares_other_parameters_is_stopped(tmp_path: Path) -> None:
    path = declaring(tmp_path / "kommun.ipynb", 'municipality = "1384"\nyear = 1')
    with pytest.raises(RequestError) as caught:
        require_agreement("kommun", path)
    assert "municipality, year" in str(caught.value)


def test_a_notebook_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"kommun\.ipynb saknas"):
        require_agreement("kommun", tmp_path / "kommun.ipynb")


def test_braces_in_a_path_are_not_read_as_parameters(tmp_path: Path) -> None:
    folder = tmp_path / "{odd}"
    folder.mkdir()
    path = declaring(folder / "region.ipynb", "first_year = last_year = home = lang = 1")
    with pytest.raises(RequestError, match="väntade first_year"):
        require_agreement("region", path)
