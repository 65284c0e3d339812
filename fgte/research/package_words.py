"""The texts of a data package: codebook, read-me, citation and environment, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version as version_of

import pandas as pd

from fgte.reports.inputs import versions
from fgte.research.package_fields import TABLES
from fgte.research.pages import StudyPage
from fgte.research.studying import StudyResult
from fgte.texts import LANGUAGES, text
from fgte.version import VERSION

WRITERS = ("pyarrow",)
"""Packages that decide the bytes of the tables, beside those that may show in a report."""


def codebook() -> pd.DataFrame:
    """Every variable of every table, with its meaning in both languages."""
    rows = [
        {
            "table_name": name,
            "variable": column,
            "type": kind,
            "meaning_sv": text(f"research.field.{name}.{column}", "sv"),
            "meaning_en": text(f"research.field.{name}.{column}", "en"),
        }
        for name, columns in TABLES.items()
        if name != "codebook"
        for column, kind in columns.items()
    ]
    return pd.DataFrame(rows)


def with_reasons(table: pd.DataFrame) -> pd.DataFrame:
    """What was withheld, with the reason in both languages."""
    said = {
        f"reason_{lang}": [text(f"research.withheld.{key}", lang) for key in table["what"]]
        for lang in LANGUAGES
    }
    return table.assign(**said)


def read_me(result: StudyResult) -> str:
    """What the package holds, how it is read and how it is cited."""
    parts = [_read_me(result, lang) for lang in LANGUAGES]
    return "\n\n".join(parts) + "\n"


def _read_me(result: StudyResult, lang: str) -> str:
    page = StudyPage(result, lang)
    sources = sorted({name for each in result.origins.values() for name in each.sources})
    told = {
        "title": result.study.file.title,
        "question": result.study.file.question,
        "claim": " ".join([page.claim(), *page.of_size()]),
        "registration": page.registration(),
        "digest": result.study.digest,
        "name": result.study.name,
        "version": VERSION,
        "sources": ", ".join(f"Källa: {name}" for name in sources) or "–",
    }
    terms = [f"- {each.terms[lang]}" for _, each in sorted(result.origins.items())]
    return text("research.package.read_me", lang, **told, terms="\n".join(_once(terms)))


def citation(result: StudyResult) -> str:
    """The package as others cite it, in the citation file format."""
    heading = text("research.report.name", "sv", title=result.study.file.title)
    lines = [
        "cff-version: 1.2.0",
        'message: "' + text("research.package.cite", "en") + '"',
        f"title: {json.dumps(heading, ensure_ascii=False)}",
        "type: dataset",
        "authors:",
        '  - name: "From Great to Excellent, Halland"',
        f'version: "{result.study.digest[:12]}"',
        f"date-released: {day_of(result)}",
        "identifiers:",
        "  - type: other",
        f'    value: "{result.study.digest}"',
        '    description: "SHA-256 of the design"',
    ]
    return "\n".join(lines) + "\n"


def day_of(result: StudyResult) -> str:
    """The day of the newest figures: the package says no other, so that it can be remade."""
    days = [each.retrieved for each in result.origins.values()]
    return max(days).isoformat() if days else "1970-01-01"


def environment() -> str:
    """The versions that the package was made with, one a line."""
    said = {**versions(), **{name: version_of(name) for name in WRITERS}}
    return "".join(f"{name}=={version}\n" for name, version in sorted(said.items()))


def _once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
