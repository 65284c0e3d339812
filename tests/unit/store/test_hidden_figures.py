"""What one publication hides stays hidden, whatever another shows, and the ledger says so."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pandas as pd
import pytest

from fgte.catalogue import open_catalogue
from fgte.model import Localised, Origin
from fgte.sources.raw import raw_figures
from fgte.store.ledger import account
from fgte.store.standing import Batch, Coverage

SIRIS, PLANNED = ("Skolverket", ""), ("Skolverket", "planned_educations")
KOLADA = ("Kolada", "")


def batch(day, value, published=SIRIS, *, unit="12345678", low=None):
    """A set with one figure of a school; no value means that it is hidden."""
    source, channel = published
    status = "suppressed" if value is None and low is None else "censored" if low else "ok"
    row = {
        "kpi": "N15505", "municipality_id": "1384", "school_unit": unit, "sex": "T", "year": 2025,
        "value": value, "low": low, "high": low and 100.0, "status": status, "source": source,
        "snapshot_id": f"set-{day}",
    }  # fmt: skip
    words = Localised("a", "a")
    origin = Origin(f"set-{day}", words, (source,), (), date(2026, 1, day), "0", 0, words)
    return Batch(origin, raw_figures(pd.DataFrame([row])), channel=channel)


def kept(*batches):
    return account(batches, open_catalogue())


def stands(found):
    (row,) = found.standing.to_dict("records")
    return row["status"], None if pd.isna(row["value"]) else row["value"]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_whichever_comes_first_the_hidden_one_stands(order):
    first, second = order
    found = kept(batch(first, 231.0), batch(second, None, PLANNED))
    assert stands(found) == ("suppressed", None)


def test_the_ledger_says_so_without_the_number():
    found = kept(batch(1, None, PLANNED), batch(2, 231.0))
    (line,) = found.lines.itertuples()
    assert (line.event, line.old_status, line.new_status) == ("kept_hidden", "suppressed", "ok")
    assert pd.isna(line.old_value)
    assert pd.isna(line.new_value)
    assert found.summaries[-1].kept_hidden == 1


def test_no_line_of_the_ledger_keeps_the_number_of_a_figure_that_is_hidden_now():
    found = kept(batch(1, 231.0), batch(2, 233.0), batch(3, None))
    assert list(found.lines["event"]) == ["changed", "status"]
    assert found.lines[["old_value", "new_value"]].isna().all(axis=None)


def test_a_publication_may_show_what_it_hid_itself():
    assert stands(kept(batch(1, None), batch(2, 231.0))) == ("ok", 231.0)


def test_hidden_by_two_it_is_hidden_until_both_show_it():
    both = [batch(1, None), batch(2, None, PLANNED)]
    assert stands(kept(*both, batch(3, 231.0, PLANNED))) == ("suppressed", None)
    assert stands(kept(*both, batch(3, 231.0, PLANNED), batch(4, 231.0))) == ("ok", 231.0)


def test_a_rounded_figure_is_hidden_too():
    found = kept(batch(1, None, PLANNED), batch(2, None, low=90.0))
    assert stands(found) == ("suppressed", None)
    assert found.standing["low"].isna().all()


def test_it_is_told_once_however_often_it_comes():
    found = kept(batch(1, None, PLANNED), batch(2, 231.0), batch(3, 231.0))
    assert [each.kept_hidden for each in found.summaries] == [0, 1, 0]


def test_a_fetch_that_shows_it_does_not_withdraw_it():
    asked = Coverage("Kolada", frozenset({"N15505"}), frozenset({"1384"}))
    last = replace(batch(3, 231.0, KOLADA, unit=None), coverage=asked)
    found = kept(batch(1, None, unit=None), batch(2, None, KOLADA, unit=None), last)
    assert stands(found) == ("suppressed", None)


def test_another_school_is_not_concerned():
    found = kept(batch(1, None, PLANNED), batch(2, 231.0, unit="87654321"))
    assert sorted(found.standing["status"]) == ["ok", "suppressed"]
    assert found.lines.empty


def test_the_order_of_publications_never_shows_what_one_of_them_hides():
    for days in permutations((1, 2, 3)):
        found = kept(*map(batch, days, (None, 231.0, 231.0), (SIRIS, PLANNED, KOLADA)))
        assert stands(found) == ("suppressed", None)


def test_only_a_number_of_the_one_who_hid_it_shows_it_again():
    missing = batch(2, None)
    missing = replace(missing, figures=missing.figures.assign(status="missing"))
    found = kept(batch(1, None), missing, batch(3, 231.0, PLANNED))
    assert stands(found) == ("suppressed", None)
    assert found.lines[["old_value", "new_value"]].isna().all(axis=None)


def test_a_number_that_was_hidden_is_not_told_when_the_figure_is_withdrawn():
    asked = Coverage("Kolada", frozenset({"N15505"}), frozenset({"1384"}))
    shown = batch(1, 231.0, KOLADA, unit=None)
    hides = batch(2, None, KOLADA, unit=None)
    silent = batch(3, 231.0, KOLADA, unit=None)
    silent = replace(silent, figures=silent.figures[:0], coverage=asked)
    found = kept(shown, hides, silent)
    assert stands(found) == ("missing", None)
    assert list(found.lines["event"]) == ["status", "withdrawn"]
    assert found.lines[["old_value", "new_value"]].isna().all(axis=None)
