"""Finding indicators and municipalities by the names people use."""

import csv
import os
from dataclasses import replace

import pytest

from fgte.catalogue import indicator, municipality, open_catalogue
from fgte.errors import DataError, RequestError
from fgte.settings import read_settings

OWN = """
[[indicator]]
id = "trivsel"
unit = "percent"
better = "higher"
stage = "ak6"
kind = "process"
scope = "local"
source = "Egen enkät"
default_series = "huvud"
label = { sv = "Trivsel", en = "Well-being" }
explanation = { sv = "Andel som trivs.", en = "Share who are happy at school." }
[[indicator.series]]
id = "huvud"
label = { sv = "Trivsel", en = "Well-being" }
kpis.kommunal = ["X00001"]
"""


@pytest.mark.parametrize("name", ["1384", 1384, "Kungsbacka", "kungsbacka", " KUNGSBACKA "])
def test_a_municipality_is_found_by_code_number_or_name(name):
    assert municipality(name).id == "1384"


@pytest.mark.parametrize(("wrong", "closest"), [("Kungsbaka", "Kungsbacka"), ("Hytte", "Hylte")])
def test_a_misspelt_municipality_names_the_closest(wrong, closest):
    with pytest.raises(RequestError, match=f"i stavning: {closest}"):
        municipality(wrong)


def test_falkenberg_is_in_the_county_but_not_in_the_collaboration():
    falkenberg = municipality("1382")
    assert falkenberg.name == "Falkenberg"
    assert falkenberg not in open_catalogue().members


def test_every_municipality_of_the_country_is_known_by_code_and_has_files_of_its_own():
    every = open_catalogue().every_municipality
    assert len(every) == len({each.slug for each in every}) == 290
    assert [each.id for each in every] == sorted(each.id for each in every)


@pytest.mark.parametrize(("name", "code"), [("Håbo", "0305"), ("Habo", "0643")])
def test_two_names_that_differ_in_an_accent_are_two_municipalities(name, code):
    assert municipality(name).id == code
    assert municipality(name).slug == f"habo-{code}"


def test_the_names_are_koladas(shared):
    with (shared / "data/kolada/municipalities.csv").open(encoding="utf-8") as file:
        kolada = {row["id"]: row["title"] for row in csv.DictReader(file) if row["type"] == "K"}
    assert {each.id: each.name for each in open_catalogue().every_municipality} == kolada


def test_a_misspelt_indicator_names_the_closest():
    with pytest.raises(RequestError, match="meritvarde"):
        indicator("meritvärde")


@pytest.fixture
def own_home(tmp_path):
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "egna.toml").write_text(OWN, encoding="utf-8")
    return replace(read_settings({}), home=tmp_path)


def test_a_users_own_indicator_stands_after_the_thirteen(own_home):
    assert [each.id for each in open_catalogue(own_home).followed][-1] == "trivsel"


def test_a_users_own_indicator_may_not_take_a_taken_id(own_home):
    path = own_home.user_catalogue / "egna.toml"
    path.write_text(OWN.replace("trivsel", "meritvarde", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"meritvarde.*en gång till"):
        open_catalogue(own_home)


def test_a_changed_file_is_read_again(own_home):
    assert "trivsel" in open_catalogue(own_home).indicators
    path = own_home.user_catalogue / "egna.toml"
    path.write_text(OWN.replace('"trivsel"', '"trygghet"'), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert "trygghet" in open_catalogue(own_home).indicators


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('unit = "percent"', "saknar 'unit'"),
        ('better = "higher"', "saknar 'better'"),
        ('label = { sv = "Trivsel", en = "Well-being" }\nexplanation', "saknar"),
    ],
)
def test_an_incomplete_definition_names_file_and_what_is_missing(tmp_path, broken, said):
    folder = tmp_path / "catalogue"
    folder.mkdir()
    keep = "explanation" if "explanation" in broken else ""
    (folder / "egna.toml").write_text(OWN.replace(broken, keep, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said) as error:
        open_catalogue(replace(read_settings({}), home=tmp_path))
    assert "egna.toml" in str(error.value)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'better = "higher"',
            'better = "upp"',
            "hittade ”upp”, väntade ett av higher, lower",
        ),
        (
            'unit = "percent"',
            'unit = "procent"',
            "hittade ”procent”, väntade ett av percent",
        ),
    ],
)
def test_a_word_that_a_field_cannot_hold_is_told_with_those_it_can(tmp_path, right, wrong, said):
    (tmp_path / "catalogue").mkdir()
    own = tmp_path / "catalogue" / "egna.toml"
    own.write_text(OWN.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said):
        open_catalogue(replace(read_settings({}), home=tmp_path))


def test_a_folder_among_the_definitions_is_named(tmp_path):
    (tmp_path / "catalogue" / "mapp.toml").mkdir(parents=True)
    with pytest.raises(DataError, match=r"mapp\.toml gick inte att läsa"):
        open_catalogue(replace(read_settings({}), home=tmp_path))


def test_a_file_that_is_not_toml_is_named(tmp_path):
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "trasig.toml").write_text("= =", encoding="utf-8")
    with pytest.raises(DataError, match=r"trasig\.toml"):
        open_catalogue(replace(read_settings({}), home=tmp_path))
