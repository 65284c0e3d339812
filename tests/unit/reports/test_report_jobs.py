"""Which reports are meant by what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from fgte.errors import RequestError
from fgte.reports import jobs_for
from fgte.settings import Settings


def test_the_region_comes_first_and_municipalities_in_code_order(here: Settings) -> None:
    jobs = jobs_for(["Kungsbacka", 1315, "1381"], True, here)
    assert [job.stem for job in jobs] == ["region", "hylte", "laholm", "kungsbacka"]


def test_one_that_is_named_twice_is_made_once(here: Settings) -> None:
    assert len(jobs_for(["Kungsbacka", "1384", 1384], False, here)) == 1


def test_a_job_knows_its_notebook_its_files_and_its_parameters(here: Settings) -> None:
    [job] = jobs_for(["1384"], False, here, first_year=2015)
    assert job.notebook == here.notebooks / "reports" / "kommun.ipynb"
    assert job.html.name == "kungsbacka-fran-2015.html"
    assert job.parameters == {
        "municipality": "1384",
        "first_year": 2015,
        "last_year": None,
        "lang": "sv",
        "home": str(here.home),
    }


def test_a_report_of_some_years_does_not_take_the_place_of_the_whole_one(here: Settings) -> None:
    [whole] = jobs_for(["1384"], False, here)
    [some] = jobs_for(["1384"], False, here, first_year=2015, last_year=2020)
    assert (whole.html.name, some.html.name) == ("kungsbacka.html", "kungsbacka-2015-2020.html")
    assert some.heading == "Kungsbacka, valda år 2015–2020"


def test_files_go_where_they_are_asked_to(here: Settings, tmp_path: Path) -> None:
    assert jobs_for([], True, here)[0].output == here.output
    assert jobs_for([], True, here, output=tmp_path / "x")[0].output == tmp_path / "x"


def test_the_command_makes_the_same_report_again(tmp_path: Path) -> None:
    english = Settings(home=tmp_path, shipped=tmp_path, lang="en")
    region, laholm = jobs_for(["1381"], True, english, first_year=2015, last_year=2022)
    years = "--first-year 2015 --last-year 2022 --lang en"
    assert region.command == f"fgte report --region {years}"
    assert laholm.command == f"fgte report --municipality Laholm {years}"


def test_there_is_no_municipal_report_on_the_country(here: Settings) -> None:
    with pytest.raises(RequestError, match="ingen kommunrapport om Riket"):
        jobs_for(["Riket"], False, here)


def test_a_wrong_year_is_refused_before_anything_is_done(here: Settings) -> None:
    with pytest.raises(RequestError, match="1998 och 2100"):
        jobs_for([], True, here, first_year=15)
    assert not here.output.exists()


def test_a_municipality_of_two_words_is_quoted_in_the_command(here: Settings) -> None:
    [job] = jobs_for(["Upplands Väsby"], False, here)
    assert job.command == 'fgte report --municipality "Upplands Väsby"'
    assert job.html.name == "upplands-vasby.html"
