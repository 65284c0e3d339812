"""A package takes the place of an earlier one of the same study, whole, and of nothing else."""

from __future__ import annotations

import json
import os
import shutil
import time
from hashlib import sha256
from pathlib import Path

import pytest

from fgte.errors import RequestError, WorkError
from fgte.research import read_study
from fgte.research.package_place import DESCRIPTOR, put_in_place, require_replaceable, sweep
from fgte.research.packages import pack
from tests.unit.research.country import country, study_file


def files_of(name="lasning", figures=b"year\n2020\n"):
    mark = f"sha256:{sha256(figures).hexdigest()}"
    said = {"name": name, "resources": [{"path": "data/figures.csv", "hash": mark}]}
    return {"data/figures.csv": figures, DESCRIPTOR: json.dumps(said).encode()}


def held(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.fixture
def folder(tmp_path):
    """A package of the study, as it was written."""
    put_in_place(files_of(), tmp_path / "paket-lasning", "lasning")
    return tmp_path / "paket-lasning"


def test_a_package_of_the_same_study_gives_way_and_leaves_nothing_beside(folder):
    new = files_of(figures=b"year\n2021\n")
    put_in_place(new, folder, "lasning")
    assert held(folder) == new
    assert [each.name for each in folder.parent.iterdir()] == ["paket-lasning"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "paket-lasning").mkdir()
    put_in_place(files_of(), tmp_path / "paket-lasning", "lasning")
    assert held(tmp_path / "paket-lasning") == files_of()


NOT_OURS = {
    "no descriptor": {"avhandling.txt": b"mitt arbete"},
    "another study's": files_of("annan"),
    "no json": {DESCRIPTOR: b"{"},
    "other json": {DESCRIPTOR: b"[1]"},
    "no resources": {DESCRIPTOR: b'{"name": "lasning"}'},
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_no_package_of_the_study_is_left_as_it_is(tmp_path, content):
    folder = tmp_path / "paket-lasning"
    for path, said in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(said)
    with pytest.raises(RequestError) as refused:
        put_in_place(files_of(), folder, "lasning")
    assert refused.value.key == "package_not_ours"
    assert held(folder) == content
    assert [each.name for each in tmp_path.iterdir()] == ["paket-lasning"]


def test_a_file_and_a_link_in_its_place_are_left_as_they_are(folder, tmp_path):
    (tmp_path / "fil").write_text("mitt", encoding="utf-8")
    (tmp_path / "länk").symlink_to(folder, target_is_directory=True)
    for name in ("fil", "länk"):
        with pytest.raises(RequestError, match="inget paket av studien lasning"):
            require_replaceable(tmp_path / name, "lasning")
    assert held(folder) == files_of()


@pytest.mark.parametrize("path", ["analys.R", "data/figures.csv", "data/egen.csv"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_was_added_or_changed_in_a_package_is_named_and_left(folder, path, lang):
    (folder / path).write_text("mitt arbete", encoding="utf-8")
    with pytest.raises(RequestError) as refused:
        put_in_place(files_of(), folder, "lasning")
    assert refused.value.key == "package_added_to"
    assert path in refused.value.message(lang)
    assert (folder / path).read_text("utf-8") == "mitt arbete"


def test_a_run_that_is_stopped_while_writing_leaves_the_old_package(folder, monkeypatch):
    def stopped(self, content):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        put_in_place(files_of(figures=b"new"), folder, "lasning")
    assert held(folder) == files_of()
    assert [each.name for each in folder.parent.iterdir()] == ["paket-lasning"]


def test_a_package_that_cannot_be_moved_in_leaves_the_old_one(folder, monkeypatch):
    rename = Path.rename

    def refused(self, target):
        if self.name.endswith(".part"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(WorkError, match="Det som låg där förut ligger kvar"):
        put_in_place(files_of(figures=b"new"), folder, "lasning")
    assert held(folder) == files_of()


@pytest.mark.parametrize("come", [True, False])
def test_what_a_killed_run_moved_aside_is_kept_until_the_new_one_is_whole(folder, come):
    aside = folder.with_name(".paket-lasning.old")
    if come:
        shutil.copytree(folder, aside)
    else:
        folder.rename(aside)
    with pytest.raises(WorkError):
        put_in_place(files_of() | {"no/such": b"", "no": b""}, folder, "lasning")
    assert folder.is_dir() == come
    put_in_place(files_of(), folder, "lasning")
    assert held(folder) == files_of()
    assert not aside.exists()


@pytest.mark.parametrize(
    ("name", "days", "left"),
    [
        (".paket-lasning.4711.part", 2, False),
        (".paket-annan.4711.part", 2, False),
        (".paket-annan.4711.part", 0, True),
        (".paket-annan.part", 2, True),
        (".egen.4711.part", 2, True),
        ("paket-annan", 2, True),
    ],
)
def test_what_a_killed_export_left_goes_at_the_next_once_it_is_a_day_old(folder, name, days, left):
    half = folder.with_name(name)
    (half / "data").mkdir(parents=True)
    (half / "data" / "figures.csv").write_bytes(b"year")
    when = time.time() - days * 24 * 60 * 60 - 60
    os.utime(half, (when, when))
    put_in_place(files_of(), folder, "lasning")
    assert half.exists() == left


def test_a_file_or_a_link_of_that_name_is_not_swept(folder, tmp_path):
    mine = tmp_path / "mitt"
    mine.mkdir()
    (tmp_path / ".paket-a.1.part").symlink_to(mine, target_is_directory=True)
    (tmp_path / ".paket-b.1.part").write_bytes(b"mitt")
    sweep(tmp_path, older_than=-60)
    assert {each.name for each in tmp_path.glob(".*")} == {".paket-a.1.part", ".paket-b.1.part"}
    assert mine.is_dir()


def test_before_any_work_is_done_the_export_asks_whether_it_may(tmp_path, monkeypatch):
    settings = country(tmp_path / "home", municipalities=25)
    path = study_file(tmp_path)
    mine = tmp_path / "out" / f"paket-{read_study(path, settings).name}" / "mitt.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mitt arbete", encoding="utf-8")
    monkeypatch.setattr("fgte.research.packages.carry_out", pytest.fail)
    with pytest.raises(RequestError, match="inget paket av studien"):
        pack(str(path), settings, tmp_path / "out")
    assert mine.read_text("utf-8") == "mitt arbete"
