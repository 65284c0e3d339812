"""The commands: what they do, what they print, how they end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from fgte.cli import main, report_progress, reporting
from fgte.reports import Job, JobStatus, Outcome
from fgte.settings import Settings

Captured = pytest.CaptureFixture[str]
STEMS = ["region", "hylte", "halmstad", "laholm", "varberg", "kungsbacka"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FGTE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Stand in for the engine: note which reports were asked for; Laholm's fails."""
    asked: list[Job] = []

    def run(
        jobs: Sequence[Job], settings: Settings, tell: Callable[[Outcome], None], **_: object
    ) -> tuple[Outcome, ...]:
        asked.extend(jobs)
        outcomes = tuple(_outcome(job) for job in jobs)
        for outcome in outcomes:
            outcome.html.parent.mkdir(parents=True, exist_ok=True)
            tell(outcome)
        return outcomes

    monkeypatch.setattr(reporting, "run", run)
    return asked


def _outcome(job: Job) -> Outcome:
    if job.place == "Laholm":
        return Outcome(job, JobStatus.FAILED, 2.0, "inga siffror", "Årskurs 9")
    return Outcome(job, JobStatus.OK, 2.0)


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ([], STEMS),
        (["--region"], ["region"]),
        (["-m", "Varberg", "--municipality", "1315"], ["hylte", "varberg"]),
        (["-m", "Varberg", "--region"], ["region", "varberg"]),
    ],
)
def test_what_is_named_is_made_and_without_names_everything(
    words: list[str], stems: list[str], made: list[Job]
) -> None:
    main(["report", *words])
    assert [job.stem for job in made] == stems


def test_when_all_is_made_it_says_where_and_what_to_try_next(
    made: list[Job], capsys: Captured, home: Path
) -> None:
    assert main(["report", "-m", "Varberg"]) == 0
    told = capsys.readouterr().out
    assert f"Öppna: {home / 'output' / 'index.html'}" in told
    assert "fgte report --municipality Varberg --open" in told


def test_what_could_not_be_made_is_listed_with_its_cause(
    made: list[Job], capsys: Captured, home: Path
) -> None:
    assert main(["report"]) == 1
    told = capsys.readouterr().out
    assert "5 av 6 rapporter är klara" in told
    assert "Laholm, under rubriken ”Årskurs 9”: inga siffror" in told
    assert str(home / "logs" / "report-laholm.log") in told


def test_the_outcome_can_be_read_by_a_machine(made: list[Job], capsys: Captured) -> None:
    assert main(["report", "-m", "1381", "--region", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["index"].endswith("index.html")
    assert [each["status"] for each in told["reports"]] == ["ok", "failed"]
    assert told["reports"][1]["cause"] == "inga siffror"


def test_wishes_reach_the_reports(made: list[Job], tmp_path: Path) -> None:
    wish = ["--out", str(tmp_path / "x"), "--first-year", "2015", "--last-year", "2020"]
    main(["report", "--region", "--lang", "en", *wish])
    [job] = made
    assert job.output == tmp_path / "x"
    expected = {"first_year": 2015, "last_year": 2020, "lang": "en", "home": str(tmp_path)}
    assert job.parameters == expected


def test_the_store_is_built_only_when_it_is_not_current(made: list[Job], capsys: Captured) -> None:
    main(["report", "--region"])
    assert "Bygger lagret" in capsys.readouterr().err
    main(["report", "--region"])
    assert "Bygger lagret" not in capsys.readouterr().err


@pytest.mark.parametrize(("words", "opened"), [(["--region"], "region.html"), ([], "index.html")])
def test_open_opens_the_one_report_or_the_index(
    words: list[str], opened: str, made: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", asked.append)
    main(["report", "--open", *words])
    assert [address.rsplit("/", 1)[1] for address in asked] == [opened]


def test_build_says_what_is_in_the_store(capsys: Captured, home: Path) -> None:
    assert main(["build"]) == 0
    told = capsys.readouterr().out
    assert "1 503 publicerade siffror".replace(" ", "\u00a0", 1) in told
    assert str(home / "store") in told


def test_the_national_table_is_refused_without_the_country(capsys: Captured, home: Path) -> None:
    assert main(["build", "--national"]) == 2
    assert "fgte fetch --all-municipalities" in capsys.readouterr().err
    assert not (home / "national").exists()


def test_build_can_be_read_by_a_machine(capsys: Captured) -> None:
    assert main(["build", "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["raw_figures"] == 1503
    assert sum(told["statuses"].values()) == told["observations"]


def test_the_indicators_are_listed_in_their_own_order(capsys: Captured) -> None:
    assert main(["indicators"]) == 0
    told = capsys.readouterr().out
    assert told.index("nationella_prov_ak3") < told.index("meritvarde ") < told.index("examen_3ar")
    assert max(map(len, told.splitlines())) <= 80


def test_one_indicator_is_shown_in_full(capsys: Captured) -> None:
    assert main(["indicators", "meritvarde"]) == 0
    told = capsys.readouterr().out
    for expected in ("N15505", "kommunala skolor", "tidsseriebrott", "Att tänka på", "högre"):
        assert expected in told


def test_indicators_are_shown_in_english(capsys: Captured) -> None:
    assert main(["indicators", "meritvarde", "--lang", "en"]) == 0
    assert "What the figure shows" not in capsys.readouterr().out.splitlines()[0]


def test_indicators_can_be_read_by_a_machine(capsys: Captured) -> None:
    assert main(["indicators", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["number"] for each in told[:13]] == list(range(1, 14))
    assert main(["indicators", "meritvarde", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "meritvarde"


def test_all_municipalities_are_those_that_the_store_has_figures_of(made: list[Job]) -> None:
    main(["report", "--all-municipalities"])
    assert [job.stem for job in made] == STEMS[1:]


def test_a_municipality_without_a_figure_is_refused_before_anything_is_made(
    made: list[Job], capsys: Captured
) -> None:
    assert main(["report", "-m", "Falkenberg"]) == 2
    assert "fgte fetch --municipality 1382" in capsys.readouterr().err
    assert made == []


def test_an_unknown_engine_is_refused(made: list[Job], capsys: Captured) -> None:
    assert main(["report", "--engine", "jupyter"]) == 2
    assert "fgte, papermill" in capsys.readouterr().err
    assert made == []


def test_the_sum_of_a_run_is_told_and_can_be_read_by_a_machine(
    made: list[Job], capsys: Captured
) -> None:
    main(["report"])
    told = capsys.readouterr().out
    assert re.search(r"gjorda +5\n", told)
    assert re.search(r"kunde inte göras +1\n", told)
    main(["report", "--json"])
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (summary["made"], summary["up_to_date"], summary["failed"]) == (5, 0, 1)


def test_the_pace_says_how_many_in_a_minute_and_how_long_is_left() -> None:
    assert report_progress._pace(60, 30, 20.0, "sv") == "180 i minuten, ungefär 10 s kvar"
    assert report_progress._pace(0, 30, 20.0, "sv") == ""
