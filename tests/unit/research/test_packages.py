"""The data package of a study: valid, the same when remade, and holding back what it must."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import frictionless
import numpy as np
import pandas as pd
import pytest
import yaml

from fgte.catalogue import open_catalogue
from fgte.errors import RequestError
from fgte.journal import Kind, open_journal
from fgte.research import carry_out, freeze_study, read_study
from fgte.research.package_fields import LONGEST_NAME, TABLES
from fgte.research.package_tables import figures, soft_values, withheld
from fgte.research.package_words import citation
from fgte.research.packages import given_away, keep_study, kept_study, pack, require_published
from fgte.research.traces import traces_of
from fgte.store import open_table
from tests.unit.research.country import INDICATOR, OWN, country, row, study_file


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A study packed, and packed again in another home from the file that the package holds."""
    folders = []
    for name in ("one", "another"):
        place = tmp_path_factory.mktemp(name)
        settings = country(place / "home", step=14.0)
        path = folders[0] / "lasning.toml" if folders else study_file(place, effect=12)
        freeze_study(read_study(path, settings), settings, date(2026, 8, 20))
        folders.append(pack(str(path), settings, place / "out"))
    return folders


def read(folder, name):
    return pd.read_csv(folder / "data" / f"{name}.csv", dtype={"unit_code": str, "about": str})


def test_frictionless_finds_nothing_to_remark(packed):
    report = frictionless.validate(str(packed[0] / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])


def test_frictionless_would_have_remarked(packed, tmp_path):
    said = json.loads((packed[0] / "datapackage.json").read_text("utf-8"))
    said["resources"] = [each for each in said["resources"] if each["path"] == "data/outcome.csv"]
    (tmp_path / "data").mkdir()
    (tmp_path / "data/outcome.csv").write_text("year,after_start\nx,1\n", encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_remade_elsewhere_it_is_the_same_to_the_last_byte(packed):
    one, another = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*.*")} for f in packed)
    assert set(one) == set(another)
    assert [str(path) for path in one if one[path] != another[path]] == []


def test_nothing_of_the_machine_goes_along(packed):
    home = str(packed[0].parent.parent).encode()
    assert [p.name for p in packed[0].rglob("*.*") if home in p.read_bytes()] == []


def test_every_file_is_described_with_its_checksum(packed):
    said = json.loads((packed[0] / "datapackage.json").read_text("utf-8"))
    there = {str(p.relative_to(packed[0])) for p in packed[0].rglob("*.*")}
    assert {each["path"] for each in said["resources"]} == there - {"datapackage.json"}
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", each["hash"]) for each in said["resources"])


def test_names_are_such_as_r_and_stata_take(packed):
    for columns in TABLES.values():
        for name in columns:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
            assert len(name) <= LONGEST_NAME
    for path in (packed[0] / "data").glob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        content.decode("utf-8")


def test_csv_and_parquet_hold_the_same(packed):
    for name in ("figures", "estimates", "outcome"):
        parquet = pd.read_parquet(packed[0] / "data" / f"{name}.parquet")
        csv = read(packed[0], name)
        assert list(parquet.columns) == list(csv.columns) == list(TABLES[name])
        numbers = [c for c, kind in TABLES[name].items() if kind != "string"]
        left, right = (t[numbers].astype(float).to_numpy() for t in (parquet, csv))
        assert left == pytest.approx(right, nan_ok=True, rel=1e-9)


def test_the_estimate_can_be_counted_again_from_its_figures(packed):
    table = read(packed[0], "figures")
    used = table[table["used"].eq(1)]
    outcome = read(packed[0], "outcome")
    own = used[used["role"].eq("treated")].set_index("year")["value"]
    assert own.loc[outcome["year"]].to_numpy() == pytest.approx(outcome["observed"].to_numpy())
    apart = (outcome["observed"] - outcome["expected"])[outcome["after_start"].eq(1)].mean()
    assert apart == pytest.approx(read(packed[0], "estimates").iloc[0]["value"])


def test_every_figure_has_its_origin_terms_and_citation(packed):
    origins = read(packed[0], "origins").set_index("snapshot_id")
    assert set(read(packed[0], "figures")["snapshot_id"]) == set(origins.index)
    assert origins["citation"].tolist() == ["Källa: Kolada"]
    assert "Källa: Kolada" in (packed[0] / "README.md").read_text("utf-8")


def test_every_variable_is_explained_in_both_languages(packed):
    book = read(packed[0], "codebook")
    told = set(zip(book["table_name"], book["variable"], strict=True))
    assert told == {(t, c) for t, columns in TABLES.items() for c in columns if t != "codebook"}
    assert book.notna().all(axis=None)


def test_the_citation_can_be_read_and_names_the_design(packed):
    cited = yaml.safe_load((packed[0] / "CITATION.cff").read_text("utf-8"))
    frozen = json.loads((packed[0] / "frozen.json").read_text("utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert cited["identifiers"][0]["value"] == frozen[0]["digest"]


# --- what is held back ---


@pytest.fixture
def home(tmp_path):
    return country(tmp_path / "home", municipalities=25)


def test_a_figure_that_the_source_hides_stays_hidden_and_is_counted(home, tmp_path):
    store = open_table(home.store)
    hidden = store.table["municipality_id"].eq(OWN) & store.table["year"].eq(2013)
    store.table.loc[hidden, ["value", "status"]] = [np.nan, "suppressed"]
    result = carry_out(read_study(study_file(tmp_path), home), home)
    table = figures(result, store)
    own = table[table["unit_code"].eq(OWN) & table["year"].eq(2013)].iloc[0]
    assert (own["status"], own["used"]) == ("suppressed", 0)
    assert np.isnan(own["value"])
    soft = soft_values(result, store, open_catalogue(home), 10)
    told = withheld({"figures": table, "soft_values": soft}, {}).set_index("what")["n"]
    assert told["suppressed"] == 1


def test_soft_values_of_small_groups_are_hidden_and_local_ones_left_out(home, tmp_path):
    catalogue = open_catalogue(home)
    shown = next(iter(catalogue.indicators.values()))
    result = carry_out(read_study(study_file(tmp_path), home), home)
    for scope, rows in (("national", 2), ("local", 0)):
        soft = softened(catalogue, shown, scope)
        store = open_table(home.store)
        few, many = (row(OWN, year, 3.2) | {"indicator": shown.id} for year in (2021, 2022))
        store.__dict__["table"] = pd.DataFrame([few | {"pupils": 9.0}, many | {"pupils": 10.0}])
        table = soft_values(result, store, soft, 10)
        assert len(table) == rows
        if rows:
            assert table["value"].isna().tolist() == [True, False]
            assert table["status"].tolist() == ["suppressed", "ok"]
            assert table["pupils"].isna().tolist() == [True, False]


def test_no_limit_makes_a_package_show_more_than_the_store_does(home, tmp_path):
    catalogue = open_catalogue(home)
    shown = next(iter(catalogue.indicators.values()))
    result = carry_out(read_study(study_file(tmp_path), home), home)
    store = open_table(home.store)
    rows = [row(OWN, 2015 + n, 3.0) | {"pupils": 3.0 + n} for n in range(22)]
    for each in rows[::3]:
        each |= {"value": np.nan, "pupils": np.nan, "status": "suppressed"}
    store.__dict__["table"] = pd.DataFrame(rows).assign(indicator=shown.id)
    stored = store.table.set_index("year")
    seen = {}
    for small in (5, 20, 5):
        soft = softened(catalogue, shown, "national")
        table = soft_values(result, store, soft, small).set_index("year")
        told = table[table["value"].notna() | table["pupils"].notna() | table["status"].eq("ok")]
        assert (stored.loc[told.index, ["value", "pupils"]] == told[["value", "pupils"]]).all(
            axis=None
        )
        assert stored.loc[told.index, "status"].eq("ok").all()
        seen.setdefault(small, set(told.index))
        assert seen[small] == set(told.index)
    assert seen[20] < seen[5] < set(stored.index)


def softened(catalogue, indicator, scope):

    from fgte.model import Kind as Sort
    from fgte.model import Scope

    changed = replace(indicator, kind=Sort.PROCESS, scope=Scope(scope))
    return replace(catalogue, indicators={indicator.id: changed})


INQUIRY = {
    "title": "Hemlig rubrik",
    "analysis_object": "Läsning",
    "observation": "Hemlig iakttagelse",
    "question": "Vad händer?",
    "activities": [{"id": "a", "what": "Hemlig aktivitet", "start": "2019-08-20"}],
}


@pytest.mark.parametrize(("visibility", "rows"), [("regional", 1), ("local", 0)])
def test_of_the_journal_no_word_goes_along(home, tmp_path, visibility, rows):
    trace = {"id": "t", "indicator": "examen_3ar", "direction": "higher", "first_year": 2030}
    with open_journal(home) as journal:
        made = journal.create(
            Kind.INQUIRY,
            INQUIRY | {"expected": [trace]},
            owner="1384",
            who="processledare",
            visibility=visibility,
        )
    path = study_file(tmp_path, inquiry=f'"{made.id}"')
    found, left = traces_of(read_study(path, home), home)
    assert len(found) == rows
    assert "Hemlig" not in str(found)
    assert made.id not in str(found)
    assert left == {"journal_texts": 1, "journal_local": 1 - rows}


def test_the_start_comes_from_the_inquiry_where_the_file_has_none(home, tmp_path):
    with open_journal(home) as journal:
        made = journal.create(Kind.INQUIRY, INQUIRY, owner="1384", who="processledare")
    path = study_file(tmp_path, start=None, inquiry=f'"{made.id}"')
    assert read_study(path, home).start == 2020


# --- by name ---


def test_a_study_is_packed_by_its_name_once_it_has_been_made(home, tmp_path):
    with pytest.raises(RequestError, match="Det finns ingen studie som heter ”lasning”"):
        kept_study("lasning", home)
    study = read_study(study_file(tmp_path), home)
    keep_study(study, home)
    assert read_study(kept_study("lasning", home), home).digest == study.digest


ASKED = "ff-0123abcd"


@pytest.mark.parametrize("lines", [{"start": None}, {"start": 2020}])
def test_the_study_file_goes_along_without_the_journals_id_and_is_the_same_design(
    home, tmp_path, lines
):
    with open_journal(home) as journal:
        made = journal.create(Kind.INQUIRY, INQUIRY, owner=OWN, who="processledare")
    question = f'"Syns {made.id} i siffrorna, som {ASKED} frågar?"'
    named = {"inquiry": f'"{made.id}"', "research_question": f'"{ASKED}"', "question": question}
    study = read_study(study_file(tmp_path, **named, **lines), home)
    words = given_away(study)
    assert not [id for id in (made.id, ASKED, "research_question") if id in words]
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "lasning.toml").write_text(words, encoding="utf-8")
    again = read_study(tmp_path / "given" / "lasning.toml", home)
    assert (again.start, again.digest) == (study.start, study.digest)


def test_a_title_with_any_signs_gives_a_citation_that_can_be_read(home, tmp_path):
    study = study_file(tmp_path, title="'Läs\\\\skriv: \"allt\" # nu'")
    cited = yaml.safe_load(citation(carry_out(read_study(study, home), home)))
    assert cited["title"] == 'Följeforskning: Läs\\\\skriv: "allt" # nu'


def test_the_versions_name_what_writes_the_tables(packed):
    said = (packed[0] / "environment.txt").read_text("utf-8").splitlines()
    assert {"pandas", "pyarrow", "fgte", "python"} <= {line.split("==")[0] for line in said}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_soft_value_is_not_given_away_as_an_outcome(home, tmp_path, lang):
    result = carry_out(read_study(study_file(tmp_path), home), home)
    require_published(result)
    soft = softened(open_catalogue(home), result.material.indicator, "local").indicators[INDICATOR]
    with pytest.raises(RequestError) as refused:
        require_published(replace(result, material=replace(result.material, indicator=soft)))
    assert refused.value.key == "study_soft"
    assert "lasning" in refused.value.message(lang)
