"""``fgte import --survey``: figures come in, answers do not, and the indicator is local."""

import re
import shutil

import pytest

import fgte
from fgte.analysis.disclosure import DEFAULT_THRESHOLD, SMALLEST_THRESHOLD
from fgte.cli import main
from fgte.errors import WorkError
from fgte.settings import SMALL_GROUP, SMALLEST_GROUP, read_settings
from fgte.sources.snapshots import SnapshotStore
from fgte.store.ledger_table import read_ledger
from fgte.store.survey_catalogue import write_survey_definitions
from tests.contracts.test_docs_blocks import blocks, run_commands


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


def test_a_round_that_is_still_to_come_is_refused_with_its_field(home, survey, answers, capsys):
    survey.write_text(survey.read_text("utf-8").replace("2025-03-14", "2999-03-14"), "utf-8")
    assert main(["import", str(answers), "--survey", str(survey)]) == 2
    assert "”[round] date”: hittade 2999-03-14" in capsys.readouterr().err
    assert not (home / "snapshots").exists()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.mkdir(), "är en mapp, inte en fil"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf\r\n"), "är tom"),
        (lambda path: path.write_text("Kön;F1\nFlicka;2"), "”--survey”"),
    ],
)
def test_what_is_no_export_is_told_apart(home, tmp_path, capsys, make, told):
    make(tmp_path / "svar.csv")
    assert main(["import", str(tmp_path / "svar.csv")]) in (1, 2)
    assert told in capsys.readouterr().err


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


def with_one_more(answers):
    """The same round once more: one who answered late has come in."""
    answers.write_text(answers.read_text(encoding="utf-8") + "\nFlicka;4;4", encoding="utf-8")


def bring(answers, survey, *more):
    return main(["import", str(answers), "--survey", str(survey), *more])


def state(home):
    """Every file under the home folder, with what it holds."""
    files = sorted(path for path in home.rglob("*") if path.is_file())
    return {str(path.relative_to(home)): path.read_bytes() for path in files}


@pytest.fixture
def open_round(survey):
    """The description without how many answered, so that more may come."""
    text = survey.read_text(encoding="utf-8")
    survey.write_text(text.replace("answered = 60\n", ""), encoding="utf-8")
    return survey


def test_the_same_round_again_changes_nothing(home, survey, answers):
    bring(answers, survey)
    before = state(home)
    assert bring(answers, survey) == 0
    assert state(home) == before


def test_a_round_with_one_more_answer_is_refused_since_both_would_show_it(
    home, open_round, answers, capsys
):
    bring(answers, open_round)
    before = state(home)
    with_one_more(answers)
    assert bring(answers, open_round) == 2
    said = capsys.readouterr().err
    assert "redan inläst" in said
    assert "--replace" in said
    assert state(home) == before
    assert main(["build"]) == 0


def test_a_replaced_round_leaves_no_trace_of_the_old_figures(home, open_round, answers):
    bring(answers, open_round)
    old = {name for name in state(home) if name.startswith("snapshots/")}
    with_one_more(answers)
    assert bring(answers, open_round, "--replace") == 0
    new = {name for name in state(home) if name.startswith("snapshots/")}
    assert not any("imports" in name for name in old & new)
    assert len([name for name in new if "imports" in name]) == 1
    table = fgte.open_store(home).observations(indicator="kungsbacka_trygghet", sex="T")
    assert set(table["pupils"]) == {61}
    assert read_ledger(home / "store").empty


def test_a_replacement_that_was_cut_off_leaves_the_newest_alone_standing(home, open_round, answers):
    bring(answers, open_round)
    first = state(home)
    with_one_more(answers)
    bring(answers, open_round, "--replace")
    for name, content in first.items():
        if name.startswith("snapshots/"):
            (home / name).write_bytes(content)
    assert main(["build"]) == 0
    assert read_ledger(home / "store").empty
    assert bring(answers, open_round) == 0
    assert len(list((home / "snapshots" / "imports").glob("*.json"))) == 1


def test_next_years_round_stands_beside_the_first(home, survey, answers):
    bring(answers, survey)
    text = survey.read_text(encoding="utf-8").replace("2025-03-14", "2026-03-13")
    survey.write_text(text, encoding="utf-8")
    assert bring(answers, survey) == 0
    table = fgte.open_store(home).observations(indicator="kungsbacka_trygghet", sex="T")
    assert set(table["year"]) == {2025, 2026}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (('indicator = "kungsbacka_trygghet"', 'indicator = "meritvarde"'), "är ingen enkät"),
        (('indicator = "kungsbacka_trygghet"', 'indicator = "annan"'), "hör redan till"),
        (('measure = "share"', 'measure = "mean"'), "matas av två enkäter"),
        (('municipality = "1384"', 'municipality = "1383"'), "matas av två enkäter"),
    ],
)
def test_a_round_that_fits_nothing_is_refused_and_the_store_can_still_be_built(
    home, survey, answers, capsys, changed, message
):
    bring(answers, survey)
    before = state(home)
    text = survey.read_text(encoding="utf-8").replace("2025-03-14", "2026-03-13")
    survey.write_text(text.replace(*changed), encoding="utf-8")
    assert bring(answers, survey) != 0
    assert message in capsys.readouterr().err
    assert state(home) == before
    assert main(["build"]) == 0


def test_if_the_store_cannot_be_built_the_import_is_taken_back(home, survey, answers, monkeypatch):
    main(["build"])
    before = state(home)

    def full(settings):
        write_survey_definitions(settings)
        raise WorkError("snapshot_not_written", file=home, cause="full")

    monkeypatch.setattr("fgte.store.build", full)
    assert bring(answers, survey) != 0
    assert state(home) == before


def test_every_step_of_the_how_to_works_as_it_stands(home, tmp_path, repo, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    page = repo / "docs" / "how-to" / "beskriva-enkat.md"
    told = [block for block in blocks(page) if block.lang == "console"]
    assert len(told) == 3
    for block in told:
        run_commands(block, lambda: "".join(capsys.readouterr()))
    table = fgte.open_store(home).observations(indicator="kungsbacka_trygghet")
    assert table["school_unit"].nunique() == 2
    assert set(table["status"]) == {"ok", "suppressed"}


def test_a_form_is_never_written_over(home, tmp_path, capsys):
    (tmp_path / "enkatbeskrivning.toml").write_text("mine", encoding="utf-8")
    assert main(["import", "--template", str(tmp_path)]) == 2
    assert "skrivs inte över" in capsys.readouterr().err
    assert (tmp_path / "enkatbeskrivning.toml").read_text("utf-8") == "mine"
    assert not (tmp_path / "enkatsvar-exempel.csv").exists()


@pytest.mark.parametrize("words", [[], ["svar.csv", "--template", "."]])
def test_files_or_the_template_but_not_neither_nor_both(home, words, capsys):
    assert main(["import", *words]) == 2
    assert "--template" in capsys.readouterr().err


def test_replace_is_for_surveys_only(home, answers, capsys):
    assert main(["import", str(answers), "--replace"]) == 2
    assert "--survey" in capsys.readouterr().err


def test_small_groups_are_what_the_setting_says(home, survey, answers, monkeypatch):
    monkeypatch.setenv("FGTE_SMALL_GROUP", "40")
    bring(answers, survey)
    table = fgte.open_store(home).observations(indicator="kungsbacka_trygghet")
    assert set(table["status"]) == {"suppressed"}


@pytest.mark.parametrize("limit", ["4", "0", "-10", "tio", "7.5"])
def test_a_limit_below_five_is_refused(home, survey, answers, monkeypatch, capsys, limit):
    monkeypatch.setenv("FGTE_SMALL_GROUP", limit)
    assert bring(answers, survey) == 2
    assert f"FGTE_SMALL_GROUP är {limit}" in capsys.readouterr().err
    assert not (home / "snapshots").exists()


def test_the_limits_of_the_setting_are_those_of_the_analysis():
    assert (SMALL_GROUP, SMALLEST_GROUP) == (DEFAULT_THRESHOLD, SMALLEST_THRESHOLD)


def test_a_survey_that_is_taken_back_takes_its_indicator_with_it(home, survey, answers):
    main(["import", str(answers), "--survey", str(survey)])
    (kept,) = SnapshotStore(read_settings().snapshots).imports()
    assert main(["ledger", "--take-back", kept.id, "--why", "fel omgång"]) == 0
    assert not (home / "catalogue" / "enkater.toml").exists()
    local = [each for each in fgte.assess_all("1384") if each.indicator.scope == "local"]
    assert local == []
