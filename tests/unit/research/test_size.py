"""Small municipalities move more by chance: whom they are compared with, and what is claimed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fgte.research import carry_out, open_study, read_study
from fgte.research.gate import Answer, Shut
from fgte.research.size import alike_in_size
from fgte.research.studying import Claim
from fgte.store import open_table
from fgte.store.tables import write_table
from tests.unit.research.country import ORIGIN, OWN, country, study_file

SMALL, LARGE = 100.0, 2000.0
DIFFERENCES = '"difference_in_differences"'


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Kungsbacka and thirty others are small and move far more by chance than the rest."""
    settings = country(tmp_path_factory.mktemp("small"), municipalities=160, noise=0.5)
    table = open_table(settings.store).table.copy()
    units = table["municipality_id"].unique()
    few = table["municipality_id"].isin([OWN, *units[:31]])
    chance = np.random.default_rng(3).normal(0, 4.0, len(table))
    table["value"] += np.where(few, chance, 0.0)
    table["pupils"] = np.where(few, SMALL, LARGE)
    later = table["municipality_id"].eq(OWN) & table["year"].ge(2020)
    table.loc[later, "value"] -= 2.0
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    return settings


def made(settings, folder, **changes):
    said = {"design": DIFFERENCES, "effect": 40.0} | changes
    return carry_out(read_study(study_file(folder, **said), settings), settings)


def test_those_with_half_to_twice_as_many_pupils_are_alike():
    sizes = {"own": 100.0, "a": 49.0, "b": 50.0, "c": 200.0, "d": 201.0, "e": np.nan, "f": 800.0}
    figures = pd.DataFrame({"unit": sizes.keys(), "pupils": sizes.values()})
    assert alike_in_size(figures, ["own"], list("abcdef")) == ("b", "c")
    assert alike_in_size(figures, ["own", "f"], list("abcdef")) == ("b", "c", "f")
    assert alike_in_size(figures, ["e"], list("abcdf")) == ()


def test_what_is_rare_among_all_but_not_among_those_of_like_size_is_no_claim(small, tmp_path):
    found = made(small, tmp_path)
    whole, alike = found.found.asked
    assert whole.p_value <= 0.05 < alike.p_value
    assert found.claim is Claim.FRAGILE
    page = open_study(study_file(tmp_path, design=DIFFERENCES, effect=40), small.home)
    assert "men inte bland kommuner av liknande storlek" in page.claim()


def test_the_gate_asks_what_is_seen_among_those_of_like_size(small, tmp_path):
    shut = made(small, tmp_path, effect=1.5)
    assert shut.gate.reasons == (Shut.TOO_WEAK,)
    assert shut.gate.detectable == pytest.approx(
        made(small, tmp_path, donors='"size"').gate.detectable
    )


def test_a_study_may_choose_those_of_like_size_alone(small, tmp_path):
    found = made(small, tmp_path, donors='"size"')
    assert found.gate.answer is Answer.CAN
    assert set(found.found.donors) == set(found.material.alike_in_size)
    assert len(found.found.asked) == 1


def test_where_those_of_like_size_are_too_few_it_is_said_and_not_asked(small, tmp_path):
    table = open_table(small.store).table
    few = table[table["pupils"].eq(SMALL)]["municipality_id"].unique()[:18]
    large = table[table["pupils"].eq(LARGE)]["municipality_id"].unique()[:40]
    named = ", ".join(f'"{code}"' for code in [*few, *large] if code != OWN)
    found = made(small, tmp_path, donors=f"[{named}]").found
    assert len(found.asked) == 1
    (alike,) = (each for each in found.variations if each.key == "alike_in_size")
    assert alike.estimate is None
