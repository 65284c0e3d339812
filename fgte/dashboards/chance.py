"""Sliders that let one feel noise, power and many tests; for the guide *Hur säkert är det?*."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ipywidgets import HTML, IntSlider, SelectionSlider, VBox, Widget

from fgte.analysis import experiments
from fgte.present.chance import many_shown, noise_shown, power_shown
from fgte.present.markup import Html
from fgte.present.numbers import decimal
from fgte.texts import text

COHORTS = (15, 30, 60, 100, 200, 300, 500, 1000)
DRAWS = 100
SLOPES = tuple(step / 4 for step in range(13))
SPREADS = tuple(step / 2 for step in range(9))


def noise(lang: str = "sv") -> Widget:
    """Show eight year groups in which nothing changes, of a size and at a level one chooses."""
    controls = {
        "cohort": _cohort(30, lang),
        "level": _slider(IntSlider, "level", lang, value=80, min=50, max=99),
        "draw": _draw(lang),
    }
    return _experiment(controls, _noise, lang)


def power(lang: str = "sv") -> Widget:
    """Show a true rise, and how often years and pupils as few as these would let it be seen."""
    controls = {
        "slope": _points("slope", SLOPES, 1.0, lang),
        "n_years": _slider(IntSlider, "n_years", lang, value=8, min=4, max=15),
        "cohort": _cohort(300, lang),
        "between_year_sd": _points("between_year_sd", SPREADS, 2.0, lang),
        "draw": _draw(lang),
    }
    return _experiment(controls, _power, lang)


def many(lang: str = "sv") -> Widget:
    """Show how many of many series seem to move although none does."""
    controls = {
        "tests": _slider(IntSlider, "tests", lang, value=195, min=5, max=195),
        "draw": _draw(lang),
    }
    return _experiment(controls, _many, lang)


def _noise(cohort: int, level: int, draw: int, lang: str) -> Html:
    return noise_shown(experiments.noise(cohort=cohort, level=level / 100, draw=draw), lang)


def _power(
    slope: float, n_years: int, cohort: int, between_year_sd: float, draw: int, lang: str
) -> Html:
    result = experiments.power(
        slope=slope / 100,
        n_years=n_years,
        cohort=cohort,
        between_year_sd=between_year_sd / 100,
        draw=draw,
    )
    return power_shown(result, slope / 100, lang)


def _many(tests: int, draw: int, lang: str) -> Html:
    return many_shown(experiments.many(tests=tests, draw=draw), lang)


def _experiment(controls: Mapping[str, Any], shown: Callable[..., Html], lang: str) -> Widget:
    """The controls above their picture, which follows them.

    No Output widget: those hang now and then in Voilà.
    """
    picture = HTML()

    def follow(_: object = None) -> None:
        chosen = {name: control.value for name, control in controls.items()}
        picture.value = shown(**chosen, lang=lang).source

    for control in controls.values():
        control.observe(follow, names="value")
    follow()
    return VBox([*controls.values(), picture])


def _slider(kind: Callable[..., Widget], name: str, lang: str, **limits: float) -> Widget:
    return kind(description=text(f"chance.control.{name}", lang), **limits, **_look())


def _points(name: str, choices: Sequence[float], value: float, lang: str) -> Widget:
    """Percentage points to choose among, written as the reader's language writes them."""
    written = [(decimal(each, 2, lang), each) for each in choices]
    described = text(f"chance.control.{name}", lang)
    return SelectionSlider(options=written, value=value, description=described, **_look())


def _cohort(value: int, lang: str) -> Widget:
    described = text("chance.control.cohort", lang)
    return SelectionSlider(options=COHORTS, value=value, description=described, **_look())


def _draw(lang: str) -> Widget:
    return _slider(IntSlider, "draw", lang, value=1, min=1, max=DRAWS)


def _look() -> dict[str, Any]:
    """Room for whole words beside the slider, and no redrawing while it is dragged."""
    layout = {"width": "min(100%, 38rem)"}
    return {
        "style": {"description_width": "20rem"},
        "layout": layout,
        "continuous_update": False,
    }
