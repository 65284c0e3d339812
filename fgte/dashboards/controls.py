"""The form that a dashboard is steered by: one list to choose from for each choice."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from fgte.dashboards.choices import ASKED, PUPILS, Choices, Lists, query_of
from fgte.model import Variant
from fgte.present.labels import sentence_case, variant_label
from fgte.texts import text

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Control:
    """One list: its word in the address, its label, what can be chosen and what is."""

    name: str
    label: str
    options: Options
    chosen: str


def controls(choices: Choices, known: Lists, lang: str = "sv") -> tuple[Control, ...]:
    """The lists of a dashboard, with what is chosen in each."""
    said = {key: values[0] for key, values in parse_qs(query_of(choices)).items()}
    names = [name for name in ASKED[choices.view] if name != "oppen"]
    return tuple(
        Control(name, _word(name, lang), _options(name, known, lang), said.get(name, ""))
        for name in names
    )


def _options(name: str, known: Lists, lang: str) -> Options:
    if name == "kommun":
        return tuple((each.slug, each.name) for each in known.book.members)
    if name == "elever":
        return tuple(("" if w == "alla" else w, _word(f"pupils_{PUPILS[w]}", lang)) for w in PUPILS)
    if name == "skolor":
        named = ((each.value, sentence_case(variant_label(each, lang))) for each in Variant)
        return (("", _word("usual", lang)), *named)
    end = _word("first" if name == "fran" else "last", lang)
    return (("", end), *((str(year), str(year)) for year in known.years))


def _word(key: str, lang: str) -> str:
    return text(f"dashboards.control.{key}", lang)
