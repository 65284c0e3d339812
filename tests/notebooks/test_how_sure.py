"""The guide on how sure one can be: its sliders change what is shown, and its cells work."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from fgte.analysis.experiments import many, noise, power
from fgte.catalogue import municipalities
from fgte.dashboards import chance
from fgte.present.chance import many_shown, noise_shown, power_shown
from tests.notebooks.guide_cells import guide_of, run, sources

CHOSEN = '"Hylte"'


@pytest.fixture(scope="module")
def guide(repo: Path) -> dict[str, Any]:
    return guide_of(repo, "hur_sakert_ar_det")


@pytest.mark.parametrize("name", [each.name for each in municipalities()])
def test_it_works_for_every_municipality(guide, home, name):
    names: dict[str, Any] = {}
    cells = [cell.replace(CHOSEN, f'"{name}"') for cell in sources(guide, "code")]
    shown = [run(cell, names) for cell in cells]
    assert not any(each is None for each in shown)
    assert names["finding"].municipality.name == name
    assert next(iter(shown[-2].columns)) == "outside_limits"
    assert 0 <= names["finding"].change.chance <= 1
    assert "mittlinjen" in shown[-3].source


def test_prose_stands_in_both_languages_and_each_step_is_a_question(guide):
    tags = [cell["metadata"]["tags"] for cell in guide["cells"] if cell["cell_type"] == "markdown"]
    assert tags == [["lang-sv"], ["lang-en"]] * (len(tags) // 2)
    steps = re.findall(r"^## \d\. (.+)$", "\n".join(sources(guide, "markdown")), re.MULTILINE)
    assert len(steps) == 16
    assert all(step.endswith("?") for step in steps)


def another(control: Any) -> Any:
    """Another value than the control has, at one of its ends."""
    ends = control.options if hasattr(control, "options") else (control.min, control.max)
    ends = [each[1] if isinstance(each, tuple) else each for each in ends]
    return ends[-1] if control.value != ends[-1] else ends[0]


@pytest.mark.parametrize(("lang", "one"), [("sv", "1,00"), ("en", "1.00")])
def test_percentage_points_are_written_as_the_reader_writes_them(lang, one):
    slope, *_, spread, _, _ = chance.power(lang).children
    assert (slope.label, slope.value) == (one, 1.0)
    assert (spread.label, spread.value) == (one.replace("1", "2"), 2.0)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("experiment", [chance.noise, chance.power, chance.many])
def test_every_slider_changes_what_is_shown(experiment, lang):
    *controls, picture = experiment(lang).children
    for control in controls:
        before = picture.value
        control.value = another(control)
        assert picture.value != before, control.description
    assert all(control.description for control in controls)


def test_the_sentences_say_the_numbers_of_the_results():
    shown = noise_shown(noise(cohort=100, level=0.8, draw=1)).source
    assert "66 gånger av 100, när årskullen har 100 elever" in shown
    result = many(tests=195, draw=1)
    assert f"{sum(result.signals)} av 195 serier gav utslag" in many_shown(result).source
    assert "väntas i genomsnitt 6,1" in many_shown(result).source


def test_a_rise_that_is_seen_is_said_to_be_and_four_years_never_show_one():
    common = {"cohort": 1000, "between_year_sd": 0.0, "draw": 1}
    seen = power(slope=0.03, n_years=12, **common)
    assert seen.found
    assert "Bedömningen ser ökningen." in power_shown(seen, 0.03).source
    never = power(slope=0.03, n_years=4, **common)
    assert not never.found
    assert "kan ingen ökning synas" in power_shown(never, 0.03).source


def test_signals_are_as_many_as_chance_is_said_to_give():
    draws = [many(tests=195, draw=draw) for draw in range(40)]
    mean = sum(sum(each.signals) for each in draws) / len(draws)
    assert mean == pytest.approx(draws[0].expected, abs=1.5)
