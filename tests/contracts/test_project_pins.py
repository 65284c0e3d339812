"""One list of versions: whole, exact, and what is really installed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import environment_yml


@pytest.fixture(scope="module")
def project(repo: Path) -> dict[str, object]:
    return tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins(repo: Path) -> dict[str, str]:
    lines = (repo / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def test_each_pin_is_one_exact_version(pins):
    assert all(re.fullmatch(r"[a-z0-9.-]+", name) for name in pins)
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in pins.values())


def test_everything_installed_for_the_project_is_pinned(project, pins):
    asked = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["test"]
    wrong = {
        name: (version, pins.get(name))
        for name, version in installed(asked)
        if pins.get(name) != version
    }
    assert wrong == {}


def test_every_requirement_admits_its_pin(project, pins):
    extras = chain.from_iterable(project["project"]["optional-dependencies"].values())
    build = [*project["build-system"]["requires"], "editables"]
    asked = [*project["project"]["dependencies"], *extras, *build]
    refused = [
        requirement
        for requirement in map(Requirement, asked)
        if not requirement.specifier.contains(pins[canonicalize_name(requirement.name)])
    ]
    assert refused == []


def test_no_picture_is_made_by_starting_a_browser(pins):
    assert "kaleido" not in pins


def test_environment_yml_is_what_pyproject_says(repo):
    assert (repo / "environment.yml").read_text(encoding="utf-8") == environment_yml.generated()


def test_conda_is_asked_for_python_and_pip_alone():
    *from_conda, by_pip = yaml.safe_load(environment_yml.generated())["dependencies"]
    assert from_conda == ["python>=3.11,<3.15", "pip"]
    assert by_pip == {"pip": ["-c constraints.txt", "-e .[test]"]}


def installed(requirements: list[str]) -> Iterator[tuple[str, str]]:
    """Name and version of what the requirements lead to in this environment."""
    todo = [(Requirement(line), "") for line in requirements]
    seen = set()
    while todo:
        requirement, extra = todo.pop()
        marker, name = requirement.marker, canonicalize_name(requirement.name)
        if (marker and not marker.evaluate({"extra": extra})) or (name, extra) in seen:
            continue
        seen.add((name, extra))
        found = metadata.distribution(name)
        yield name, found.version
        for wanted in ("", *requirement.extras):
            todo += [(Requirement(line), wanted) for line in found.requires or []]
