"""``fgte import --units``: answers of planned-educations, kept with where their school lies."""

import json
import shutil

import pytest

import fgte
from fgte.cli import main
from fgte.settings import read_settings
from fgte.sources.snapshots import SnapshotStore
from tests.unit.sources.skolverket_files import AK9, answer, csv_file, school, value

MERIT = "averageGradesMeritRating9thGrade"
CODE = "60904587"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def statistics(tmp_path):
    return answer(tmp_path, **{MERIT: [value("258,5")]})


def unit(folder, code=CODE, area="1384", organiser="Kommunal"):
    body = {"code": code, "geographicalAreaCode": area, "principalOrganizerType": organiser}
    folder.mkdir(exist_ok=True)
    (folder / "skolenhet.json").write_text(json.dumps(body), encoding="utf-8")
    return folder / "skolenhet.json"


def of_the_school(home):
    table = fgte.open_store(home).table
    return table[table["school_unit"].eq(CODE)]


def test_an_answer_comes_in_with_where_its_school_lies(home, statistics, tmp_path):
    assert main(["import", str(statistics), "--units", str(unit(tmp_path / "a"))]) == 0
    (row,) = of_the_school(home).to_dict("records")
    assert (row["municipality_id"], row["kpi"], row["value"]) == ("1384", "N15505", 258.5)


def test_several_units_may_be_given_under_the_same_name(home, statistics, tmp_path):
    first, second = unit(tmp_path / "a", code="11111111"), unit(tmp_path / "b")
    assert main(["import", str(statistics), "--units", str(second), "--units", str(first)]) == 0
    assert len(of_the_school(home)) == 1


def test_the_store_is_rebuilt_from_snapshots_alone_to_the_same_bytes(home, statistics, tmp_path):
    where = [unit(tmp_path / "a", code="11111111"), unit(tmp_path / "b")]
    main(["import", str(statistics), *(w for each in where for w in ("--units", str(each)))])
    before = {path.name: path.read_bytes() for path in (home / "store").iterdir()}
    shutil.rmtree(home / "store")
    for path in (statistics, *where):
        path.unlink()
    assert main(["build"]) == 0
    assert {path.name: path.read_bytes() for path in (home / "store").iterdir()} == before


def test_without_units_it_says_where_to_get_them_and_keeps_nothing(home, statistics, capsys):
    assert main(["import", str(statistics)]) == 1
    said = capsys.readouterr().err
    assert f"planned-educations/v4/school-units/{CODE}" in said
    assert "--units" in said
    assert SnapshotStore(read_settings().snapshots).imports() == ()


def test_the_same_answer_is_kept_once_and_again_when_the_school_has_moved(
    home, statistics, tmp_path
):
    for area in ("1384", "1384", "1380"):
        main(["import", str(statistics), "--units", str(unit(tmp_path / "a", area=area))])
    assert len(SnapshotStore(read_settings().snapshots).imports()) == 2


@pytest.mark.parametrize("more", [[], ["--survey", "x.toml"]])
def test_units_that_nothing_has_a_use_for_are_refused(home, tmp_path, capsys, more):
    siris = csv_file(tmp_path, school(*["80"] * len(AK9)))
    where = unit(tmp_path / "a")
    assert main(["import", str(siris), "--units", str(where), *more]) == 2
    assert ("skolenhet.json" if not more else "x.toml") in capsys.readouterr().err


def test_a_units_file_that_says_something_else_is_named(home, statistics, tmp_path, capsys):
    assert main(["import", str(statistics), "--units", str(statistics)]) == 1
    assert "geographicalAreaCode" in capsys.readouterr().err


def test_a_recorded_answer_comes_in_with_the_recorded_list_of_units(home, shared):
    folder = shared / "data" / "skolverket" / "planned-educations-recorded"
    statistics = folder / "statistics-gr-4-valuetypes-a46f6724.json"
    units = folder / "school-units-014168d0.json"
    assert main(["import", str(statistics), "--units", str(units)]) == 0
    table = fgte.open_store(home).table
    rows = table[table["school_unit"].eq("13954336")]
    assert set(rows["municipality_id"]) == {"0180"}
    assert set(rows["status"]) == {"missing", "suppressed"}
