"""``fgte ledger``: titles that changed, figures kept hidden, and an import that is taken back."""

import json
import shutil

import pytest

import fgte
from fgte.cli import main
from fgte.errors import WorkError
from fgte.settings import read_settings
from fgte.sources.snapshots import SnapshotStore
from fgte.store.acceptance import accepted
from tests.kolada_server import KoladaServer, listening
from tests.kolada_server import value as kolada_value
from tests.unit.sources.skolverket_files import AK9, answer, csv_file, school, value

MERIT = "averageGradesMeritRating9thGrade"
CODE = "60904587"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def siris(tmp_path):
    return csv_file(tmp_path, school(*["80"] * (len(AK9) - 1), "231,5", unit=CODE))


@pytest.fixture
def taken_in(home, siris):
    assert main(["import", str(siris)]) == 0
    (kept,) = SnapshotStore(read_settings().snapshots).imports()
    return kept.id


def bytes_of(home):
    return {path.name: path.read_bytes() for path in (home / "store").iterdir()}


def of_the_school(home):
    table = fgte.open_store(home).table
    return table[table["school_unit"].eq(CODE)]


def taking_back(id, *more):
    return ["ledger", "--take-back", id, *(more or ("--why", "fel läsår"))]


def test_an_import_that_is_taken_back_no_longer_counts_and_its_file_stays(home, taken_in):
    assert len(of_the_school(home)) == len(AK9) - 1
    assert main(taking_back(taken_in)) == 0
    assert of_the_school(home).empty
    assert (home / "snapshots" / "imports" / f"{taken_in}.json").is_file()


def test_the_ledger_says_who_took_it_back_and_why(home, taken_in, capsys):
    main(taking_back(taken_in, "--why", "fel läsår", "--who", "Eva Ek"))
    capsys.readouterr()
    main(["ledger"])
    assert "Återtagen av Eva Ek: export.csv" in (told := capsys.readouterr().out)
    assert "Skäl: fel läsår" in told
    main(["ledger", "--json"])
    (back,) = json.loads(capsys.readouterr().out)["taken_back"]
    assert (back["snapshot_id"], back["who"], back["why"]) == (taken_in, "Eva Ek", "fel läsår")


def test_after_it_the_store_is_as_before_but_for_the_ledgers_line(home, siris):
    main(["build"])
    before = fgte.open_store(home).table
    main(["import", str(siris)])
    main(taking_back(SnapshotStore(read_settings().snapshots).imports()[0].id))
    assert fgte.open_store(home).table.equals(before)


def test_it_is_rebuilt_from_snapshots_alone(home, taken_in):
    main(taking_back(taken_in))
    before = bytes_of(home)
    shutil.rmtree(home / "store")
    assert main(["build"]) == 0
    assert bytes_of(home) == before


def test_the_same_file_can_be_taken_in_again(home, taken_in, siris):
    main(taking_back(taken_in))
    assert main(["import", str(siris)]) == 0
    assert len(of_the_school(home)) == len(AK9) - 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--take-back", "skolverket-1", "--why", "fel"], "ingen import eller hämtning"),
        (["--take-back", "skolverket-1"], "varför"),
        (["--why", "fel"], "--take-back"),
    ],
)
def test_what_cannot_be_taken_back_changes_nothing(home, taken_in, capsys, words, said):
    before = bytes_of(home)
    assert main(["ledger", *words]) == 2
    assert said in capsys.readouterr().err
    assert bytes_of(home) == before


def test_it_is_taken_back_once(home, taken_in, capsys):
    main(taking_back(taken_in))
    assert main(taking_back(taken_in)) == 2
    assert "redan återtagen" in capsys.readouterr().err


def test_a_figure_that_planned_educations_hides_is_kept_hidden_and_told(
    home, taken_in, tmp_path, capsys
):
    statistics = answer(
        tmp_path, unit=CODE, **{MERIT: [value("..", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS")]}
    )
    body = {"code": CODE, "geographicalAreaCode": "1384", "principalOrganizerType": "Kommunal"}
    (tmp_path / "skola.json").write_text(json.dumps(body), encoding="utf-8")
    main(["import", str(statistics), "--units", str(tmp_path / "skola.json")])
    again = csv_file(tmp_path, school(*["80"] * (len(AK9) - 1), "232,5", unit=CODE), name="ny.csv")
    capsys.readouterr()
    assert main(["import", str(again)]) == 0
    assert "1 som en annan publicering döljer" in capsys.readouterr().out
    main(["ledger"])
    told = capsys.readouterr().out
    assert "dold av en annan publicering" in told
    assert "232,5" not in told  # ids of sets hold digits of their own
    rows = of_the_school(home).set_index("kpi")
    assert rows.loc["N15505", "status"] == "suppressed"


def test_changed_titles_are_in_the_ledger_and_rebuilt_from_snapshots(home, monkeypatch, capsys):
    with listening() as http:
        server = KoladaServer(http)
        monkeypatch.setenv("FGTE_KOLADA_URL", server.url)
        server.has_every_kpi()
        main(["fetch", "-m", "Laholm"])
        server.titles["N15505"] = "Meritvärde kommunala skolor, nytt mått"
        capsys.readouterr()
        assert main(["fetch", "-m", "Laholm"]) == 0
    assert capsys.readouterr().out.count("N15505 heter nu ”Meritvärde kommunala skolor, nytt") == 1
    shutil.rmtree(home / "store")
    main(["build"])
    capsys.readouterr()
    main(["ledger"])
    assert "N15505 heter nu" in capsys.readouterr().out
    main(["ledger", "--json"])
    (change,) = json.loads(capsys.readouterr().out)["sets"][-1]["title_changes"]
    assert (change["id"], change["rule"]) == ("N15505", "changed")


def test_a_fetch_with_an_impossible_figure_is_refused_and_can_be_taken_back(
    home, monkeypatch, capsys
):
    main(["build"])
    before = fgte.open_store(home).table
    with listening() as http:
        server = KoladaServer(http)
        monkeypatch.setenv("FGTE_KOLADA_URL", server.url)
        server.has_every_kpi()
        server.figures["N15540", "1381", 2022] = [kolada_value("T", 182.0)]
        assert main(["fetch", "-m", "Laholm"]) == 1
    assert "--take-back kolada-" in (said := capsys.readouterr().err)
    assert "182" in said
    (kept,) = SnapshotStore(read_settings().snapshots).fetches()
    assert main(taking_back(kept.id)) == 0
    assert fgte.open_store(home).table.equals(before)


@pytest.mark.parametrize("error", [WorkError("build_under_way", place="."), ValueError("a bug")])
def test_an_import_of_which_no_store_can_be_built_is_not_kept(home, siris, monkeypatch, error):
    main(["build"])
    before = bytes_of(home)
    monkeypatch.setattr("fgte.store.build", fails_with(error))
    assert main(["import", str(siris)]) == 1
    assert SnapshotStore(read_settings().snapshots).imports() == ()
    assert bytes_of(home) == before


@pytest.mark.parametrize("error", [WorkError("build_under_way", place="."), ValueError("a bug")])
def test_what_no_store_can_be_built_of_is_not_accepted(home, taken_in, monkeypatch, error):
    with monkeypatch.context() as broken:
        broken.setattr("fgte.store.build", fails_with(error))
        assert main(["ledger", "--accept", taken_in]) == 1
    assert accepted(read_settings()) == frozenset()
    assert main(["ledger", "--accept", taken_in]) == 0
    assert accepted(read_settings()) == {taken_in}


def fails_with(error):
    def build(_):
        raise error

    return build


def test_a_damaged_list_of_what_is_accepted_is_named(home, taken_in, capsys):
    (home / "snapshots" / "accepted.json").write_text("[", encoding="utf-8")
    assert main(["build"]) == 1
    assert "accepted.json" in capsys.readouterr().err
