"""The contents list: every section has an address made of its words."""

from __future__ import annotations

import pytest

from fgte.reports.contents import Entry, read_body, slug


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Åk 9 och gymnasiet", "ak-9-och-gymnasiet"),
        ("Vad har ändrats?", "vad-har-andrats"),
        ("  Frågor – till er  ", "fragor-till-er"),
        ("!!", "avsnitt"),
    ],
)
def test_an_address_is_made_of_the_words_alone(words: str, address: str) -> None:
    assert slug(words) == address


def test_headings_get_addresses_and_are_listed_by_level() -> None:
    body = read_body("<h2>Åk 3</h2><p>x</p><h3>Prov</h3><h2>Åk 6</h2>")
    assert body.contents == (
        Entry("ak-3", "Åk 3", (Entry("prov", "Prov"),)),
        Entry("ak-6", "Åk 6"),
    )
    assert '<h3 id="prov">Prov</h3>' in body.html


def test_the_same_words_twice_give_two_addresses() -> None:
    body = read_body("<h2>Åk 3</h2><h2>Åk 3</h2>")
    assert [entry.id for entry in body.contents] == ["ak-3", "ak-3-2"]


def test_an_address_that_something_else_has_is_not_taken() -> None:
    body = read_body('<article id="examen"><h3>Examen</h3></article>')
    assert body.contents[0].id == "examen-2"


def test_a_heading_keeps_the_id_it_has() -> None:
    body = read_body('<h3 class="a" id="own">Meritvärde</h3>')
    assert body.contents == (Entry("own", "Meritvärde"),)
    assert body.html == '<h3 class="a" id="own">Meritvärde</h3>'


def test_the_first_title_is_taken_out_and_a_second_is_lowered() -> None:
    body = read_body("<h1>Titel</h1><p>x</p><h1>Till</h1>")
    assert body.title == "Titel"
    assert body.html == '<p>x</p><h2 id="till">Till</h2>'


def test_tags_and_references_in_a_heading_are_read_as_text() -> None:
    body = read_body("<h2>Flickor &amp; <em>pojkar</em></h2>")
    assert body.contents == (Entry("flickor-pojkar", "Flickor & pojkar"),)
    assert "<em>pojkar</em>" in body.html


def test_headings_inside_a_summary_are_not_listed() -> None:
    body = read_body('<section class="summary"><h3>Resten</h3></section><h3>Prov</h3>')
    assert [entry.text for entry in body.contents] == ["Prov"]


def test_deeper_headings_are_left_alone() -> None:
    assert read_body("<h4>Liten</h4>").html == "<h4>Liten</h4>"
