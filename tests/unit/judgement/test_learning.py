"""Networks as they stand: days in order, and every action in an arena."""

from datetime import date
from types import SimpleNamespace

from fgte.journal.documents import Arena
from fgte.judgement.learning import Action, NetworkReading, Question, by_arena


def test_what_has_no_arena_counts_as_other():
    action = Action(0, SimpleNamespace(arena=None))
    found = by_arena([action])
    assert list(found) == list(Arena)
    assert found[Arena.OTHER] == (action,)


def test_days_come_by_day_and_not_as_they_were_written():
    carried = [
        SimpleNamespace(follow_up=date(2026, 12, 1), what="sist"),
        SimpleNamespace(follow_up=None, what="utan dag"),
        SimpleNamespace(follow_up=date(2026, 3, 1), what="först"),
    ]
    network = SimpleNamespace(
        carried_home=carried, next_follow_up=date(2026, 6, 1), title="nätverket"
    )
    days = NetworkReading(SimpleNamespace(), network, (), ()).days
    assert [what for _, what in days] == ["först", "nätverket", "sist"]


def test_an_answer_is_whole_with_both_who_is_responsible_and_what_shows_it():
    def whole(responsible, evidence):
        answer = SimpleNamespace(responsible=responsible, evidence=evidence)
        return Question(SimpleNamespace(), answer).whole

    assert whole("rektor", "protokoll")
    assert not whole("rektor", "")
    assert not whole("", "protokoll")
