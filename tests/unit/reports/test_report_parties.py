"""Who stands behind a report: every party, by its logo or by its name, in fixed order."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from fgte.reports.pages import render
from fgte.reports.parties import logos, parties
from fgte.settings import Settings

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
REPO = Path(__file__).resolve().parents[3]
EMPTY = {"lines": [], "groups": [], "research": [], "script": None, "figures": [], "reach": []}
NAMES = ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka", "Region Halland"]


@pytest.fixture
def bare(tmp_path: Path) -> Settings:
    """A project with its templates but with no logos at all."""
    (tmp_path / "templates" / "logos").mkdir(parents=True)
    (tmp_path / "templates" / "logos" / "README.md").write_text("no picture", encoding="utf-8")
    (tmp_path / "templates" / "report").symlink_to(REPO / "templates" / "report")
    return Settings(home=tmp_path / "home", shipped=tmp_path)


def add_logo(folder: Path, name: str, content: bytes = SVG) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def strip(settings: Settings) -> list[str]:
    """What stands in the header of a page, party by party."""
    page = render("list.html.j2", "sv", settings, **EMPTY)
    found = re.search(r'<ul class="parties"[^>]*>(.*?)</ul>', page, re.DOTALL)
    assert found is not None
    return re.findall(r"<li>(.*?)</li>", found[1])


def test_without_logos_every_party_is_named(bare: Settings) -> None:
    assert strip(bare) == [*NAMES, "Högskolan i Halmstad"]
    assert logos(bare, "sv") == []


def test_the_university_has_its_own_name_in_english(bare: Settings) -> None:
    assert [each.name for each in parties(bare, "en")] == [*NAMES, "Halmstad University"]


def test_a_logo_stands_where_its_party_was_named(bare: Settings) -> None:
    add_logo(bare.home / "logos", "laholm.PNG")
    shown = strip(bare)
    assert [*shown[:2], *shown[3:6]] == [*NAMES[:2], *NAMES[3:]]
    assert re.fullmatch(r'<img src="data:image/png;base64,[^"]+" alt="Logotyp Laholm">', shown[2])


def test_the_order_does_not_follow_from_who_has_a_logo(bare: Settings) -> None:
    add_logo(bare.home / "logos", "kungsbacka.svg")
    add_logo(bare.home / "logos", "hogskolan-i-halmstad.svg")
    assert [each.name for each in parties(bare, "sv")] == [*NAMES, "Högskolan i Halmstad"]


def test_a_logo_is_embedded_with_words_for_those_who_do_not_see_it(bare: Settings) -> None:
    add_logo(bare.templates / "logos", "hogskolan-i-halmstad.svg")
    [logo] = logos(bare, "sv")
    assert logo["alt"] == "Logotyp Högskolan i Halmstad"
    assert logo["src"] == "data:image/svg+xml;base64," + base64.b64encode(SVG).decode()


def test_one_who_only_has_a_logo_stands_last_by_the_name_of_the_file(bare: Settings) -> None:
    add_logo(bare.home / "logos", "alingsas-skolor.svg")
    last = parties(bare, "sv")[-1]
    assert (last.name, last.alt) == ("alingsas skolor", "Logotyp alingsas skolor")


def test_a_logo_of_ones_own_stands_in_for_the_shipped(bare: Settings) -> None:
    add_logo(bare.templates / "logos", "varberg.svg")
    add_logo(bare.home / "logos", "varberg.png", b"own")
    [logo] = logos(bare, "sv")
    assert logo["src"].endswith(base64.b64encode(b"own").decode())


def test_none_of_the_logos_comes_with_the_program() -> None:
    assert [path.name for path in (REPO / "templates" / "logos").iterdir()] == ["README.md"]
