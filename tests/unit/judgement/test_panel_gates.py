"""What may be said of one series when many are asked of at the same time."""

from dataclasses import replace
from datetime import date
from itertools import count

import pandas as pd
import pytest

import fgte
from fgte.analysis.multiplicity import holm
from fgte.catalogue import open_catalogue
from fgte.judgement import GapMove
from fgte.judgement.evidence import block_of, chance_of_signal, own_column, values_column
from fgte.judgement.panel import Asked, ask, beneath, family_beneath, gated, gated_gap
from fgte.model import Stage, Status, Verdict
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

PLACE, RIKET = "1383", "0000"
RISING = (60.0, 61.2, 62.1, 63.4, 64.2, 65.3, 66.1, 67.4)
SWAYING = (70.0, 72.1, 69.4, 71.2, 70.6, 69.9, 71.5, 70.3)
UPPER = {"examen_3ar": "N17451", "examen_3ar_hogskoleforberedande": "N17452"}
NINE = {"alla_amnen_slutbetyg": "N15419", "behorig_yrkesprogram": "N15436"}


@pytest.fixture
def stored(settings, tmp_path):
    """A store of nothing but these lines: (KPI, municipality, sex) to values from 2017."""
    numbers = count()

    def make(lines, first=2017):
        table = tidy(raw_figures(rows_of(lines, first)), open_catalogue(settings))
        folder = tmp_path / f"store{next(numbers)}"
        write_table(folder, table, fingerprint="made", origins=[])
        return open_table(folder)

    return make


def rows_of(lines, first):
    same = {"source": "Kolada", "snapshot_id": "made"}
    for (kpi, place, sex), values in lines.items():
        own = same | {"kpi": kpi, "municipality_id": place, "sex": sex}
        yield from (own | {"year": first + i, "value": v} for i, v in enumerate(values))


def column(*values):
    return values_column(dict(enumerate(values, 2015)))


def asked(id, stage, *values, against=(), gap=()):
    return Asked(id, stage, column(*values), column(*against), column(*gap))


def lines_of(moving, still=(), *, sex="T", place=PLACE):
    up = {(kpi, place, sex): RISING for kpi in moving}
    return up | {(kpi, place, sex): SWAYING for kpi in still}


def test_an_indicator_in_a_stage_that_moves_has_its_verdict(stored):
    store = stored(lines_of(UPPER.values(), NINE.values()))
    findings = fgte.assess_all(PLACE, store=store)
    for id in UPPER:
        assert findings[id].verdict is Verdict.IMPROVING
        assert findings[id].gate.opened
        assert not findings[id].to_watch
    assert [each.stage for each in findings.panel.opened] == [Stage.GY]


def test_a_signal_in_a_stage_that_does_not_move_is_only_to_be_watched(stored):
    """Alone p is 0.0141 (S 20 of 28); among three stages Holm makes it 0.042, among four 0.056."""
    weak = (60.0, 61.2, 62.1, 61.6, 64.2, 63.3, 62.6, 67.4)
    lines = {("N17451", PLACE, "T"): weak}
    others = {("N15419", PLACE, "T"): SWAYING, ("N15540", PLACE, "T"): SWAYING}
    tests = {("N15454", PLACE, "T"): SWAYING, ("N15452", PLACE, "T"): SWAYING}
    alone = fgte.assess("examen_3ar", PLACE, store=stored(lines))
    assert alone.verdict is Verdict.IMPROVING
    among = fgte.assess("examen_3ar", PLACE, store=stored(lines | others | tests))
    assert among.trend == alone.trend
    assert (among.verdict, among.to_watch) == (Verdict.CANNOT_BE_DECIDED, True)
    assert not among.gate.stage.opened


def test_one_asked_alone_and_all_asked_together_say_the_same(store):
    for place in ("1315", "1380", "1383", "1384"):
        together = fgte.assess_all(place, store=store).found
        for (id, sex), finding in together.items():
            assert fgte.assess(id, place, sex=sex, store=store) == finding


def test_the_order_in_which_is_asked_changes_nothing(store, settings):
    other = open_table(settings.store)
    first = fgte.assess("examen_3ar", "1383", sex="M", store=other)
    fgte.assess_all("1383", store=other)
    assert fgte.assess("examen_3ar", "1383", sex="M", store=other) == first


def test_a_panel_is_worked_out_once_for_an_open_store(stored):
    store = stored(lines_of(UPPER.values()))
    fgte.assess_all(PLACE, store=store)
    (kept,) = store.memory.values()
    fgte.assess("examen_3ar", PLACE, sex="K", store=store)
    assert list(store.memory.values()) == [kept]
    fgte.assess("examen_3ar", PLACE, years=(2018, None), store=store)
    fgte.assess("examen_3ar", PLACE, variant="hemkommun", store=store)
    assert len(store.memory) == 3


def test_the_country_is_asked_beside_only_below_an_open_indicator(stored):
    still = {("N17451", RIKET, "T"): (70.0,) * 8, ("N15419", RIKET, "T"): RISING[::-1]}
    store = stored(lines_of(["N17451"], ["N15419"]) | still)
    opened = fgte.assess("examen_3ar", PLACE, store=store).against_riket
    assert opened.verdict is Verdict.IMPROVING
    shut = fgte.assess("alla_amnen_slutbetyg", PLACE, store=store).against_riket
    assert shut.trend.detected
    assert (shut.verdict, shut.to_watch) == (Verdict.CANNOT_BE_DECIDED, True)


def test_girls_and_boys_are_a_family_of_two_below_their_indicator(stored):
    lines = lines_of(["N17451"]) | lines_of(["N17451"], sex="K")
    store = stored(lines | {("N17451", PLACE, "M"): SWAYING})
    girls, boys = (fgte.assess("examen_3ar", PLACE, sex=sex, store=store) for sex in "KM")
    assert (girls.verdict, boys.verdict) == (Verdict.IMPROVING, Verdict.CANNOT_BE_DECIDED)
    own = holm([girls.trend.p_value, boys.trend.p_value])
    whole = fgte.assess("examen_3ar", PLACE, store=store).movement.adjusted
    assert girls.movement.adjusted == max(own[0], whole)
    assert boys.movement.adjusted == max(own[1], whole)


def test_girls_are_never_said_to_move_where_their_indicator_is_shut(stored):
    lines = lines_of(["N17451"], sex="K") | {("N17451", PLACE, sex): SWAYING for sex in "TM"}
    girls = fgte.assess("examen_3ar", PLACE, sex="K", store=stored(lines))
    assert (girls.verdict, girls.to_watch) == (Verdict.CANNOT_BE_DECIDED, True)


def test_girls_beside_the_country_are_no_surer_than_girls_themselves(stored):
    """Girls rise for certain, but less so than beside a country that goes straight down."""
    weak = (60.0, 61.2, 62.1, 61.6, 64.2, 63.3, 62.6, 67.4)
    country = tuple(girls - 2.0 * i for i, girls in enumerate(weak))
    lines = lines_of(["N17451"]) | {("N17451", PLACE, "K"): weak}
    girls = fgte.assess(
        "examen_3ar", PLACE, sex="K", store=stored(lines | {("N17451", RIKET, "K"): country})
    )
    assert girls.against_riket.trend.p_value < 0.001 < 0.01 < girls.movement.adjusted <= 0.05
    assert girls.against_riket.adjusted == girls.movement.adjusted


def test_nothing_of_girls_is_said_to_move_below_a_shut_indicator(stored):
    """Neither the parts of the indicator nor their movement beside the country."""
    headline, part = "N15435", "N15433"
    lines = {(headline, PLACE, sex): SWAYING for sex in "TM"}
    lines |= {(kpi, PLACE, "K"): RISING for kpi in (headline, part)}
    lines |= {(headline, RIKET, "K"): (70.0,) * 8}
    girls = fgte.assess("behorig_hogskoleforberedande", PLACE, sex="K", store=stored(lines))
    (moved,) = [each.movement for each in girls.parts if each.series.id == "na_te"]
    for each in (girls.movement, girls.against_riket, moved):
        assert each.trend.detected
        assert (each.verdict, each.to_watch) == (Verdict.CANNOT_BE_DECIDED, True)


@pytest.mark.parametrize("sex", ["T", "K"])
def test_what_would_have_been_said_before_a_revision_meets_the_gate_too(stored, sex):
    """With 70.0 for 2020 the eight rise in a row; among three still stages that opens nothing."""
    weak = (60.0, 61.2, 62.1, 61.6, 64.2, 63.3, 62.6, 67.4)
    now = (*weak[:7], 60.5)
    still = {(kpi, PLACE, "T"): SWAYING for kpi in (*NINE.values(), "N15540", "N15454", "N15452")}
    store = stored(still | {("N17451", PLACE, each): now for each in (sex, "T")})
    line = {"kpi": "N17451", "municipality_id": PLACE, "sex": sex, "year": 2024, "held": False}
    line |= {"old_value": 67.4, "new_value": 60.5, "old_status": "ok", "new_status": "ok"}
    line |= {"event": "changed", "new_source": "Kolada", "retrieved": date(2026, 1, 1)}
    vars(store)["ledger"] = pd.DataFrame([line | {"school_unit": None}])
    (found,) = fgte.assess("examen_3ar", PLACE, sex=sex, store=store).revisions
    assert found.verdict_before is Verdict.CANNOT_BE_DECIDED


@pytest.mark.parametrize(("whole", "move"), [(RISING, GapMove.WIDENED),
                                             (SWAYING, GapMove.CANNOT_BE_DECIDED)])  # fmt: skip
def test_a_gap_is_said_to_move_only_below_an_open_indicator(stored, whole, move):
    lines = {("N17451", PLACE, "T"): whole, ("N17451", PLACE, "M"): (60.0,) * 8}
    store = stored(lines | lines_of(["N17451"], sex="K"))
    gap = fgte.assess("examen_3ar", PLACE, store=store).gap.sexes
    assert gap.move is move
    assert gap.to_watch == (move is GapMove.CANNOT_BE_DECIDED)


def test_whether_a_gap_narrows_is_judged_by_the_years_it_moves_in_and_not_those_before_a_break(
    stored,
):
    """Girls 20 below until the break of 2015, and from then on further above year by year."""
    boys = (200.0, 202.0, 199.0, 201.0, 203.0, 200.0, 201.0, 202.0, 199.0, 203.0, 201.0, 200.0)
    apart = (-20.0, -20, -20, -20, -20, -20, 3, 6, 9, 12, 15, 18)
    girls = tuple(b + each for b, each in zip(boys, apart, strict=True))
    lines = {("N15505", PLACE, "T"): boys, ("N15505", PLACE, "M"): boys}
    store = stored(lines | {("N15505", PLACE, "K"): girls}, first=2009)
    gap = fgte.assess("meritvarde", PLACE, store=store).gap.sexes
    assert gap.trend.years == (2015, 2017, 2018, 2019, 2020)
    assert gap.signal is GapMove.WIDENED


def test_the_parts_of_an_indicator_stand_below_it(stored):
    parts = {("N15435", PLACE, "T"): SWAYING, ("N15433", PLACE, "T"): RISING}
    finding = fgte.assess("behorig_hogskoleforberedande", PLACE, store=stored(parts))
    moved = [part.movement for part in finding.parts if part.series.id == "na_te"]
    assert [(each.verdict, each.to_watch) for each in moved] == [(Verdict.CANNOT_BE_DECIDED, True)]


def test_practically_unchanged_needs_no_gate(stored):
    level = (70.0, 70.1, 70.2, 70.1, 70.2, 70.3, 70.3, 70.4)
    finding = fgte.assess(
        "examen_3ar",
        PLACE,
        store=stored({("N17451", PLACE, "T"): level} | lines_of([], NINE.values())),
    )
    assert finding.verdict is Verdict.PRACTICALLY_UNCHANGED
    assert not finding.to_watch


def test_a_hidden_series_is_not_asked_of(store):
    findings = fgte.assess_all("1384", store=store)
    for each in findings:
        assert (each.gate is None) == (each.trend is None)
        assert (each.movement.adjusted is None) == (each.trend is None)


def test_stages_stand_in_the_order_of_school_and_untested_ones_are_shut(store):
    panel = fgte.assess_all("1383", store=store).panel
    assert [each.stage for each in panel.stages] == list(Stage)
    six = panel.stages[1]
    assert (six.tested, six.p_value, six.adjusted, six.opened) == (0, None, None, False)


def test_own_indicators_of_no_stage_are_a_family_member_of_their_own():
    answers = ask([asked("own", None, *RISING), asked("nine", Stage.AK9, *SWAYING)])
    assert [each.stage for each in answers.panel.stages] == [*Stage, None]
    assert answers.gates["own"].opened
    assert answers.gates["own"].stage.adjusted == pytest.approx(2 * 2 / 40320, rel=0.01)


def test_the_number_expected_by_chance_is_the_sum_of_what_each_test_can_reach():
    panel = ask(
        [
            asked("a", Stage.AK9, 1.0, 2, 3, 4, 5),
            asked("b", Stage.GY, *SWAYING, against=SWAYING),
            asked("c", Stage.GY, 5.0, 5, 5, 5, 5),
        ]
    ).panel
    eight = chance_of_signal(column(*SWAYING))
    assert 0.03 < eight <= 0.05
    assert panel.expected_by_chance == pytest.approx(1 / 60 + 2 * eight)
    assert (panel.tested, panel.questions) == (3, 4)


def test_nothing_asked_is_an_empty_panel():
    panel = ask([]).panel
    assert (panel.tested, panel.questions, panel.expected_by_chance) == (0, 0, 0)
    assert not panel.opened


def test_a_censored_figure_opens_nothing_that_its_range_does_not_support(series):
    """With 95 taken as its middle the eight rise in one row; wherever 90–100 is, they may not."""
    known = series(88.0, 89.1, 90.2, 91.4, 92.3, 93.1, 94.2, 95.0)
    ranged = series(88.0, 89.1, 90.2, 91.4, 92.3, 93.1, 94.2, (88.5, 100.0))
    columns = [values_column({e.year: e.value for e in known})]
    found = fgte_column(ranged)
    sure = ask([Asked("a", Stage.GY, columns[0], {}, {})]).gates["a"].adjusted
    unsure = ask([Asked("a", Stage.GY, found, {}, {})]).gates["a"].adjusted
    assert unsure > sure


def fgte_column(figures):
    return {
        each.year: (each.value, each.value)
        if each.value
        else (each.interval.low, each.interval.high)
        for each in figures
    }


def test_below_a_shut_gate_nothing_is_asked():
    gates = ask([asked("a", Stage.GY, *SWAYING)]).gates
    assert beneath(gates, {"a": column(*RISING)}) == {"a": 1.0}
    assert family_beneath(0.051, {"K": 0.001}) == {"K": 1.0}
    assert family_beneath(0.05, {"K": 0.001}) == {"K": 0.05}


def test_below_an_open_gate_the_whole_stage_is_asked_together_and_only_the_open_may_be_said():
    members = [asked("a", Stage.GY, *RISING), asked("b", Stage.GY, *SWAYING)]
    gates = ask(members).gates
    assert (gates["a"].opened, gates["b"].opened) == (True, False)
    weak = (60.0, 61.2, 62.1, 61.6, 64.2, 63.3, 62.6, 67.4)
    alone = beneath(gates, {"a": column(*weak), "b": {}})
    beside = beneath(gates, {"a": column(*weak), "b": column(*SWAYING)})
    assert beside["a"] > alone["a"] > 0.01
    assert beside["b"] == 1.0
    assert alone["b"] == 1.0


@pytest.mark.parametrize(
    ("adjusted", "verdict"), [(0.05, Verdict.IMPROVING), (0.0501, Verdict.CANNOT_BE_DECIDED)]
)
def test_the_gate_is_open_at_five_per_cent(store, adjusted, verdict):
    moved = fgte.assess("examen_3ar_hogskoleforberedande", "1383", store=store).movement
    found = gated(replace(moved, verdict=Verdict.IMPROVING, adjusted=None), adjusted)
    assert (found.verdict, found.adjusted) == (verdict, adjusted)
    assert found.to_watch == (verdict is Verdict.CANNOT_BE_DECIDED)


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in ("improving", "worsening")])
def test_only_verdicts_of_movement_meet_the_gate(store, verdict):
    movement = fgte.assess("meritvarde", "1384", store=store).movement
    found = gated(replace(movement, verdict=verdict), 1.0)
    assert (found.verdict, found.to_watch) == (verdict, False)


def test_a_gap_that_is_too_short_or_unchanged_meets_no_gate(store):
    gap = fgte.assess("examen_3ar", "1384", store=store).gap.sexes
    for move in (GapMove.UNCHANGED, GapMove.CANNOT_BE_DECIDED):
        assert gated_gap(replace(gap, move=move), 1.0).move is move
    short = replace(gap, trend=None, move=GapMove.TOO_SHORT)
    assert gated_gap(short, 0.001) == short


def test_what_is_asked_of_is_the_judged_stretch_and_no_other_year(store):
    finding = fgte.assess("meritvarde", "1384", store=store)
    assert tuple(own_column(finding)) == finding.trend.years
    shape = block_of([own_column(finding)]).low.shape
    assert shape == (len(finding.trend.years), 1)


def test_a_suppressed_year_is_in_no_column(store):
    finding = fgte.assess("examen_3ar", "1384", store=store)
    year = finding.trend.last_year
    hidden = tuple(
        replace(e, status=Status.SUPPRESSED, value=None, interval=None) if e.year == year else e
        for e in finding.series
    )
    assert year not in own_column(replace(finding, series=hidden))


def test_permuting_the_municipalities_changes_only_the_names(stored):
    own = {kpi: RISING if kpi in UPPER.values() else SWAYING for kpi in (*UPPER.values(), "N15419")}
    panels = []
    for place in ("1380", "1384"):
        store = stored({(kpi, place, "T"): values for kpi, values in own.items()})
        panels.append(fgte.assess_all(place, store=store).panel)
    assert panels[0] == panels[1]


def test_reversing_time_turns_the_verdicts_and_keeps_every_p_value(stored):
    own = {("N17451", PLACE, "T"): RISING, ("N15419", PLACE, "T"): SWAYING}
    forth = fgte.assess_all(PLACE, store=stored(own))
    back = fgte.assess_all(PLACE, store=stored({key: v[::-1] for key, v in own.items()}))
    assert back.panel == forth.panel
    assert forth["examen_3ar"].verdict is Verdict.IMPROVING
    assert back["examen_3ar"].verdict is Verdict.WORSENING
