"""``fgte import --survey``: figures come in, answers do not, and the indicator is local."""

import re
import shutil

import pytest

import fgte
from fgte.cli import main
from fgte.settings import read_settings
from fgte.sources.snapshots import SnapshotStore


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def survey(tmp_path):
    """The template filled in, and sixty pupils' answers without anything that names them."""
    form = read_settings({}).shipped / "data" / "forms" / "enkatbeskrivning.toml"
    text = form.read_text(encoding="utf-8")
    text = text.replace("invited = 412", "invited = 70").replace("answered = 371", "answered = 60")
    text = text.replace('level = "school"', 'level = "municipality"')
    text = re.sub(r"^school = .*|^\[schools\]\n(?:.+\n)*", "", text, flags=re.MULTILINE)
    description = tmp_path / "enkat.toml"
    description.write_text(text, encoding="utf-8")
    return description


@pytest.fixture
def answers(tmp_path):
    lines = ["Kön;F1;F2"]
    lines += [f"{'Flicka' if n % 2 else 'Pojke'};{1 + n % 4};{1 + n // 2 % 4}" for n in range(60)]
    path = tmp_path / "svar.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_survey_becomes_a_local_indicator_of_its_municipality(home, survey, answers):
    assert main(["import", str(answers), "--survey", str(survey)]) == 0
    store = fgte.open_store(home)
    local = [
        each for each in fgte.assess_all("1384", store=store) if each.indicator.scope == "local"
    ]
    assert [each.indicator.id for each in local] == ["kungsbacka_trygghet"]
    assert local[0].year == 2025
    others = [e.indicator.scope for e in fgte.assess_all("1383", store=store)]
    assert "local" not in others


def test_the_answers_themselves_are_kept_nowhere(home, survey, answers):
    main(["import", str(answers), "--survey", str(survey)])
    answered = answers.read_bytes()
    for path in home.rglob("*"):
        assert not path.is_file() or answered not in path.read_bytes()


def test_the_store_can_be_rebuilt_from_snapshots_alone(home, survey, answers):
    main(["import", str(answers), "--survey", str(survey)])
    before = (home / "store" / "observations.parquet").read_bytes()
    shutil.rmtree(home / "store")
    shutil.rmtree(home / "catalogue")
    answers.unlink()
    survey.unlink()
    assert main(["build"]) == 0
    assert (home / "store" / "observations.parquet").read_bytes() == before


def test_a_local_indicator_is_never_shown_regionally(home, survey, answers):
    main(["import", str(answers), "--survey", str(survey)])
    store = fgte.open_store(home)
    shown = [each.indicator.id for each in fgte.assess_collaboration(store=store)]
    assert "kungsbacka_trygghet" not in shown


def test_a_name_among_the_answers_is_refused_and_nothing_is_kept(home, survey, answers, capsys):
    text = answers.read_text(encoding="utf-8").splitlines()
    named = [text[0] + ";E-post", *(line + ";elev@exempel.se" for line in text[1:])]
    answers.write_text("\n".join(named), encoding="utf-8")
    assert main(["import", str(answers), "--survey", str(survey)]) != 0
    assert "elev@exempel.se" not in capsys.readouterr().err
    assert not (home / "snapshots" / "imports").exists()


def test_a_survey_that_is_taken_back_takes_its_indicator_with_it(home, survey, answers):
    main(["import", str(answers), "--survey", str(survey)])
    (kept,) = SnapshotStore(read_settings().snapshots).imports()
    assert main(["ledger", "--take-back", kept.id, "--why", "fel omgång"]) == 0
    assert not (home / "catalogue" / "enkater.toml").exists()
    local = [each for each in fgte.assess_all("1384") if each.indicator.scope == "local"]
    assert local == []
