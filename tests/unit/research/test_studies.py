"""Studies: what a file must say, when a design may answer, and how much it may then claim."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fgte.analysis.estimates import Estimate
from fgte.errors import FgteError, RequestError
from fgte.present.chart import PointMark
from fgte.research import carry_out, open_study, read_study
from fgte.research.estimate_words import outcome_chart
from fgte.research.estimating import Variation
from fgte.research.gate import Answer, Shut
from fgte.research.studying import Claim
from fgte.store import open_table
from fgte.store.tables import write_table
from tests.unit.research.country import ORIGIN, country, study_file


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A country in which nothing happens."""
    return country(tmp_path_factory.mktemp("still"))


@pytest.fixture(scope="module")
def stepped(tmp_path_factory):
    """A country in which Kungsbacka rises by fourteen points in 2020."""
    return country(tmp_path_factory.mktemp("stepped"), step=14.0)


def result_of(settings, folder, **changes):
    return carry_out(read_study(study_file(folder, **changes), settings), settings)


DESIGNS = ['"interrupted_time_series"', '"difference_in_differences"', '"synthetic_control"']


@pytest.mark.parametrize("design", DESIGNS)
def test_a_large_step_is_said_to_differ_by_every_design(stepped, tmp_path, design):
    found = result_of(stepped, tmp_path, design=design, effect=12)
    assert found.gate.answer is Answer.CAN, found.gate
    assert found.claim is Claim.DIFFERS
    assert found.found.estimate.value == pytest.approx(14, abs=2)


@pytest.mark.parametrize("design", DESIGNS)
def test_where_nothing_happens_no_design_claims_that_it_did(still, tmp_path, design):
    assert result_of(still, tmp_path, design=design).claim is not Claim.DIFFERS


def test_a_difference_that_cannot_be_seen_shuts_the_gate_and_nothing_is_estimated(still, tmp_path):
    found = result_of(still, tmp_path, effect=0.1)
    assert (found.gate.answer, found.gate.reasons) == (Answer.CANNOT, (Shut.TOO_WEAK,))
    assert found.found is None
    assert found.claim is Claim.CANNOT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"donors": '["Vallentuna", "Österåker", "Tyresö"]'}, Shut.TOO_FEW_DONORS),
        ({"donors": '["Umeå"]'}, Shut.NO_DONORS),
        ({"start": 2015}, Shut.TOO_FEW_BEFORE),
        ({"start": 2024, "design": '"interrupted_time_series"'}, Shut.TOO_FEW_AFTER),
        ({"indicator": '"meritvarde"'}, Shut.NO_FIGURES),
    ],
)
def test_a_shut_gate_says_why(still, tmp_path, changes, reason):
    assert reason in result_of(still, tmp_path, **changes).gate.reasons


def test_an_assumption_that_does_not_hold_takes_the_claim_away(stepped, tmp_path):
    path = study_file(tmp_path)
    more = '[assumptions.no_spillover]\nholds = "no"\nbecause = "Grannen gjorde likadant."\n'
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    assert carry_out(read_study(path, stepped), stepped).claim is Claim.ASSUMPTION_FAILS


def test_the_collaborations_own_municipalities_are_not_compared_with(still, tmp_path):
    found = result_of(still, tmp_path)
    assert not {"1315", "1380", "1381", "1383", "1384"} & set(found.material.donors)


def test_only_years_that_all_the_treated_have_are_counted(still, tmp_path):
    both = result_of(still, tmp_path, municipalities='["Kungsbacka", "Vallentuna"]')
    assert both.gate.answer is Answer.CAN
    alone = result_of(still, tmp_path, municipalities='["Kungsbacka", "Umeå"]')
    assert alone.gate.reasons == (Shut.NO_FIGURES,)


def test_a_break_that_no_figure_has_reached_is_not_told(still, tmp_path):
    page = open_study(study_file(tmp_path), still.home)
    assert "2028" not in str(page.material())


def test_similar_municipalities_are_too_few_to_test_with(still, tmp_path):
    found = result_of(still, tmp_path, donors='"similar"')
    assert found.gate.answer is Answer.CANNOT


# --- the file ---


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"question": None}, "study_fault_missing"),
        ({"start": None}, "study_fault_no_start"),
        ({"first_year": 2021}, "study_fault_years_reversed"),
        ({"indikator": '"x"'}, "study_fault_unknown"),
        ({"effect": -1}, "study_fault_other"),
        ({"indicator": '"meritvärde"'}, "unknown_indicator"),
        ({"municipalities": '["Kungsbaca"]'}, "unknown_municipality"),
        ({"donors": '["Kungsbacka"]'}, "study_both"),
        ({"question": '"Ring 070-123 45 67"'}, "study_person"),
        ({"assumptions.straight_line": '{holds="yes", because="x"}'}, "study_fault_assumption"),
        ({"question": '"aldrig slut'}, "study_unreadable"),
    ],
)
def test_a_faulty_file_is_refused_with_what_to_mend(still, tmp_path, changes, key):
    with pytest.raises(FgteError) as refused:
        read_study(study_file(tmp_path, **changes), still)
    assert refused.value.key == key
    for lang in ("sv", "en"):
        assert "{" not in refused.value.message(lang)


def test_an_absent_file_and_an_unfit_name_are_refused(still, tmp_path):
    with pytest.raises(RequestError, match="finns inte"):
        read_study(tmp_path / "borta.toml", still)
    with pytest.raises(RequestError, match="kan inte vara en studiefil"):
        read_study(study_file(tmp_path, name="Läsning 1"), still)


def test_the_digest_follows_the_design_alone(still, tmp_path):
    plain = read_study(study_file(tmp_path), still)
    worded = study_file(tmp_path / "b", question='"Annat ord"', municipalities='["1384"]')
    assert read_study(worded, still).digest == plain.digest
    for change in ({"start": 2021}, {"effect": 2.0}, {"sex": '"K"'}, {"last_year": 2024}):
        changed = study_file(tmp_path / "c", **change)
        assert read_study(changed, still).digest != plain.digest


# --- the page ---

PIECES = (
    "summary", "design", "gate", "material", "assumptions", "estimate", "sensitivity",
    "conclusion", "sources",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("design", DESIGNS)
def test_every_piece_of_the_page_can_be_read(stepped, tmp_path, design, lang):
    page = open_study(study_file(tmp_path, design=design, effect=12), stepped.home, lang)
    for piece in PIECES:
        said = str(getattr(page, piece)())
        assert len(said) > 40
        assert "nan" not in said.replace("finans", "").split()
        assert not {"{", "inf", "None"} & set(said.split())


def test_a_shut_gate_shows_no_estimate_on_the_page(still, tmp_path):
    page = open_study(study_file(tmp_path, effect=0.1), still.home)
    assert "Designen kan inte besvara frågan." in str(page.summary())
    assert "Ingen skattning görs" in str(page.estimate())
    assert "<svg" not in str(page.estimate())


def test_the_first_screen_says_why_a_design_cannot_answer_and_speaks_of_no_result(still, tmp_path):
    said = str(open_study(study_file(tmp_path, effect=0.1), still.home).summary())
    assert "Designen kan inte besvara frågan." in said
    assert "syns bara skillnader över ungefär" in said
    assert "inte fryst på förhand" in said
    assert "resultat" not in said


def test_what_is_not_answered_is_told_with_the_result(stepped, tmp_path):
    page = open_study(study_file(tmp_path), stepped.home)
    assert "6 antaganden är obesvarade" in str(page.conclusion())


def test_a_series_claims_only_what_it_would_with_years_that_hang_together(stepped, tmp_path):
    found = result_of(stepped, tmp_path, design=DESIGNS[0], effect=12).found
    assert len(found.asked) == 3
    alone, *together = (each.high - each.low for each in found.asked)
    assert max(together) > alone


def test_with_several_treated_a_mixture_is_one_of_as_many_placebos_as_donors(still, tmp_path):
    asked = {"municipalities": '["Kungsbacka", "Vallentuna"]', "effect": 12}
    few = '["Österåker", "Tyresö", "Täby", "Danderyd", "Sollentuna", "Salem"]'
    gate = result_of(still, tmp_path, donors=few, **asked).gate
    assert gate.reasons == (Shut.TOO_FEW_DONORS,)
    assert gate.smallest_p == pytest.approx(1 / 7)


def test_a_municipality_that_no_mixture_resembles_is_not_compared_with_one(tmp_path):
    high = country(tmp_path / "home")
    table = open_table(high.store).table.copy()
    table.loc[table["municipality_id"].eq("1384"), "value"] -= 30
    write_table(high.store, table, fingerprint="made-up", origins=[ORIGIN])
    mixed = result_of(high, tmp_path, effect=12)
    assert mixed.gate.reasons == (Shut.POOR_FIT,)
    assert result_of(high, tmp_path, design=DESIGNS[1], effect=12).gate.answer is Answer.CAN


def test_an_odd_year_is_shown_as_published_and_not_as_missing(tmp_path):
    settings = country(tmp_path / "home")
    table = open_table(settings.store).table.copy()
    table["indicator"], table["kpi"] = "meritvarde", "N15505"
    table["value"] *= 3
    write_table(settings.store, table, fingerprint="made-up", origins=[ORIGIN])
    path = study_file(tmp_path, indicator='"meritvarde"', design=DESIGNS[1], effect=40)
    page = open_study(path, settings.home)
    assert page.result.material.odd == (2016,)
    shown = outcome_chart(page.result, page.result.found, "sv")
    (own,) = (each for each in shown.lines[0].points if each.year == 2016)
    (beside,) = (each for each in shown.lines[1].points if each.year == 2016)
    assert (own.mark, beside.mark) == (PointMark.ODD_YEAR, PointMark.NOT_APPLICABLE)
    assert own.value is not None
    assert beside.value is None


def test_a_comparison_year_by_year_stands_below_the_chart(stepped, tmp_path):
    page = open_study(study_file(tmp_path, design=DESIGNS[1], effect=12), stepped.home)
    said = str(page.estimate())
    assert "2019 (före)" in said
    assert "2020 (från starten)" in said


def test_a_part_of_the_country_is_said_to_be_one(still, tmp_path):
    assert "Lagret har 59 av de 285 kommunerna" in str(
        open_study(study_file(tmp_path), still.home).material()
    )
    named = study_file(tmp_path, donors='["Vallentuna", "Tyresö"]')
    assert "Lagret har" not in str(open_study(named, still.home).material())


def test_mixtures_that_fit_as_well_and_differ_the_other_way_take_the_claim_away(stepped, tmp_path):
    found = result_of(stepped, tmp_path, effect=12)
    assert found.claim is Claim.DIFFERS
    either = Variation("all_that_fit", Estimate(14.0, -1.0, 20.0, 1.0))
    split = replace(found.found, variations=(either,))
    assert replace(found, found=split).claim is Claim.FRAGILE


# --- the first screen ---


def first_screen(settings, path):
    return " ".join(re.sub("<[^>]+>", " ", str(open_study(path, settings.home).summary())).split())


def test_the_first_screen_says_of_whom_of_what_and_from_when(stepped, tmp_path):
    said = first_screen(stepped, study_file(tmp_path, effect=12))
    assert "Det gäller Kungsbacka och måttet ”" in said
    assert "Första året det kan synas är 2020. Designen är syntetisk kontroll." in said
    assert "Läs resultatet som ett uppslag" in said


def test_the_first_screen_of_a_refused_study_says_why_and_that_it_tells_nothing(still, tmp_path):
    said = first_screen(still, study_file(tmp_path, effect=0.1))
    assert "Designen kan inte besvara frågan. Av åren före starten att döma syns bara" in said
    assert "säger ingenting om det som prövades" in said
    assert "Utformningen är inte fryst på förhand." in said
    assert "Läs resultatet" not in said


def test_the_first_screen_names_the_assumption_that_does_not_hold_and_why(stepped, tmp_path):
    path = study_file(tmp_path, effect=12)
    more = '[assumptions.no_spillover]\nholds = "no"\nbecause = "Grannen gjorde likadant."\n'
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    said = first_screen(stepped, path)
    assert "Detta håller inte: ”" in said
    assert "Forskarens skäl: ”Grannen gjorde likadant.”" in said
    assert "+14" not in said
