"""The logo strip, and the page that stands in for a report that could not be made."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from fgte.reports.jobs import Fault, Job, jobs_for
from fgte.reports.pages import failure_page, is_failure_page, logos, render
from fgte.settings import Settings

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
REPO = Path(__file__).resolve().parents[3]

EMPTY = {"lines": [], "groups": [], "script": None, "figures": [], "reach": []}


@pytest.fixture
def bare(tmp_path: Path) -> Settings:
    """A project with its templates but with no logos at all."""
    (tmp_path / "templates" / "logos").mkdir(parents=True)
    (tmp_path / "templates" / "logos" / "README.md").write_text("no picture", encoding="utf-8")
    (tmp_path / "templates" / "report").symlink_to(REPO / "templates" / "report")
    return Settings(home=tmp_path / "home", shipped=tmp_path)


@pytest.fixture
def job(here: Settings) -> Job:
    return jobs_for(["Laholm"], False, here)[0]


def add_logo(folder: Path, name: str, content: bytes = SVG) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def test_a_logo_is_embedded_with_words_for_those_who_do_not_see_it(bare: Settings) -> None:
    add_logo(bare.templates / "logos", "hogskolan-i-halmstad.svg")
    [logo] = logos(bare, "sv")
    assert logo["alt"] == "Logotyp hogskolan i halmstad"
    assert logo["src"] == "data:image/svg+xml;base64," + base64.b64encode(SVG).decode()


def test_logos_are_ordered_by_name_and_may_lie_in_the_users_own_folder(bare: Settings) -> None:
    add_logo(bare.templates / "logos", "varberg.svg")
    add_logo(bare.home / "logos", "laholm.PNG")
    assert [logo["alt"] for logo in logos(bare, "en")] == ["Logo laholm", "Logo varberg"]


def test_a_logo_of_ones_own_stands_in_for_the_shipped(bare: Settings) -> None:
    add_logo(bare.templates / "logos", "varberg.svg")
    add_logo(bare.home / "logos", "varberg.png", b"own")
    [logo] = logos(bare, "sv")
    assert logo["src"].endswith(base64.b64encode(b"own").decode())


def test_with_no_logos_there_is_no_strip(bare: Settings) -> None:
    assert 'class="logos"' not in render("list.html.j2", "sv", bare, **EMPTY)
    add_logo(bare.home / "logos", "varberg.svg")
    assert 'class="logos"' in render("list.html.j2", "sv", bare, **EMPTY)


def test_a_failed_report_says_why_where_and_what_to_do(here: Settings, job: Job) -> None:
    fault = Fault("ValueError: 3 < 4", "Årskurs 9")
    page = failure_page(job, fault, Path("/home/logs/x.log"), here)
    for expected in (
        "Rapporten kunde inte göras",
        "ValueError: 3 &lt; 4",
        "under rubriken ”Årskurs 9”",
        "fgte report --municipality Laholm",
        "fgte doctor",
        "/home/logs/x.log",
    ):
        assert expected in page


def test_a_failed_report_is_told_from_a_good_one(here: Settings, job: Job) -> None:
    bad, good = here.home / "bad.html", here.home / "good.html"
    bad.write_text(failure_page(job, Fault("x"), Path("y"), here), encoding="utf-8")
    good.write_text(render("list.html.j2", "sv", here, **EMPTY), encoding="utf-8")
    assert is_failure_page(bad)
    assert not is_failure_page(good)
