"""Whose page an entry and an expectation are part of, and what is kept of those nobody may read."""

from __future__ import annotations

import pytest

from fgte.journal import Kind
from fgte.journal.access import Person, Role
from fgte.journal.state import state_of
from tests.unit.journal.factories import EXCHANGE, TRACE, expecting

HANNA = Person("hanna", Role.READER, frozenset({"1384"}))
VERA = Person("vera", Role.STEWARD, frozenset({"1383", "region"}))
NEW_START = {
    "indicator": "alla_amnen_ak6",
    "from_year": 2024,
    "reason": "Två skolor blev en",
    "decided": "2026-05-01",
    "decided_by": "Processgruppen",
}


@pytest.fixture
def written(journal):
    """Five entries of different owners, by a word for each; one is Kungsbacka's own."""
    met = {"id": "trygghet", "name": "Trygghet", "expected": TRACE | {"id": "mote"}}
    said = {
        "own": (Kind.INQUIRY, expecting(id="egen"), "1384", "regional"),
        "shut": (Kind.INQUIRY, expecting(id="sluten", because="Bara oss emellan"), "1384", "local"),
        "met": (Kind.EXCHANGE, EXCHANGE | {"soft_values": [met]}, "region", None),
        "network": (Kind.INQUIRY, expecting(id="natverk"), "natverk:las", None),
        "start": (Kind.REBASING, NEW_START, "region", None),
    }
    return {
        journal.create(kind, content, owner=owner, who="a", visibility=seen).id: word
        for word, (kind, content, owner, seen) in said.items()
    }


@pytest.mark.parametrize(
    ("place", "entries", "expected"),
    [
        ("1384", ["own", "met", "start"], ["egen", "sluten", "mote"]),
        ("1383", ["met", "start"], ["mote"]),
        ("1380", ["start"], []),
        (None, ["met", "network", "start"], ["mote", "mote", "natverk"]),
    ],
)
def test_each_place_has_what_concerns_it(journal, written, place, entries, expected):
    found = state_of(journal).of(place)
    assert [written[each.id] for each in found.entries] == entries
    assert [each.trace_id for each in found.registered] == expected


@pytest.mark.parametrize(("who", "reads"), [(HANNA, True), (VERA, False), (None, False)])
def test_of_what_is_local_the_question_counts_and_its_words_are_its_owners(
    journal, written, who, reads
):
    found = state_of(journal, who)
    assert ("shut" in [written[each.id] for each in found.entries]) is reads
    (shut,) = (each for each in found.registered if each.trace_id == "sluten")
    assert (shut.trace.indicator, shut.trace.first_year) == ("alla_amnen_ak6", 2028)
    assert shut.trace.because == ("Bara oss emellan" if reads else None)
