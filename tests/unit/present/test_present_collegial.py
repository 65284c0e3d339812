"""The page on collegial learning: figures in words, never a rank, never a cause, never few."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from fgte.catalogue.instruments import instrument
from fgte.judgement.instruments import judge_rounds
from fgte.model import Localised
from fgte.present.collegial_page import CollegialPage
from tests.unit.sources.instrument_files import read, varied

PIECES = ("summary", "profiles", "agreement", "rounds", "guide", "lacking", "sources")


def page(*rounds, lang="sv"):
    asked = instrument("kollegialt_larande")
    return CollegialPage("Kungsbacka", judge_rounds(rounds), asked, lang)


def words(piece):
    return " ".join(BeautifulSoup(str(piece), "html.parser").get_text(" ").split())


@pytest.fixture
def rounds(tmp_path):
    first = read(tmp_path, varied(30), date="2025-10-01")
    groups = {"groups": ["förskola", "grundskola"]}
    given = varied(14, group="förskola") + varied(3, group="grundskola")
    second = read(tmp_path, given, date="2026-10-01", **groups)
    network = read(tmp_path, varied(4), kind="network", id="n", name="<b>Nätverket</b>")
    return first, second, network


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_piece_is_there_with_and_without_rounds(rounds, lang):
    for made in (page(*rounds, lang=lang), page(lang=lang)):
        for name in PIECES:
            said = words(getattr(made, name)())
            assert said
            assert "None" not in said
            assert "nan" not in said.split()


def test_the_mean_stands_with_its_interval_and_how_many_answered(rounds):
    said = words(page(rounds[0]).summary())
    assert "30 av 40 tillfrågade svarade på allt" in said
    assert "osäkerhetsintervall" in said
    assert "nivå" in said


def test_a_small_network_is_said_to_be_hidden_and_shows_no_figure(rounds):
    said = words(page(rounds[2]).profiles())
    assert "Färre än 5 svarade på allt" in said
    assert "skalan" not in said


def test_a_small_group_is_hidden_in_the_table(rounds):
    rows = BeautifulSoup(str(page(*rounds[:2]).profiles()), "html.parser").select("tbody tr")
    told = {row.th.get_text(): row.get_text() for row in rows}
    assert "dold uppgift" in told["grundskola"]


def test_the_picture_has_a_name_a_description_and_its_figures_as_a_table(rounds):
    found = BeautifulSoup(str(page(rounds[0]).profiles()), "html.parser")
    assert found.svg["role"] == "img"
    assert found.svg.title.get_text()
    assert found.svg.desc.get_text()
    assert len(found.select("details tbody tr")) == 12


def test_statements_keep_their_order_whatever_was_answered(tmp_path):
    found = BeautifulSoup(str(page(read(tmp_path, varied(12, shift=2))).profiles()), "html.parser")
    heads = [row.th.get_text() for row in found.select("details tbody tr")]
    numbers = [int(each.split(".")[0]) for each in heads if each[0].isdigit()]
    assert numbers == list(range(1, 11))


def test_what_people_wrote_is_escaped(rounds):
    assert "<b>" not in str(page(rounds[2]).summary())


def test_one_round_says_that_the_next_will_tell(rounds):
    assert "Nästa omgång visar" in words(page(rounds[0]).rounds())


def test_without_rounds_the_page_says_how_to_begin():
    assert "fgte import --template" in words(page().summary())


def test_open_questions_are_for_the_analysis_day_and_stand_in_its_guide(rounds):
    asked = instrument("kollegialt_larande")
    question = replace(asked.items[0], id="ord", text=Localised("Vad saknas?", "What?"), open=True)
    talked = replace(asked, items=(*asked.items, question))
    made = CollegialPage("Kungsbacka", judge_rounds(rounds), talked, "sv")
    assert "Vad saknas?" in words(made.guide())
    assert "Tala om dem på analysdagen" in words(made.guide())
    assert "analysdagen" not in words(page(*rounds).guide())
