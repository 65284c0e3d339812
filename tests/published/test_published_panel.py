"""The gated panel finds what was found by hand on the figures to 2022 (../shared/DOMAIN.md, 6)."""

import pytest

import fgte
from fgte.analysis.multiplicity import benjamini_hochberg
from fgte.analysis.panel import stage_test
from fgte.judgement.evidence import against_column, block_of, own_column
from fgte.model import Stage, Verdict

TO_2022 = (None, 2022)
FOUR = ("1380", "1381", "1383", "1384")
UPPER = (
    "betygspoang",
    "examen_3ar",
    "examen_3ar_hogskoleforberedande",
    "examen_3ar_yrkesprogram",
)


@pytest.fixture(scope="module")
def panels(store, shared):
    """Each municipality's findings on the figures to 2022; only where DOMAIN.md is at hand."""
    assert "gymnasiet in Varberg (p 0.005)" in (shared / "DOMAIN.md").read_text(encoding="utf-8")
    return {place: fgte.assess_all(place, years=TO_2022, store=store) for place in ("1315", *FOUR)}


def columns(panels, places, column):
    found = [column(panels[place][id]) for place in places for id in UPPER]
    return block_of([each for each in found if each]).low


def upper(panel):
    (found,) = (each for each in panel.stages if each.stage is Stage.GY)
    return found


@pytest.mark.parametrize(("place", "p"), [("1383", 0.005), ("1384", 0.011)])
def test_the_directed_test_gives_the_p_values_found_by_hand(panels, place, p):
    """Whether the four move one way together; 9 999 orders leave some 0.002 to the draw."""
    found = stage_test(columns(panels, [place], own_column), directed=True)
    assert found.p_value == pytest.approx(p, abs=0.003)


def test_the_four_move_one_way_together_but_not_beside_riket(panels):
    own = stage_test(columns(panels, FOUR, own_column), directed=True)
    beside = stage_test(columns(panels, FOUR, against_column), directed=True)
    assert own.p_value == pytest.approx(0.011, abs=0.003)
    assert beside.p_value == pytest.approx(0.90, abs=0.05)


def test_upper_secondary_opens_in_varberg_and_kungsbacka_and_nowhere_else(panels):
    opened = {place: [e.stage for e in each.panel.opened] for place, each in panels.items()}
    assert {place: stages for place, stages in opened.items() if stages} == {
        "1383": [Stage.GY],
        "1384": [Stage.GY],
    }
    assert upper(panels["1383"].panel).p_value < 0.01
    assert upper(panels["1384"].panel).p_value < 0.01


def test_inside_them_the_indicators_that_carry_it_are_named(panels):
    moved = {
        place: [e.indicator.id for e in each if e.verdict is Verdict.IMPROVING]
        for place, each in panels.items()
    }
    assert moved == {
        "1315": [],
        "1380": [],
        "1381": [],
        "1383": ["betygspoang", "examen_3ar_hogskoleforberedande"],
        "1384": ["examen_3ar", "examen_3ar_hogskoleforberedande"],
    }


def test_nothing_moves_beside_riket_and_nothing_falls(panels):
    moved = (Verdict.IMPROVING, Verdict.WORSENING)
    everything = [each for panel in panels.values() for each in panel.found.values()]
    assert not [each for each in everything if each.against_riket.verdict in moved]
    assert not [each for each in everything if each.verdict is Verdict.WORSENING]


def test_a_flat_family_of_everything_would_have_said_nothing(panels):
    everything = [each for panel in panels.values() for each in panel.found.values() if each.trend]
    raw = [each.trend.p_value for each in everything]
    assert sum(p <= 0.05 for p in raw) >= 10
    assert benjamini_hochberg(raw).min() > 0.05


@pytest.mark.usefixtures("panels")
def test_the_region_opens_upper_secondary_and_names_grade_points_not_beside_riket(store):
    region = fgte.assess_collaboration(years=TO_2022, store=store)
    assert [each.stage for each in region.panel.opened] == [Stage.GY]
    assert upper(region.panel).p_value == pytest.approx(0.011, abs=0.003)
    moved = [each.indicator.id for each in region if each.verdict is Verdict.IMPROVING]
    assert moved == ["betygspoang"]
    beside = {each.common_against_riket.verdict for each in region}
    assert not beside & {Verdict.IMPROVING, Verdict.WORSENING}


def test_with_the_shipped_figures_to_2025_kungsbackas_upper_secondary_is_only_watched(store):
    """Three more years, all below 2022: p 0.044, and 0.13 among three stages."""
    panel = fgte.assess_all("1384", store=store).panel
    assert upper(panel).p_value == pytest.approx(0.044, abs=0.006)
    assert not panel.opened
    finding = fgte.assess("examen_3ar_hogskoleforberedande", "1384", store=store)
    assert (finding.verdict, finding.to_watch) == (Verdict.CANNOT_BE_DECIDED, True)
