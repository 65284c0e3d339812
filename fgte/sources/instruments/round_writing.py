"""A round written as the files that ``fgte import`` reads: what it is about, and its answers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from fgte.catalogue.instruments import Instrument
from fgte.sources.instruments.answers import heading
from fgte.sources.instruments.round_file import CODE, GROUP, RoundFile


def round_words(about: RoundFile) -> bytes:
    """The file about a round (TOML), without its list of codes."""
    return "\n".join(_lines(about)).encode() + b"\n"


def answers_file(
    about: RoundFile, asked: Instrument, given: Iterable[tuple[Sequence[int], str]]
) -> bytes:
    """Answers as CSV, a row a person, in the order given.

    Parameters
    ----------
    about : RoundFile
        The round; where it has groups the file has a column for them.
    asked : Instrument
        The instrument whose questions head the columns.
    given : iterable of (sequence of int, str)
        For each person the steps, in the order of the questions, and the group or nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    heads = [heading(n, each, asked.language) for n, each in enumerate(asked.scaled, start=1)]
    writer.writerow([CODE, *([GROUP] if about.groups else []), *heads])
    for n, (steps, group) in enumerate(given, start=1):
        writer.writerow([f"rad{n}", *([group] if about.groups else []), *steps])
    return out.getvalue().encode("utf-8-sig")


def _lines(about: RoundFile) -> Iterator[str]:
    yield f"instrument = {_said(about.instrument)}"
    yield f"source = {_said(about.source)}"
    yield f"terms = {_said(about.terms)}"
    yield f"groups = [{', '.join(map(_said, about.groups))}]"
    yield f"example = {str(about.example).lower()}"
    yield "[object]"
    yield f"kind = {_said(about.rated.kind)}"
    yield f"id = {_said(about.rated.id)}"
    yield f"name = {_said(about.rated.name)}"
    if about.rated.municipality and about.rated.municipality != about.rated.id:
        yield f"municipality = {_said(about.rated.municipality)}"
    yield "[round]"
    yield f"date = {about.date.isoformat()}"
    yield f"who = {{ sv = {_said(about.who.sv)}, en = {_said(about.who.en)} }}"
    if about.invited is not None:
        yield f"invited = {about.invited}"


def _said(words: str) -> str:
    """A text in quotation marks: what JSON escapes, TOML reads in the same way."""
    return json.dumps(str(words), ensure_ascii=False)
