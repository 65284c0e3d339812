"""Forms are made from the journal's own models, and give back what stood in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.catalogue import open_catalogue
from fgte.dashboards.change_work.fields import Field, Sort
from fgte.dashboards.change_work.lists import ENUMS, Lists
from fgte.dashboards.change_work.nodes import anchor, label_of, nodes_for
from fgte.dashboards.change_work.sections import fields_of, first_fields, sections_of
from fgte.dashboards.change_work.shown import changed, shown
from fgte.dashboards.change_work.typed import (
    content_of,
    read_typed,
    typed_from,
    with_row,
    without_empty_rows,
    without_row,
)
from fgte.dashboards.change_work.words import say_in
from fgte.journal import Kind
from fgte.journal.documents import plain, read_body
from fgte.journal.form_words import field_help, field_label
from tests.unit.journal.factories import EXCHANGE, FACTOR, FIRST, TRACE
from tests.unit.journal.full_documents import FULL

STEP = {"day": "2026-10-05", "group": "steering", "text": "Ta fram ett underlag."}
WHOLE: dict[Kind, dict[str, Any]] = {
    Kind.INQUIRY: {
        **FIRST,
        "whys": ["Varför?", "Därför."],
        "activities": [
            {"id": "lasa", "what": "Läsa", "start": "2026-09-01", "illeris": ["content"]},
            {"id": "skriva", "what": "Skriva", "arena": "other"},
        ],
        "expected": [TRACE, {**TRACE, "id": "mjukt", "indicator": None, "soft_value": "Lust"}],
        "traces": [{"what": "Fler svarar", "expected": "las-ak6"}],
        "next_follow_up": "2027-01-20",
        "links": ["f-0123abcd"],
    },
    Kind.EXCHANGE: {
        **EXCHANGE,
        "participants": [{"role": "rektor", "number": 4}, {"role": "lärare"}],
        "soft_values": [{"id": "trygg", "name": "Trygghet", "expected": TRACE}],
        "visits": [
            {
                "day": "2026-11-12",
                "host": "1383",
                "guests": ["1384"],
                "observations": [{"what": "Lugnt"}, {"what": "Tyst", "role": "rektor"}],
            }
        ],
    },
    Kind.SUCCESS_FACTOR: {
        **FACTOR,
        "criteria": {"collegiality": {"met": True, "how": "Tillsammans"}},
        "support": [{"what": "Prövandet", "source": "Rapport"}],
    },
    Kind.LEARNING_NETWORK: FULL[Kind.LEARNING_NETWORK],
    Kind.COMPETENCE_JOURNEY: FULL[Kind.COMPETENCE_JOURNEY],
    Kind.RESEARCH_QUESTION: FULL[Kind.RESEARCH_QUESTION],
    Kind.ASSIGNMENT: {"title": "Närvaro", "given": STEP, "prepared": {**STEP, "group": "process"}},
    Kind.PROPOSAL: {"title": "Läs", "day": "2026-10-05", "proposal": "Pröva", "answer": STEP},
    Kind.COMMUNICATION: {
        "audience": "vårdnadshavare",
        "message": "Vi övar läsning.",
        "channel": "möte",
        "day": "2027-02-01",
        "indicators": ["meritvarde", "examen_3ar"],
    },
    Kind.CALENDAR: {"title": "Analysdag", "month": 3, "group": "process"},
    Kind.REBASING: {
        "indicator": "meritvarde",
        "from_year": 2023,
        "reason": "Skolan slogs samman.",
        "decided": "2026-10-05",
        "decided_by": "utvecklingsledare",
        "sex": "K",
    },
}


@pytest.fixture(scope="module")
def lists():
    return Lists(open_catalogue(), (), "sv")


def every_field(fields: tuple[Field, ...]) -> Iterator[Field]:
    for each in fields:
        yield each
        yield from every_field(each.inner)
        yield from every_field(each.each.inner if each.each else ())


OF_LINES = {"whys", "links", "purposes", "studies", "soft_values"}
"""Parts that repeat a line of their own."""


def sent(typed: dict[str, Any], before: str = "") -> dict[str, list[str]]:
    """A form as a browser sends it: a flat name for each field."""
    flat: dict[str, list[str]] = {}
    for name, value in typed.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            flat |= sent(value, f"{path}.")
        elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
            for n, row in enumerate(value, 1):
                flat |= sent(row, f"{path}[{n}].")
        elif isinstance(value, list) and name in OF_LINES:
            flat |= {f"{path}[{n}]": [each] for n, each in enumerate(value, 1)}
        elif isinstance(value, list):
            flat[path] = value
        else:
            flat[path] = [value]
    return flat


@pytest.mark.parametrize("kind", Kind)
def test_a_form_that_is_not_changed_gives_back_the_same_document(kind):
    fields, body = fields_of(kind), read_body(kind, WHOLE[kind])
    posted = sent(typed_from(fields, plain(body)))
    typed = without_empty_rows(fields, read_typed(fields, posted))
    assert read_body(kind, content_of(fields, typed, plain(body))) == body


@pytest.mark.parametrize("kind", Kind)
def test_every_field_stands_in_one_section_and_what_is_needed_is_asked_first(kind):
    named = [name for _, names in sections_of(kind) for name in names]
    assert sorted(named) == sorted(each.name for each in fields_of(kind))
    needed = {each.name for each in fields_of(kind) if each.required}
    assert needed <= {each.name for each in first_fields(kind)}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_every_field_has_a_name_and_a_help_in_both_languages(kind, lang):
    for each in every_field(fields_of(kind)):
        if each.sort is Sort.HIDDEN:
            continue
        assert field_label(each.model, each.name, lang)
        assert field_help(each.model, each.name, lang).endswith((".", "?"))
        if each.sort is Sort.MANY:
            assert say_in(lang)(f"row.{each.name}")


@pytest.mark.parametrize("kind", Kind)
def test_every_choice_has_its_words(kind, lists):
    for each in every_field(fields_of(kind)):
        if each.source in ENUMS:
            values = [value for value, _ in lists.options(each.source, {})]
            assert values == [str(value) for value in ENUMS[each.source]]
        elif each.source not in ("", "entry", "expected", "goal"):
            assert lists.options(each.source, {})


def test_an_evaluation_is_of_one_of_the_goals_in_the_same_form(lists):
    journey = plain(read_body(Kind.COMPETENCE_JOURNEY, FULL[Kind.COMPETENCE_JOURNEY]))
    fields = fields_of(Kind.COMPETENCE_JOURNEY)
    nodes = nodes_for(fields, typed_from(fields, journey), lists, {})
    evaluation = next(each for each in nodes if each.path == "evaluations").inner[0]
    goal = next(each for each in evaluation.inner if each.path.endswith(".goal"))
    assert goal.options == tuple((each["id"], each["text"]) for each in journey["goals"])
    assert goal.value == journey["evaluations"][0]["goal"]


def test_an_inquiry_asks_four_things_first():
    assert [each.name for each in first_fields(Kind.INQUIRY)] == list(FIRST)


def test_every_place_on_the_page_has_an_id_of_its_own(lists):
    def ids(nodes):
        for each in nodes:
            yield each.id
            yield from ids(each.inner)

    fields = fields_of(Kind.EXCHANGE)
    typed = typed_from(fields, plain(read_body(Kind.EXCHANGE, WHOLE[Kind.EXCHANGE])))
    found = list(ids(nodes_for(fields, typed, lists, {})))
    assert len(found) == len(set(found))
    assert anchor("visits[1].observations[2].what") in found


def test_a_field_is_named_with_the_row_it_stands_in():
    path = "visits[1].observations[2].role"
    said = label_of(path, fields_of(Kind.EXCHANGE), "sv")
    assert said == "Besök 1: iakttagelse 2: Vem som såg det, efter roll"


def test_a_row_in_a_row_is_added_and_removed_where_it_stands():
    fields = fields_of(Kind.EXCHANGE)
    typed = typed_from(fields, plain(read_body(Kind.EXCHANGE, WHOLE[Kind.EXCHANGE])))
    more = with_row(fields, typed, "visits[1].observations")
    assert [row["what"] for row in more["visits"][0]["observations"]] == ["Lugnt", "Tyst", ""]
    less = without_row(fields, more, "visits[1].observations[1]")
    assert [row["what"] for row in less["visits"][0]["observations"]] == ["Tyst", ""]


@pytest.mark.parametrize(
    "path", ["", "x", "title", "whys[9]", "visits[7].observations", "[1]", "a" * 999]
)
def test_a_row_that_is_not_there_changes_nothing(path):
    fields = fields_of(Kind.EXCHANGE)
    typed = typed_from(fields, plain(read_body(Kind.EXCHANGE, WHOLE[Kind.EXCHANGE])))
    assert without_row(fields, typed, path) == typed
    assert with_row(fields, typed, path) == typed


def test_an_empty_text_that_stands_in_an_expectation_is_no_change_of_it():
    standing = {**FIRST, "expected": [{**TRACE, "because": ""}]}
    fields = fields_of(Kind.INQUIRY)
    typed = read_typed(fields, sent(typed_from(fields, standing)))
    assert content_of(fields, typed, standing)["expected"][0]["because"] == ""


@given(st.dictionaries(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3)))
def test_whatever_is_sent_is_read_without_fail(posted):
    fields = fields_of(Kind.EXCHANGE)
    typed = read_typed(fields, posted)
    assert set(typed) == {each.name for each in fields}
    content_of(fields, without_empty_rows(fields, typed), {})


@given(st.text())
def test_a_text_comes_back_as_it_was_typed(words):
    fields = fields_of(Kind.INQUIRY)
    typed = read_typed(fields, {"observation": [words]})
    found = content_of(fields, typed, {}).get("observation")
    assert found == (words if words.strip() else None)


def test_what_is_read_names_choices_by_their_words(lists):
    body = plain(read_body(Kind.INQUIRY, WHOLE[Kind.INQUIRY]))
    said = {each.name: each.lines for each in shown(fields_of(Kind.INQUIRY), body, lists)}
    assert "Godkänt i alla ämnen i årskurs 6" in said["expected"]
    assert "högre" in said["expected"]
    assert "hypothesis" not in said


def test_a_change_says_what_stood_before_and_what_stands_after(lists):
    before, after = {**FIRST}, {**FIRST, "title": "Ny", "lesson": "Vi lärde oss."}
    assert changed(fields_of(Kind.INQUIRY), before, after, lists) == (
        ("Rubrik", FIRST["title"], "Ny"),
        ("Lärdom", "", "Vi lärde oss."),
    )
