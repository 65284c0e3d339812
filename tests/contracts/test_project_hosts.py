"""No registry, no mirror and no machine of ours is written into the tree."""

from __future__ import annotations

import shutil

import pytest

from tools import hosts


def test_no_file_names_a_registry_or_a_machines_folder(repo):
    if not (repo / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    found = {
        (path.relative_to(repo).as_posix(), *offence)
        for path in hosts.project_files(repo)
        for offence in hosts.offences(path.read_text(encoding="utf-8", errors="ignore"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "parts",
    [
        ("https://files.python", "hosted.org/x"),
        ("pip install --index", "-url y x"),
        ("http://mirror", ".example.org/debian"),
        ("cd /wo", "rk/main"),
        ("'/ro", "ot'"),
    ],
)
def test_it_is_seen(parts):
    assert list(hosts.offences("".join(parts)))


@pytest.mark.parametrize(
    "text", ["docs/work/plan.md", "https://api.kolada.se/v3", "a mirror of it"]
)
def test_it_is_let_through(text):
    assert not list(hosts.offences(text))
