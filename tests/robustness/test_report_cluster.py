"""Reports on a Dask cluster: the same files as on one machine, and nothing lost with a worker."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from fgte.cli import main
from fgte.errors import FgteError, RequestError
from fgte.reports import JobStatus, Outcome, jobs_for, run
from fgte.reports.inputs import program
from fgte.reports.parcel import packed, unpacked
from fgte.settings import Settings
from tests.cluster import served, two_workers
from tests.ports import silent_port
from tests.robustness.test_report_processes import (
    alive,
    in_a_process_of_its_own,
    project,
    wait_until,
)

pytest.importorskip("distributed", reason="the extra cluster (Dask) is not installed")
import dask

from fgte.reports.cluster import connected, require_same_program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")

FAULTY = """
import os
if municipality == "1380":
    raise ValueError("inga siffror")
if municipality == "1381":
    os._exit(3)
"""
SEEN = """
import os, pathlib, time
pathlib.Path({place!r}, f"{{municipality}}-{{os.getppid()}}").touch()
while not pathlib.Path({place!r}, "killed").exists():
    time.sleep(0.05)
"""


LINGER = """
import os, pathlib, time
pathlib.Path({place!r}, f"{{municipality}}-{{os.getppid()}}").touch()
if municipality != "1315":
    time.sleep(300)
"""


@pytest.fixture(scope="module", autouse=True)
def unhurried() -> Iterator[None]:
    """How soon a scheduler on a busy machine answers is not what is tested."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("fgte.reports.cluster.SECONDS_TO_ANSWER", 120)
        yield


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with two_workers(tmp_path_factory.mktemp("cluster")) as address:
        yield address


def test_the_files_are_those_of_the_local_engine_to_the_byte(
    scheduler: str, settings: Settings, tmp_path: Path
) -> None:
    asked = (["Laholm"], True, settings)
    here = run(jobs_for(*asked, output=tmp_path / "here"), settings)
    there = run(jobs_for(*asked, output=tmp_path / "there"), settings, scheduler=scheduler)
    assert [outcome.status for outcome in there] == [JobStatus.OK] * 2
    for local, remote in zip(here, there, strict=True):
        assert remote.html.read_bytes() == local.html.read_bytes()
        assert remote.job.executed.read_bytes() == local.job.executed.read_bytes()


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return project(tmp_path_factory.mktemp("faulty"), FAULTY)


@pytest.fixture(scope="module")
def there(scheduler: str, faulty: Settings) -> tuple[Outcome, ...]:
    """Three reports made on the cluster: one goes wrong, one crashes, one is made."""
    return run(jobs_for(["1380", "1381", "1384"], False, faulty), faulty, scheduler=scheduler)


def test_what_fails_fails_as_on_one_machine(
    there: tuple[Outcome, ...], faulty: Settings, tmp_path: Path
) -> None:
    here = run(jobs_for(["1380", "1381", "1384"], False, faulty, output=tmp_path), faulty)
    told = [(each.status, each.cause, each.heading) for each in there]
    assert told == [(each.status, each.cause, each.heading) for each in here]
    assert [each.html.read_bytes() for each in there] == [each.html.read_bytes() for each in here]
    cells = nbformat.read(there[0].job.executed, as_version=4).cells
    assert cells[-1].outputs[0].ename == "ValueError"


def test_what_was_made_on_a_cluster_is_not_made_again_and_then_none_is_asked(
    there: tuple[Outcome, ...], faulty: Settings
) -> None:
    with silent_port() as port:
        for scheduler in (None, f"tcp://127.0.0.1:{port}"):
            [again] = run(jobs_for(["1384"], False, faulty), faulty, scheduler=scheduler)
            assert again.status is JobStatus.UP_TO_DATE


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_a_dask_worker_killed_in_the_middle_loses_nothing(scheduler: str, tmp_path: Path) -> None:
    settings = project(tmp_path, SEEN.format(place=str(tmp_path)))
    jobs = jobs_for(["1315", "1380", "1381"], False, settings)
    killed: list[int] = []
    killer = threading.Thread(target=kill_a_dask_worker, args=(tmp_path, killed))
    killer.start()
    outcomes = run(jobs, settings, scheduler=scheduler)
    killer.join()
    begun = [path.name.partition("-")[0] for path in tmp_path.glob("13*-*")]
    assert [outcome.cause for outcome in outcomes] == [None] * 3
    assert len(begun) > len(set(begun)), "no report was begun twice: none was cut off"
    wait_until(lambda: not any(map(alive, killed)))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_a_scheduler_lost_in_the_middle_is_told_of_and_what_had_come_stays(tmp_path: Path) -> None:
    settings = project(tmp_path, LINGER.format(place=str(tmp_path)))
    jobs = jobs_for(["1315", "1380", "1381"], False, settings)
    with served(tmp_path) as (address, serving):

        def kill_the_scheduler(outcome: Outcome) -> None:
            serving.kill()

        with pytest.raises(FgteError) as told:
            run(jobs, settings, kill_the_scheduler, scheduler=address)
    assert told.value.key == "scheduler_lost"
    [kept] = run(jobs[:1], settings)
    assert kept.status is JobStatus.UP_TO_DATE
    assert sorted(path.name for path in settings.output.glob("*.html")) == ["hylte.html"]
    makers = [int(path.name.partition("-")[2]) for path in tmp_path.glob("13*-*")]
    wait_until(lambda: not any(map(alive, makers)))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_ctrl_c_leaves_no_half_report_and_a_cluster_that_works(
    scheduler: str, tmp_path: Path
) -> None:
    settings = project(tmp_path, LINGER.format(place=str(tmp_path)))
    with in_a_process_of_its_own(settings, tmp_path, scheduler) as making:
        wait_until(lambda: list(tmp_path.glob("1380-*")))
        making.send_signal(signal.SIGINT)
        assert making.wait(timeout=120) != 0
    assert [*settings.output.glob("*.html"), *settings.output.glob(".*.part")] == []
    other = project(tmp_path / "other", "1")
    [made] = run(jobs_for(["1384"], False, other), other, scheduler=scheduler)
    assert made.ok


def test_a_scheduler_that_does_not_answer_is_told_of(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    monkeypatch.setattr("fgte.reports.cluster.SECONDS_TO_ANSWER", 1)
    monkeypatch.setenv("FGTE_HOME", str(settings.home))
    words = ["report", "--municipality", "Laholm", "--out", str(tmp_path)]
    with silent_port() as port:
        address = f"tcp://127.0.0.1:{port}"
        assert main([*words, "--scheduler", address]) == 2
    assert f"Ingen Dask-schemaläggare svarar på {address}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["", "nowhere", "http://127.0.0.1:1", "tcp://127.0.0.1:x"])
def test_what_is_no_address_is_told_of_too(tmp_path: Path, address: str, monkeypatch) -> None:
    monkeypatch.setattr("fgte.reports.cluster.SECONDS_TO_ANSWER", 1)
    settings = project(tmp_path, "")
    with pytest.raises(RequestError) as told:
        run(jobs_for(["1384"], False, settings), settings, scheduler=address)
    assert told.value.key == "no_scheduler"


def test_workers_of_here_and_a_cluster_are_not_asked_for_together(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["report", "--workers", "2", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "Ange det ena" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["fgte", "python", "pandas", "code"])
def test_another_program_on_a_worker_is_refused(name: str) -> None:
    with pytest.raises(FgteError) as told:
        require_same_program({**program(), name: "other"}, "tcp://10.0.0.7:4000")
    assert name in told.value.message("sv")
    assert "tcp://10.0.0.7:4000" in told.value.message("en")


def test_a_job_and_what_it_needs_travel_as_they_are(settings: Settings, tmp_path: Path) -> None:
    jobs = jobs_for(["Laholm"], True, settings)
    parcel = packed(jobs, settings)
    assert pickle.loads(pickle.dumps((jobs, parcel, settings))) == (jobs, parcel, settings)
    there = unpacked(parcel, tmp_path / "there", settings)
    moved = [replace(job, notebook=there.notebooks / "reports" / job.notebook.name) for job in jobs]
    assert packed(moved, there).digest == parcel.digest


def test_our_client_asks_nothing_on_its_own(scheduler: str, monkeypatch) -> None:
    """A line that Dask's own client begins for that, as it is closed, is never closed."""
    asked = []

    async def ask(client, n_workers=0) -> None:
        asked.append(client)

    monkeypatch.setattr("distributed.Client._update_scheduler_info", ask)
    often = {"distributed.client.scheduler-info-interval": "5ms"}
    with dask.config.set(often), connected(scheduler, 10) as client:
        assert client.submit(time.sleep, 0.3).result() is None
    assert len(asked) <= 1


def kill_a_dask_worker(place: Path, killed: list[int]) -> None:
    """When a report has begun, kill the Dask worker above the process that makes it.

    No report ends before that.
    """
    wait_until(lambda: list(place.glob("13*-*")))
    warm = int(next(place.glob("13*-*")).name.partition("-")[2])
    dask_worker = int(Path(f"/proc/{warm}/stat").read_text().rpartition(")")[2].split()[1])
    killed += [warm, dask_worker]
    os.kill(dask_worker, signal.SIGKILL)
    (place / "killed").touch()
