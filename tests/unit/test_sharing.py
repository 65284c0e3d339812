"""Several workers share one run of the tests: order, cores, and what is made once."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from fgte.reports.engine import cores
from tests import sharing


def test_the_long_modules_are_there_each_once(repo):
    assert [name for name in sharing.LONGEST if not (repo / name).is_file()] == []
    assert len(set(sharing.LONGEST)) == len(sharing.LONGEST)


def test_the_long_modules_come_first_and_the_others_keep_their_order():
    first, second = sharing.LONGEST[:2]
    asked = ["b.py::x", f"{second}::x", "a.py::x", f"{first}::x", f"{first}::y", "b.py::y"]
    items = [SimpleNamespace(nodeid=each) for each in asked]
    sharing.longest_first(items)
    expected = [f"{first}::x", f"{first}::y", f"{second}::x", "b.py::x", "a.py::x", "b.py::y"]
    assert [each.nodeid for each in items] == expected


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="only Linux says which cores")
@pytest.mark.parametrize(("workers", "share"), [(1, 4), (2, 2), (3, 1), (8, 1)])
def test_each_worker_has_its_share_of_the_cores(monkeypatch, workers, share):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2, 3})
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", str(workers))
    sharing.share_the_cores()
    assert cores() == share


def test_what_is_made_once_is_not_made_by_the_next_worker(tmp_path, monkeypatch):
    made = []

    def make(folder):
        made.append(folder)
        (folder / "page.html").touch()

    for worker in ("gw0", "gw1"):
        monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
        factory = SimpleNamespace(getbasetemp=lambda at=tmp_path / worker: at)
        assert (sharing.made_once(factory, "pages", make) / "page.html").is_file()
    assert made == [tmp_path / "pages"]
