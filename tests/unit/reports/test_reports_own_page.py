"""A page of one's own: among the reports, never over one of them."""

import re
from html import unescape

import pytest

from fgte.errors import RequestError
from fgte.present.markup import Html
from fgte.present.window import window
from fgte.reports.own_page import save_page


@pytest.fixture
def output(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path))
    return tmp_path / "output"


@pytest.fixture
def part():
    return window("motet", "Till <mötet>", ["En mening & en till."], "sv")


def test_the_parts_stand_in_a_whole_page(output, part):
    saved = save_page("till-motet", "Till mötet", [part], place="Laholm")
    page = (output / "egen-till-motet.html").read_text("utf-8")
    assert saved.path == output / "egen-till-motet.html"
    assert "En mening &amp; en till." in page
    assert page.lower().startswith("<!doctype html>")


def test_it_leads_nowhere_that_need_not_be_where_it_is_sent(output):
    kept = Html('<h2 id="urval">Urval</h2><p><a href="#urval">Se urvalet</a></p>')
    left = Html('<p><a class="more" href="#kvar-i-rapporten">Se <b>vilka</b></a></p>')
    page = save_page("till-motet", "Till mötet", [kept, left]).path.read_text("utf-8")
    assert re.findall(r'href="([^"]+)"', page) == ["#main", "#urval"]
    assert "<p>Se <b>vilka</b></p>" in page


def test_it_never_takes_the_place_of_a_report(output, part):
    assert save_page("laholm", "Laholm", [part]).path.name == "egen-laholm.html"
    assert save_page("egen-laholm", "Laholm", [part]).path.name == "egen-laholm.html"


@pytest.mark.parametrize("name", ["", "Mötet", "../region", "a b", "till motet.html"])
def test_a_name_that_cannot_be_a_file_is_refused_with_its_help(output, part, name):
    with pytest.raises(RequestError, match="små bokstäver"):
        save_page(name, "Till mötet", [part])
    assert not output.exists()


def test_a_notebook_shows_where_it_lies_and_how_it_looks(output, part):
    shown = save_page("till-motet", "Till mötet", [part])._repr_html_()
    assert str(output / "egen-till-motet.html") in shown
    assert "En mening &amp; en till." in unescape(shown)
