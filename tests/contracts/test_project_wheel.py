"""A wheel carries what a checkout has: with only `pip install` one gets the same reports."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

READ = "from fgte.settings import read_settings as r; s = r(); print(s.shipped); print(s.home)"


@pytest.fixture(scope="module")
def unpacked(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built without the network, as an install would lay it."""
    made = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=repo, check=True, capture_output=True)
    (wheel,) = made.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(made / "site")
    return made / "site"


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("fgte/_shipped/data/official", "*.csv"),
        ("fgte/_shipped/data/official", "*.toml"),
        ("fgte/_shipped/data/forms", "*.toml"),
        ("fgte/_shipped/notebooks/reports", "*.ipynb"),
        ("fgte/_shipped/notebooks/guides", "*.ipynb"),
        ("fgte/_shipped/templates/report", "*.j2"),
        ("fgte/_shipped/templates/pdf", "*.typ"),
        ("fgte/catalogue/definitions", "*.toml"),
        ("fgte/cli/jupyter/labconfig", "*.json"),
        ("fgte/sources/skolverket", "*.toml"),
        ("fgte/catalogue/national_table", "*.csv"),
        ("fgte/catalogue/national_table", "*.toml"),
        ("fgte/journal/examples", "*.toml"),
        ("fgte/texts/sv", "*.toml"),
        ("fgte/texts/en", "*.toml"),
    ],
)
def test_the_wheel_holds(unpacked, repo, folder, pattern):
    source = repo / folder.removeprefix("fgte/_shipped/")
    shipped = {path.name for path in (unpacked / folder).glob(pattern)}
    assert shipped
    assert shipped == {path.name for path in source.glob(pattern)}


def test_nothing_of_a_users_own_is_in_the_wheel(unpacked):
    data = unpacked / "fgte" / "_shipped" / "data"
    assert {path.name for path in data.iterdir()} <= {"official", "forms"}


def test_an_installed_wheel_reads_its_own_files(unpacked, tmp_path):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FGTE_")}
    command = [sys.executable, "-c", READ]
    done = subprocess.run(
        command,
        env=clean | {"PYTHONPATH": str(unpacked)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    shipped, home = done.stdout.splitlines()
    assert Path(shipped) == unpacked / "fgte" / "_shipped"
    assert unpacked not in Path(home).parents
