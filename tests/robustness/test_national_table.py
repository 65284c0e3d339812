"""The national table that ships is what the country's figures give, byte for byte."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from fgte.catalogue.national import SHIPPED, open_national
from fgte.judgement.national_files import build_national
from fgte.settings import read_settings
from fgte.sources.kolada import fetch
from fgte.store import build, open_table


@pytest.fixture(scope="module")
def country(shared, tmp_path_factory):
    """A home with the whole country, fetched from the stand-in for Kolada, and its table."""
    home = tmp_path_factory.mktemp("country")
    command = [sys.executable, str(shared / "tools/kolada_replay"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            url = re.search(r"http://\S+/v3", serving.stdout.readline()).group()
            settings = read_settings({"FGTE_KOLADA_URL": url}, home=home)
            fetch(settings, all_municipalities=True)
        finally:
            serving.terminate()
    build(settings)
    build_national(settings)
    return settings


def test_the_shipped_table_is_remade_byte_for_byte(country):
    made = {path.name: path.read_bytes() for path in country.national.iterdir()}
    assert made == {path.name: path.read_bytes() for path in SHIPPED.iterdir()}


def test_a_users_own_table_goes_before_the_shipped_one(country):
    assert not open_national(country).shipped


def test_what_is_left_over_goes_with_the_deviation_that_skr_publishes(country):
    """Another model of the same thing: parents, newcomers, sex and economic assistance."""
    store = open_table(country.store)
    table = store.table.query("sex == 'T' and variant == 'kommunal'")
    table = table[table["school_unit"].isna() & table["year"].eq(2022)]
    of = {id: rows.set_index("municipality_id") for id, rows in table.groupby("indicator")}
    model = open_national(country).models["alla_amnen_slutbetyg", 2022]
    parents = store.table.query("indicator == 'foraldrars_utbildning' and year == 2021").set_index(
        "municipality_id"
    )
    level, education, newcomers = model.coefficients
    expected = level + education * parents["value"] + newcomers * of["nyinvandrade_ak9"]["value"]
    left = of["alla_amnen_slutbetyg"]["value"] - expected
    published = of["avvikelse_alla_amnen_slutbetyg"]["value"]
    assert left.corr(published) > 0.9
