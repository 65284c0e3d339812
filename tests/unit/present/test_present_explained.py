"""A result of the analyses in a guide: every value with its meaning, in words."""

from dataclasses import fields

import pytest

from fgte import assess
from fgte.analysis.cohort import PathwayBounds, pathway_bounds
from fgte.analysis.evaluation import interrupted_time_series
from fgte.analysis.segmented import Segmented
from fgte.analysis.spc.xmr import XmrLimits
from fgte.judgement.results import Change
from fgte.judgement.variation import UsualVariation
from fgte.model import Interval
from fgte.present.explained import FIELDS, explained
from fgte.present.markup import Sentence
from fgte.texts import text

KINDS = (Change, PathwayBounds, Segmented, UsualVariation, XmrLimits)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_value_that_is_told_is_there_and_has_a_meaning(kind, lang):
    held = {each.name for each in fields(kind)} | {"trial"}
    assert set(FIELDS[kind.__name__]) <= held
    assert all(text(f"guides.{kind.__name__}.{name}", lang) for name in FIELDS[kind.__name__])


def test_bounds_are_told_as_bounds():
    told = explained(pathway_bounds(0.7, 0.8)).source
    assert "0,50 till 0,70" in told
    assert "nådde kravet båda gångerna" in told


def test_an_estimate_is_told_with_its_sign_and_its_interval():
    told = explained(interrupted_time_series(range(2014, 2020), [1, 2, 3, 9, 10, 11], 2017))
    assert "+5,00 (" in told.source


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(2021, 2022, -3.0, None), "går inte att räkna"),
        (Change(2021, 2022, -3.0, Interval(-5.0, -1.0), 0.04), "−5,00 till −1,00"),
        (None, "serien är för kort"),
    ],
)
def test_what_cannot_be_computed_is_told_as_an_answer(change, said):
    assert said in explained(change).source


def test_it_speaks_english_too():
    told = explained(XmrLimits(80.0, 70.0, 90.0, 3.8, 8), "en").source
    assert "the centre line: the mean" in told
    assert ">yes<" in told.replace("</span> ", ">")


def test_a_sentence_is_shown_as_a_paragraph_and_is_still_a_string(store):
    said = assess("meritvarde", "Varberg", store=store).sentence()
    assert isinstance(said, str)
    assert said._repr_html_().startswith("<p ")
    assert Sentence("a < b & c")._repr_html_().endswith(">a &lt; b &amp; c</p>")
