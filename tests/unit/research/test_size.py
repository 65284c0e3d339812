"""Small municipalities move more by chance: whom they are compared with, and what is claimed."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pandas as pd
import pytest

from fgte.research import StudyPage, carry_out, open_study, read_study
from fgte.research.gate import Answer, Shut
from fgte.research.package_words import read_me
from fgte.research.size import NEAREST, alike_in_size
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
    larger = table["municipality_id"].map({unit: LARGE + n for n, unit in enumerate(units)})
    table["pupils"] = np.where(few, SMALL, larger)
    later = table["municipality_id"].eq(OWN) & table["year"].ge(2020)
    table.loc[later, "value"] -= 2.0
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    return settings


def plain(html):
    """What a reader of the page reads."""
    return unescape(re.sub("<[^>]+>", "", str(html)))


def made(settings, folder, **changes):
    said = {"design": DIFFERENCES, "effect": 40.0} | changes
    return carry_out(read_study(study_file(folder, **said), settings), settings)


def test_those_with_half_to_twice_as_many_pupils_are_alike():
    sizes = {"own": 100.0, "a": 49.0, "b": 50.0, "c": 200.0, "d": 201.0, "f": 800.0}
    assert alike_in_size(sizes, ["own"], list("abcdef"), fewest=2) == ("b", "c")
    assert alike_in_size(sizes, ["own", "f"], list("abcdef"), fewest=2) == ("b", "c", "f")
    assert alike_in_size(sizes, ["e"], list("abcdf"), fewest=2) == ()


SMALLEST = {"own": 20.0} | {f"{n:02}": 30.0 + n for n in range(40)}
"""Eleven of forty, 00 to 10, have up to twice as many pupils as the smallest of all."""


def test_where_they_are_too_few_the_nineteen_nearest_in_size_are_taken():
    donors = [unit for unit in SMALLEST if unit != "own"]
    assert alike_in_size(SMALLEST, ["own"], donors, fewest=11) == tuple(donors[:11])
    assert alike_in_size(SMALLEST, ["own"], donors) == tuple(donors[:NEAREST])
    level = SMALLEST | {"19": SMALLEST["18"]}
    assert alike_in_size(level, ["own"], donors) == tuple(donors[: NEAREST + 1])


def test_one_that_lacks_a_figure_is_none_of_the_nineteen():
    donors = [unit for unit in SMALLEST if unit != "own"]
    whole = set(donors) - {"03", "05"}
    found = alike_in_size(SMALLEST, ["own"], donors, whole=whole)
    assert found == tuple(unit for unit in donors[: NEAREST + 2] if unit in whole)
    assert alike_in_size(SMALLEST, ["own"], donors, fewest=9, whole=whole) == tuple(donors[:11])


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


def few_small(settings, folder, n, **changes):
    """The study with so many small municipalities, and forty large, to compare with."""
    table = open_table(settings.store).table
    small = [e for e in table[table["pupils"].eq(SMALL)]["municipality_id"].unique() if e != OWN]
    large = table[table["pupils"].ge(LARGE)]["municipality_id"].unique()[:40]
    named = ", ".join(f'"{code}"' for code in [*small[:n], *large])
    return made(settings, folder, donors=f"[{named}]", **changes)


def test_where_those_of_like_size_are_too_few_the_nearest_are_asked_and_it_is_said(small, tmp_path):
    found = few_small(small, tmp_path, 12)
    assert found.claim is Claim.FRAGILE
    assert [each.p_value <= 0.05 for each in found.found.asked] == [True, False]
    page = StudyPage(found)
    assert "de 19 närmaste i storlek, med 100 till 2\u00a0037 elever" in plain(page.material())
    assert not page.of_size()


def sized(settings, sizes):
    """The same country with other numbers of pupils, by municipality."""
    table = open_table(settings.store).table.copy()
    table["pupils"] = table["municipality_id"].map(sizes).astype(float)
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    return settings


@pytest.fixture
def fallen(tmp_path):
    """A country in which Kungsbacka has fallen beyond any doubt."""
    return country(tmp_path / "home", municipalities=60, step=-14.0)


def units_of(settings):
    return [u for u in open_table(settings.store).table["municipality_id"].unique() if u != OWN]


def test_a_claim_about_the_smallest_of_its_like_says_that_chance_moves_it_more(fallen, tmp_path):
    growing = {unit: 60.0 + 10 * n for n, unit in enumerate(units_of(fallen))}
    found = made(sized(fallen, {OWN: 20.0} | growing), tmp_path)
    assert found.claim is Claim.DIFFERS
    (said,) = StudyPage(found).of_size()
    assert "mindre än Kungsbacka" in said
    for part in (StudyPage(found).summary(), StudyPage(found).conclusion()):
        assert said in plain(part)
    assert said in read_me(found)


def test_a_claim_about_one_with_nineteen_of_like_size_needs_no_such_words(fallen, tmp_path):
    page = StudyPage(made(sized(fallen, dict.fromkeys([OWN, *units_of(fallen)], 100.0)), tmp_path))
    assert not page.of_size()
    assert "närmaste i storlek" not in plain(page.material())


def test_where_no_size_is_known_that_is_said_with_the_claim(fallen, tmp_path):
    found = made(sized(fallen, {}), tmp_path)
    (alike,) = (each for each in found.found.variations if each.key == "alike_in_size")
    assert alike.estimate is None
    assert "är inte känt i lagret" in plain(StudyPage(found).summary())


def test_without_pupils_behind_the_figures_those_in_the_school_form_are_counted(fallen, tmp_path):
    table = open_table(fallen.store).table.assign(pupils=np.nan)
    pupils = {unit: 300.0 * (1 + n % 3) for n, unit in enumerate([OWN, *units_of(fallen)])}
    form = table.assign(
        indicator="elever_gymnasieskola", value=table["municipality_id"].map(pupils), kpi="N17820"
    )
    both = pd.concat([table, form], ignore_index=True)
    write_table(fallen.store, both, fingerprint="made-up", origins=[ORIGIN])
    found = made(fallen, tmp_path)
    assert set(found.material.alike_in_size) == {u for u in units_of(fallen) if pupils[u] <= 600}
    assert len(found.found.asked) == 2


def test_a_series_compares_with_nobody_and_speaks_of_no_size(fallen, tmp_path):
    growing = {unit: 60.0 + 10 * n for n, unit in enumerate(units_of(fallen))}
    asked = {"design": '"interrupted_time_series"', "donors": '"size"', "effect": 99.0}
    found = made(sized(fallen, {OWN: 20.0} | growing), tmp_path, **asked)
    assert found.found is not None
    assert "närmaste i storlek" not in plain(StudyPage(found).material())
