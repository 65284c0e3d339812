"""Swedish readers meet Swedish: no English word slips into a page or into the Swedish texts."""

import re
import tomllib

import pytest
from bs4 import BeautifulSoup

from fgte.model import PupilsKind, Status, Unit, Verdict
from fgte.settings import PACKAGE

STEMS = ("hylte", "halmstad", "laholm", "varberg", "kungsbacka", "region", "index")

WORDS = """
the and this these those which with without of is are was were has have been will would
could should cannot than then there their they its our your when where while whether
year years month pupil pupils girl girls boy boys school schools grade grades teacher share
country municipality municipalities value values figure figures number source sources
published publisher interval chance movement movements change changes changed indicator
indicators judgement verdict question questions summary overview table chart
decided undecided unchanged practically improving improvement worsening missing suppressed
comparable applicable unknown approximate exact few too short small large higher lower highest
lowest more less most least between against beside both together only about every each
risen fallen rise rises falls increase increased decrease decreased widened narrowed
mean average level latest newest since until before after none nothing
"""
ENGLISH = frozenset(WORDS.split())
"""English words that are not Swedish: "all", "be", "by", "fall", "for", "in", "men", "not" are."""

FIELD = re.compile(r"\{[^}]*\}|\[[^\]]*\]|[\w-]*[_=./][\w./-]*|--[\w-]+|\bfgte (?:journal )?\w+")
"""Names that are code wherever they stand: placeholders, keys, files, addresses, options."""


def english_in(words):
    return sorted({word for word in re.findall(r"[^\W\d_]+", words.lower()) if word in ENGLISH})


def visible(page):
    """What a reader sees or hears: text, descriptions of charts and labels for screen readers."""
    for each in page.select("style, script, code, pre"):
        each.decompose()
    said = [
        tag[name] for name in ("aria-label", "alt", "title") for tag in page.select(f"[{name}]")
    ]
    return " ".join([page.get_text(" "), *said])


@pytest.mark.parametrize("stem", STEMS)
def test_a_finished_page_has_no_english_word(reports, stem):
    html = (reports / f"{stem}.html").read_text(encoding="utf-8")
    assert english_in(visible(BeautifulSoup(html, "html.parser"))) == []


def texts_in(table, name=""):
    """Every text of a table with its whole name."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if isinstance(value, str):
            yield f"{name}.{key}", value
        elif isinstance(value, dict | list):
            yield from texts_in(value, f"{name}.{key}")


FIELDS_OF_FORMS = {
    "errors.faulty_parameter_municipality": {"municipality"},
    "errors.faulty_parameter_school": {"school"},
    "errors.faulty_parameter_year": {"year"},
    "errors.survey_off_scale": {"missing"},
    "errors.survey_unknown_sex": {"girls", "boys"},
    "errors.survey_unknown_school": {"schools"},
    "guides.start.again_how": {"and"},
    "learning.journeys.source": {"the"},
    "research.field.assumptions.holds": {"unknown"},
    "research.field.figures.pupils_kind": {"exact", "approximate", "unknown"},
    "research.field.figures.status": {"missing", "suppressed"},
    "research.field.soft_values.status": {"missing", "suppressed"},
    "research.field.soft_to_hard.direction": {"higher", "lower"},
    "research.field.soft_to_hard.outcome": {"together"},
    "research.field.soft_to_hard.status": {"both"},
    "research.field.soft_to_hard.written": {"before", "between", "after"},
    "research.field.traces.direction": {"higher", "lower"},
    "surveys.hidden": {"mean"},
}
"""Texts that name a field, a parameter, a code of a data file, a journey or a menu by its name."""


PARTS = sorted(path.stem for path in (PACKAGE / "texts" / "sv").glob("*.toml"))
"""Every file of Swedish texts, so that a new one needs no naming here."""


@pytest.mark.parametrize("part", PARTS)
def test_the_swedish_texts_have_no_english_word(repo, part):
    table = tomllib.loads((repo / f"fgte/texts/sv/{part}.toml").read_text(encoding="utf-8"))
    found = {
        name: [
            w for w in english_in(FIELD.sub(" ", said)) if w not in FIELDS_OF_FORMS.get(name, ())
        ]
        for name, said in texts_in(table, part)
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_the_definitions_are_swedish_where_they_say_so(repo):
    for path in (repo / "fgte/catalogue/definitions").glob("*.toml"):
        said = dict(texts_in(tomllib.loads(path.read_text(encoding="utf-8"))))
        swedish = {name: words for name, words in said.items() if name.endswith(".sv")}
        assert {
            name: english_in(words) for name, words in swedish.items() if english_in(words)
        } == {}


CODES = [*Verdict, *Status, *PupilsKind, *Unit]


@pytest.mark.parametrize("stem", STEMS)
def test_no_code_word_stands_for_itself_in_a_page(reports, stem):
    page = BeautifulSoup((reports / f"{stem}.html").read_text(encoding="utf-8"), "html.parser")
    words = set(re.findall(r"\w+", visible(page).lower()))
    assert not words & ({str(code) for code in CODES} - {"ok"})


@pytest.mark.parametrize(
    "said",
    ["cannot be decided", "practically unchanged", "too few years", "The country", "interval"],
)
def test_an_english_phrase_would_be_found(said):
    assert english_in(said)


@pytest.mark.parametrize(
    "said",
    ["kan inte avgöras", "i stort sett oförändrat", "alla men inte i en by", "osäkerhetsintervall"],
)
def test_a_swedish_phrase_is_left_alone(said):
    assert not english_in(said)
