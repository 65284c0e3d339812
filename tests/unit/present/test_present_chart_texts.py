import string
import tomllib
from importlib import resources

import pytest

from fgte.model import Unit
from fgte.present.chart import PointMark
from fgte.texts import text


def flat(lang):
    path = resources.files("fgte.texts") / lang / "charts.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        (section, key): words for section, keys in sections.items() for key, words in keys.items()
    }


def placeholders(words):
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_both_languages_have_the_same_texts():
    assert flat("sv").keys() == flat("en").keys()


def test_both_languages_fill_in_the_same_things():
    sv, en = flat("sv"), flat("en")
    assert {key: placeholders(sv[key]) for key in sv} == {key: placeholders(en[key]) for key in en}


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("section", ["figure", "change", "axis", "change_axis"])
def test_every_unit_has_its_words(section, unit):
    assert text(f"charts.{section}.{unit}", "sv", value="1")


@pytest.mark.parametrize("mark", sorted(set(PointMark) - {PointMark.FIGURE}))
def test_every_mark_that_is_no_figure_has_its_words(mark):
    assert text(f"charts.status.{mark}")
