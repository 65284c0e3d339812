"""What the figures lack, read off the figures: which indicators are named under which lack."""

from dataclasses import replace

import pytest

import fgte
from fgte.model import PupilsKind, Status
from fgte.present.lacking import municipal_lacks, regional_lacks
from fgte.texts import text

PLACES = ["1315", "1380", "1381", "1383", "1384"]


@pytest.fixture(scope="module")
def everything(store):
    return {place: fgte.assess_all(place, sexes=("T",), store=store) for place in PLACES}


def named_in(line, findings):
    """The ids whose short labels stand in a line; longer labels are found before shorter ones."""
    found, rest = [], line.lower()
    for each in sorted(findings, key=lambda e: -len(e.indicator.short.sv)):
        if (label := each.indicator.short.sv.lower()) in rest:
            rest = rest.replace(label, "")
            found.append(each.indicator.id)
    return set(found)


def line_of(lines, key):
    """The line of one sort of lack, known by its words around the labels."""
    before, _, after = text(f"sentences.lacking.{key}", "sv", labels="|", year="|").partition("|")
    rest = after.split("|")[0]
    found = [line for line in lines if line.startswith(before) and rest in line]
    return found[0] if found else ""


LACKS = {
    "no_figures": lambda e: not e.series,
    "no_country": lambda e: bool(e.series) and not e.country,
    "no_sexes": lambda e: bool(e.series) and e.gap.sexes.status is Status.MISSING,
    "no_pupils": lambda e: bool(e.series) and e.pupils_kind is PupilsKind.UNKNOWN,
    "approximate": lambda e: bool(e.series) and e.pupils_kind is PupilsKind.APPROXIMATE,
}


@pytest.mark.parametrize("key", LACKS)
@pytest.mark.parametrize("place", PLACES)
def test_each_lack_names_the_indicators_it_concerns_and_no_other(everything, place, key):
    findings = everything[place]
    concerned = {each.indicator.id for each in findings if LACKS[key](each)}
    assert named_in(line_of(municipal_lacks(findings), key), findings) == concerned


def test_what_is_published_says_where_the_five_lack_figures(everything):
    """By hand from data/official: none of the five has åk 6; Hylte has of 8–13 only number 11."""
    none = [e.indicator.number for e in everything["1384"] if not e.series]
    assert none == [2]
    assert [e.indicator.number for e in everything["1315"] if not e.series] == [2, 8, 9, 10, 12, 13]
    line = line_of(municipal_lacks(everything["1315"]), "no_figures")
    assert len(named_in(line, everything["1315"])) == 6


def test_rikets_earlier_end_is_said_with_its_year(everything):
    """Skolverket has figures of Kungsbacka to 2025, and of Riket there are none after 2022."""
    findings = everything["1384"]
    line = line_of(municipal_lacks(findings), "country_ends")
    numbers = {findings[id].indicator.number for id in named_in(line, findings)}
    assert numbers == {4, 8, 11, 12, 13}
    assert "2022" in line
    assert line_of(municipal_lacks(everything["1383"]), "country_ends") == ""


@pytest.mark.parametrize(("place", "ends"), [("1384", ["2022", "2025"]), ("1383", ["2022"])])
def test_where_the_figures_end_is_said_oldest_end_first(everything, place, ends):
    start = text("sentences.lacking.latest", "sv", year="|", labels="").split("|")[0]
    lines = [line for line in municipal_lacks(everything[place]) if line.startswith(start)]
    assert [line.removeprefix(start)[:4] for line in lines] == ends


@pytest.mark.parametrize("place", PLACES)
def test_that_figures_do_not_show_why_always_stands_last(everything, place):
    assert municipal_lacks(everything[place])[-1] == text("sentences.lacking.causes", "sv")


def test_a_municipality_that_lacks_nothing_has_no_line_for_it(everything):
    whole = [replace(everything["1384"]["examen_3ar"], pupils_kind=PupilsKind.EXACT)]
    lines = municipal_lacks(whole)
    for key in ("no_figures", "no_country", "no_sexes", "no_pupils", "approximate"):
        assert line_of(lines, key) == ""


def test_the_region_says_what_each_lacks_in_code_order(store, everything):
    lines = regional_lacks(fgte.assess_collaboration(store=store))
    *own, years, _ = lines
    assert [line.split(":")[0] for line in own] == [
        "Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka",
    ]  # fmt: skip
    for line, place in zip(own, PLACES, strict=True):
        absent = {each.indicator.id for each in everything[place] if not each.series}
        assert named_in(line, everything[place]) == absent
    assert "2022" in years
