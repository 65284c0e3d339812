"""Laws of the family: what is soft, withdrawn, hidden or in another order changes no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from fgte.catalogue import open_catalogue
from fgte.journal import Registered
from fgte.journal.documents import ExpectedTrace
from fgte.judgement.change_work import judge_registered

INDICATORS = ("examen_3ar", "betygspoang", "meritvarde", "alla_amnen_slutbetyg")

HARD = st.builds(
    ExpectedTrace,
    id=st.just("spar"),
    indicator=st.sampled_from(INDICATORS),
    direction=st.sampled_from(["higher", "lower"]),
    first_year=st.integers(2016, 2019),
    last_year=st.one_of(st.none(), st.integers(2020, 2023)),
)
SOFT = st.builds(
    ExpectedTrace,
    id=st.just("mjukt"),
    soft_value=st.just("Trygghet"),
    direction=st.sampled_from(["higher", "lower"]),
    first_year=st.integers(2016, 2023),
)


def registered(traces, *, withdrawn=()):
    """Each trace as an entry of its own, written in August 2015."""
    return [
        Registered(
            entry_id=f"p-{i:08x}",
            trace_id=trace.id,
            municipality="1383",
            trace=trace,
            registered=datetime(2015, 8, 1, tzinfo=UTC),
            revision=1,
            received=None,
            withdrawn=i in withdrawn,
            known_from=date(trace.first_year, 6, 1),
            published_from=date(trace.first_year, 9, 1),
        )
        for i, trace in enumerate(traces)
    ]


def answers(family, store):
    """The answers by entry."""
    judged = judge_registered(family, store, open_catalogue())
    return {e.entry_id: e.answered for e in judged if e.answered}


@settings(max_examples=25)
@given(hard=st.lists(HARD, min_size=1, max_size=5), soft=st.lists(SOFT, min_size=1, max_size=4))
def test_soft_values_never_change_a_hard_answer(store, hard, soft):
    alone = answers(registered(hard), store)
    assert answers(registered([*hard, *soft]), store) == alone


@settings(max_examples=25)
@given(hard=st.lists(HARD, min_size=2, max_size=5), gone=st.sets(st.integers(0, 4)))
def test_withdrawing_changes_no_answer(store, hard, gone):
    assert answers(registered(hard, withdrawn=gone), store) == answers(registered(hard), store)


@settings(max_examples=25)
@given(hard=st.lists(HARD, min_size=2, max_size=6), data=st.data())
def test_the_order_of_entries_does_not_matter(store, hard, data):
    family = registered(hard)
    shuffled = data.draw(st.permutations(family))
    assert answers(shuffled, store) == answers(family, store)


@settings(max_examples=25)
@given(hard=st.lists(HARD, min_size=1, max_size=5), more=HARD)
def test_another_expectation_never_makes_an_answer_easier(store, hard, more):
    """What is registered beside one can only ask more of it."""
    alone, beside = (answers(registered(e), store) for e in (hard, [*hard, more]))
    for id, found in alone.items():
        if found.adjusted is not None:
            assert beside[id].adjusted >= found.adjusted


@settings(max_examples=25)
@given(hard=st.lists(HARD, min_size=1, max_size=4))
def test_the_reason_that_was_given_plays_no_part(store, hard):
    said = [e.model_copy(update={"because": "Därför"}) for e in hard]
    reasons = {k: replace(v) for k, v in answers(registered(said), store).items()}
    assert reasons == answers(registered(hard), store)
