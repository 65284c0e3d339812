"""Reports and the journal: one state for a whole run, part of what each report follows from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fgte.journal import Journal
from fgte.journal.state import HANDED_STATE, Found, read_state, state_bytes, state_of
from fgte.reports import Job, jobs_for, run
from fgte.reports.inputs import handed_state
from fgte.reports.record import Record
from fgte.settings import Settings
from fgte.store import Store
from tests.change_work import TRACE, inquire, journal_of

SEEN = """
import os
from fgte.journal.state import read_state
from fgte.settings import read_settings
state = read_state(read_settings(home=home))
print(state.found, [each.title for each in state.entries], "FGTE_DATABASE_URL" in os.environ)
"""


@pytest.fixture
def seeing(project: Callable[..., Settings]) -> Settings:
    """A project whose municipal notebook prints what it sees of the journal."""
    return project(kommun=SEEN)


def printed(job: Job) -> str:
    return job.executed.read_text(encoding="utf-8")


def made(settings: Settings) -> str:
    [job] = jobs_for(["1383"], False, settings)
    assert [str(each.cause) for each in run([job], settings) if not each.ok] == []
    return printed(job)


def test_without_a_journal_a_report_sees_none_and_makes_none(seeing: Settings) -> None:
    assert "absent []" in made(seeing)
    assert handed_state(seeing) == b""
    assert not seeing.journal.exists()


def test_a_report_sees_what_may_be_read_by_everyone(seeing: Settings) -> None:
    with journal_of(seeing) as journal:
        inquire(journal, TRACE)
        inquire(journal, visibility="local", title="Hemligt")
    assert "read ['Läsning'] False" in made(seeing)


def test_no_report_reaches_the_database(seeing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password in the address stays with the one who asked for the reports."""
    monkeypatch.setenv("FGTE_DATABASE_URL", "postgresql://fgte:hemligt@127.0.0.1:9/ingen")
    settings = replace(seeing, database_url=os.environ["FGTE_DATABASE_URL"])
    said = made(settings)
    assert "unreadable [] False" in said
    assert "hemligt" not in said


def test_a_state_that_was_handed_over_is_read_and_nothing_else(
    seeing: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with journal_of(seeing) as journal:
        inquire(journal, TRACE)
        (tmp_path / "state.json").write_bytes(state_bytes(state_of(journal)))
        inquire(journal, title="Senare")
    monkeypatch.setenv(HANDED_STATE, str(tmp_path / "state.json"))
    assert [each.title for each in read_state(seeing).entries] == ["Läsning"]
    monkeypatch.setenv(HANDED_STATE, str(tmp_path / "none"))
    assert read_state(seeing).found is Found.ABSENT


@pytest.fixture
def noted(project: Callable[..., Settings]) -> Iterator[tuple[Settings, Journal, list[Job]]]:
    """Two municipal reports and the region's, noted as made while the journal held an entry."""
    settings = project()
    settings.output.mkdir(parents=True)
    jobs = list(jobs_for(["1383", "1384"], True, settings))
    for path in (path for job in jobs for path in (job.html, job.executed)):
        path.write_text("made", encoding="utf-8")
    with journal_of(settings) as journal:
        inquire(journal, TRACE)
        with Record(settings, handed_state(settings)) as record:
            for job in jobs:
                record.add(job)
        yield settings, journal, jobs


def ready(settings: Settings, jobs: list[Job]) -> list[str]:
    record = Record(settings, handed_state(settings))
    return [job.stem for job in jobs if record.is_up_to_date(job)]


def test_what_was_made_from_the_same_journal_is_up_to_date(
    noted: tuple[Settings, Journal, list[Job]],
) -> None:
    settings, _, jobs = noted
    assert ready(settings, jobs) == ["region", "varberg", "kungsbacka"]


def test_an_entry_of_one_municipality_makes_its_report_again_and_no_other_s(
    noted: tuple[Settings, Journal, list[Job]],
) -> None:
    settings, journal, jobs = noted
    inquire(journal, owner="1383")
    assert ready(settings, jobs) == ["kungsbacka"]


def test_an_expectation_that_is_only_counted_is_part_of_it_too(
    noted: tuple[Settings, Journal, list[Job]],
) -> None:
    settings, journal, jobs = noted
    inquire(journal, TRACE, owner="1384", visibility="local")
    assert ready(settings, jobs) == ["varberg"]


def test_a_local_entry_that_expects_nothing_makes_nothing_again(
    noted: tuple[Settings, Journal, list[Job]],
) -> None:
    settings, journal, jobs = noted
    inquire(journal, owner="1384", visibility="local")
    assert ready(settings, jobs) == ["region", "varberg", "kungsbacka"]


def test_the_same_journal_gives_the_same_bytes_and_the_report_shows_it(
    store: Store, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(store.path.parent, home / "store")
    settings = Settings(home=home, shipped=Path(__file__).resolve().parents[3])
    with journal_of(settings) as journal:
        inquire(journal, TRACE, title="<script>alert(1)</script> & läsning")
    jobs = jobs_for(["1383"], True, settings)
    pages = []
    for _ in range(2):
        assert all(each.ok for each in run(jobs, settings, force=True))
        pages.append([job.html.read_bytes() for job in jobs])
    assert pages[0] == pages[1]
    said = pages[0][1].decode()
    assert "här började ”&lt;script&gt;alert(1)&lt;/script&gt; &amp; läsning”" in said
    assert "<script" not in said
    assert 'id="eget-forandringsarbete"' in said
    assert "Anna" not in said
