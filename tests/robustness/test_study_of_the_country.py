"""A study from Kolada's answers to its package: fetched on a bad day, asked, frozen, packed."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import frictionless
import pandas as pd
import pytest

from fgte.cli import main
from fgte.settings import read_settings
from fgte.sources.kolada import Patience, fetch
from tests.unit.research.country import study_file

MERIT, PUPILS = "N15505", "N15809"
FAULTS = ("--error-every", "7", "--cut-every", "11", "--busy-every", "17")


@pytest.fixture(scope="module")
def home(shared, tmp_path_factory):
    """A home with the country's merit ratings, fetched while the stand-in misbehaves."""
    place = tmp_path_factory.mktemp("country")
    command = [sys.executable, str(shared / "tools/kolada_replay"), "--port", "0", *FAULTS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            url = re.search(r"http://\S+/v3", serving.stdout.readline()).group()
            settings = read_settings({"FGTE_KOLADA_URL": url}, home=place)
            short = Patience(attempts=40, first_wait=0.05, longest_wait=0.2)
            fetch(settings, kpis=[MERIT, PUPILS], all_municipalities=True, patience=short)
        finally:
            serving.terminate()
    return place


@pytest.fixture(scope="module")
def packed(home, tmp_path_factory):
    """A study of Kungsbacka beside all others, as its report and its package."""
    asked = {"design": '"difference_in_differences"', "start": 2021, "effect": 60.0}
    path = study_file(tmp_path_factory.mktemp("asked"), indicator='"meritvarde"', **asked)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FGTE_HOME", str(home))
        assert main(["study", str(path), "--freeze"]) == 0
        assert main(["study", str(path)]) == 0
        assert main(["export", "--study", path.stem]) == 0
    return home / "output" / f"paket-{path.stem}"


def table(folder, name):
    return pd.read_csv(folder / "data" / f"{name}.csv", dtype={"unit_code": str})


def test_the_whole_country_is_compared_with_but_for_the_collaboration(packed):
    figures = table(packed, "figures")
    donors = set(figures.loc[figures["role"].eq("donor") & figures["used"].eq(1), "unit_code"])
    assert len(donors) > 270
    assert not donors & {"1315", "1380", "1381", "1383", "1384"}


def test_its_figures_are_those_that_kolada_has(packed, shared):
    place = shared / "data/kolada/values_2024-08.csv.gz"
    source = pd.read_csv(place, dtype={"municipality_id": str})
    source = source[source["kpi"].eq(MERIT) & source["sex"].eq("T")]
    source = source.set_index(["municipality_id", "year"])["value"]
    figures = table(packed, "figures").set_index(["unit_code", "year"])
    ok = figures[figures["source"].eq("Kolada") & figures["status"].eq("ok")]["value"]
    assert len(ok) > 2000
    assert ok.to_numpy() == pytest.approx(source.loc[ok.index].to_numpy())


def test_the_odd_year_is_not_used_and_the_estimate_is_what_the_used_figures_give(packed):
    figures = table(packed, "figures")
    used = figures[figures["used"].eq(1)]
    assert 2016 not in set(used["year"])
    years = used.pivot_table(index="unit_code", columns="year", values="value")
    changes = years[[2021, 2022]].mean(axis=1) - years.drop(columns=[2021, 2022]).mean(axis=1)
    apart = changes["1384"] - changes.drop("1384").mean()
    chosen = table(packed, "estimates").iloc[0]
    assert chosen["value"] == pytest.approx(apart)
    as_large = (changes - changes.mean()).abs() >= abs(changes["1384"] - changes.mean()) - 1e-9
    assert chosen["p_value"] == pytest.approx(as_large.mean())


def test_the_package_is_valid_and_says_when_the_design_was_frozen(packed):
    assert frictionless.validate(str(packed / "datapackage.json")).valid
    (frozen,) = json.loads((packed / "frozen.json").read_text("utf-8"))
    assert frozen["outcomes"] == [2021, 2022]
    page = (packed / "report" / "report.html").read_text("utf-8")
    assert "men då fanns redan utfall för 2021 och 2022 i lagret" in page
