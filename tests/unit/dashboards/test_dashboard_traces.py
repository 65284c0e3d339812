"""Expected traces whose figures have come are named on *Översikt*; nobody's own words are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fgte.dashboards.traces import traces_html
from fgte.journal import Kind, Visibility, open_journal
from fgte.journal.database import FILE
from fgte.settings import read_settings
from tests.unit.journal.factories import expecting


@pytest.fixture
def surroundings(tmp_path):
    return read_settings({}, home=tmp_path / "home")


def said_beforehand(settings, *, visibility=Visibility.REGIONAL, owner="1384", **trace):
    """An expectation written in 2020 of figures that came long ago."""
    words = expecting(indicator="betygspoang", first_year=2023, **trace)
    with open_journal(settings, clock=lambda: datetime(2020, 8, 17, tzinfo=UTC)) as journal:
        journal.create(
            Kind.INQUIRY, words, owner=owner, who="Anna Andersson", visibility=visibility
        )


def test_without_a_journal_nothing_waits_and_none_is_made(surroundings):
    assert "Inget väntar på att prövas" in traces_html(surroundings, "sv")
    assert not surroundings.journal.exists()


def test_a_trace_that_is_due_leads_to_its_indicator(surroundings):
    said_beforehand(surroundings)
    html = traces_html(surroundings, "sv")
    address = "kommun?kommun=kungsbacka&amp;oppen=betygspoang#tile-betygspoang"
    assert f'<strong>Kungsbacka</strong> <a href="{address}">' in html
    assert "från 2023" in html


def test_no_one_s_own_words_are_shown(surroundings):
    said_beforehand(surroundings)
    html = traces_html(surroundings, "sv")
    assert "Anna" not in html
    assert "Läsning i alla ämnen" not in html


def test_a_municipality_s_local_entry_is_not_shown_to_everyone(surroundings):
    said_beforehand(surroundings, visibility=Visibility.LOCAL)
    assert "Inget väntar på att prövas" in traces_html(surroundings, "sv")


def test_traces_stand_in_code_order(surroundings):
    said_beforehand(surroundings, owner="1384")
    said_beforehand(surroundings, owner="1315")
    html = traces_html(surroundings, "sv")
    assert html.index("Hylte") < html.index("Kungsbacka")


def test_a_journal_that_cannot_be_read_is_said_to_be(surroundings):
    surroundings.journal.mkdir(parents=True)
    (surroundings.journal / FILE).write_text("ingen databas")
    assert "Journalen går inte att läsa just nu" in traces_html(surroundings, "sv")


def test_the_traces_are_a_piece_of_the_page_that_leads_to_the_journal(surroundings):
    html = traces_html(surroundings, "sv")
    assert 'href="forandringsarbete"' in html
    assert "section" not in html
    assert "<<<" not in html
