"""What is made again: only what has changed, or whose files are not as they were left."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fgte.reports import Job, JobStatus, Outcome, inputs, jobs_for, record, run
from fgte.reports.record import FILE, Record
from fgte.settings import Settings
from fgte.store.tables import FILE as OBSERVATIONS


@pytest.fixture
def job(project: Callable[..., Settings]) -> Callable[..., tuple[Settings, Job]]:
    """Make a project with one report that is noted as made, its files in place."""

    def noted() -> tuple[Settings, Job]:
        settings = project()
        settings.output.mkdir(parents=True)
        [regional] = jobs_for([], True, settings)
        for path in (regional.html, regional.executed):
            path.write_text("made", encoding="utf-8")
        with Record(settings) as record:
            record.add(regional)
        return settings, regional

    return noted


def up_to_date(settings: Settings, job: Job) -> bool:
    return Record(settings).is_up_to_date(job)


def write(path: Path, content: str = "another") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def test_what_was_made_from_the_same_is_up_to_date(
    job: Callable[..., tuple[Settings, Job]],
) -> None:
    assert up_to_date(*job())


@pytest.mark.parametrize(
    "change",
    [
        lambda settings, job: write(job.notebook),
        lambda settings, job: write(settings.store / OBSERVATIONS),
        lambda settings, job: write(settings.store / "ledger.parquet"),
        lambda settings, job: write(settings.user_catalogue / "egna.toml"),
        lambda settings, job: write(settings.home / "logos" / "skola.svg"),
        lambda settings, job: write(settings.national / "lines.csv"),
        lambda settings, job: write(job.html),
        lambda settings, job: write(job.executed),
        lambda settings, job: job.html.unlink(),
        lambda settings, job: job.executed.unlink(),
        lambda settings, job: write(settings.output / FILE, "{broken"),
        lambda settings, job: (settings.output / FILE).unlink(),
    ],
    ids=[
        *("notebook", "figures", "ledger", "catalogue", "logo", "country", "page touched"),
        *("notebook touched", "no page", "no notebook", "broken record", "no record"),
    ],
)
def test_what_has_changed_is_not(
    job: Callable[..., tuple[Settings, Job]], change: Callable[[Settings, Job], object]
) -> None:
    settings, regional = job()
    change(settings, regional)
    assert not up_to_date(settings, regional)


def test_another_parameter_is_another_report(job: Callable[..., tuple[Settings, Job]]) -> None:
    settings, regional = job()
    english = replace(regional, parameters={**regional.parameters, "lang": "en"})
    assert not up_to_date(settings, english)


@pytest.mark.parametrize("name", ["VERSION", "PACKAGES"])
def test_another_version_of_the_program_or_a_package_makes_all_again(
    job: Callable[..., tuple[Settings, Job]], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, regional = job()
    monkeypatch.setattr(inputs, name, "999")
    assert not up_to_date(settings, regional)


def test_a_line_of_the_program_that_is_another_makes_all_again(
    job: Callable[..., tuple[Settings, Job]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(tmp_path / "code.py", "one")
    monkeypatch.setattr(record, "of_program", lambda: [tmp_path / "code.py"])
    settings, made = job()
    assert up_to_date(settings, made)
    write(tmp_path / "code.py", "two")
    assert not up_to_date(settings, made)


def test_a_template_of_another_wording_makes_all_again(
    job: Callable[..., tuple[Settings, Job]], tmp_path: Path
) -> None:
    settings, regional = job()
    shipped = tmp_path / "shipped"
    (shipped / "templates" / "report").mkdir(parents=True)
    (shipped / "notebooks").symlink_to(settings.notebooks)
    assert not up_to_date(replace(settings, shipped=shipped), regional)


STATUSES = """
import pathlib
if municipality == "1380":
    raise ValueError("inga siffror")
"""


def statuses(outcomes: tuple[Outcome, ...]) -> list[JobStatus]:
    return [outcome.status for outcome in outcomes]


def test_a_second_run_makes_only_what_failed_or_is_gone(project: Callable[..., Settings]) -> None:
    settings = project(kommun=STATUSES)
    jobs = jobs_for(["1380", "1384"], True, settings)
    ok, failed, ready = JobStatus.OK, JobStatus.FAILED, JobStatus.UP_TO_DATE
    assert statuses(run(jobs, settings)) == [ok, failed, ok]
    assert statuses(run(jobs, settings)) == [ready, failed, ready]
    jobs[0].html.unlink()
    assert statuses(run(jobs, settings)) == [ok, failed, ready]
    assert statuses(run(jobs, settings, force=True)) == [ok, failed, ok]


def test_what_a_broken_off_run_had_made_is_noted(project: Callable[..., Settings]) -> None:
    settings = project(kommun=STATUSES)
    jobs = jobs_for(["1384"], True, settings)

    def stop(outcome: Outcome) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(jobs, settings, stop, workers=1)
    noted = json.loads((settings.output / FILE).read_text(encoding="utf-8"))["reports"]
    assert list(noted) == ["region"]
