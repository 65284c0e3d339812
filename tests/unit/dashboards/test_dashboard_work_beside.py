"""*Kommun* with the change work on its charts: shown within a minute, and never kept as a file."""

from __future__ import annotations

import shutil

import pytest

from fgte.dashboards import work_beside
from fgte.dashboards.choices import MUNICIPAL
from fgte.dashboards.rendering import Rendering
from fgte.settings import read_settings
from tests.change_work import TRACE, inquire, journal_of


@pytest.fixture
def surroundings(store, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(store.path.parent, home / "store")
    return read_settings({}, home=home)


@pytest.fixture
def shown(surroundings, monkeypatch):
    """What the board shows of Varberg, asked in another minute each time."""
    minutes = iter(range(0, 10_000, 61))

    def answer(place="varberg"):
        minute = next(minutes)
        monkeypatch.setattr(work_beside.time, "monotonic", lambda: float(minute))
        return Rendering(surroundings).answer(MUNICIPAL, f"kommun={place}").html

    yield answer
    work_beside._state.cache_clear()


def kept(settings):
    return [*(settings.home / "cache").rglob("*.json")]


def test_the_mark_stands_on_the_tile_and_the_cards_below(shown, surroundings):
    assert "här började" not in shown()
    with journal_of(surroundings) as journal:
        inquire(journal, TRACE)
    html = shown()
    assert "här började ”Läsning” (augusti 2017)" in html
    assert "Eget förändringsarbete" in html
    assert 'class="work-card"' in html
    assert "här började" not in shown("laholm")


def test_a_view_with_anyone_s_words_is_never_kept_as_a_file(shown, surroundings):
    with journal_of(surroundings) as journal:
        entry = inquire(journal, TRACE)
        shown()
        assert kept(surroundings) == []
        journal.delete(entry.id, who="anna")
    assert "Läsning" not in shown()
    assert len(kept(surroundings)) == 1


def test_what_is_local_is_not_shown(shown, surroundings):
    with journal_of(surroundings) as journal:
        inquire(journal, TRACE, visibility="local")
    assert "här började" not in shown()
