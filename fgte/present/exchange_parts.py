"""What the pages of exchanges are made of: a heading, what was written, facts, tables, lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fgte.journal import Entry
from fgte.journal.documents import LINE, PROSE, Step, SuccessFactor
from fgte.journal.documents.factor import NEEDED
from fgte.journal.state import StandingSince
from fgte.model import Municipality
from fgte.present.change_work_cards import example_mark, title_words
from fgte.present.change_work_clean import shown
from fgte.present.change_work_words import day_words
from fgte.present.labels import sentence_case
from fgte.present.markup import Html, fill
from fgte.present.tabular import DataTable
from fgte.privacy import identifier_in
from fgte.texts import text

NARROW = "\u00a0"
"""A space at which a line is not broken."""

Places = Mapping[str, Municipality]


@dataclass(frozen=True)
class Part:
    """One piece of a page: everything in it is already said and cleaned, and escaped when filled.

    ``marks`` stand as words under the heading; ``facts`` are names with lines each; ``lines``
    is a list; ``notes`` what the piece cannot tell. ``row_heads`` says that the first cell of
    a row names the row.
    """

    heading: str = ""
    marks: Sequence[str] = ()
    lead: str = ""
    said: Sequence[str] = ()
    facts: Sequence[tuple[str, Sequence[str]]] = ()
    table: DataTable | None = None
    caption: str = ""
    row_heads: bool = True
    lines: Sequence[str] = ()
    notes: Sequence[str] = ()


def drawn_parts(parts: Iterable[Part], empty: str = "") -> Html:
    """The pieces one after another; where there is none, what is said instead."""
    return fill("exchange", parts=list(parts), empty=empty)


def paragraphs(written: str | None, lang: str) -> list[str]:
    """A text of several lines as paragraphs, each cleaned; all of it hidden if any must be."""
    if not written:
        return []
    if identifier_in(written) is not None:
        return [shown(written, lang)]
    lines = (shown(each, lang, longest=PROSE) for each in written.splitlines())
    return [line for line in lines if line]


def line_of(written: str | None, lang: str) -> str:
    """A text on one line, cleaned."""
    return shown(written, lang, longest=LINE)


def fact(name: str, lines: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """A fact where there is anything to say; nothing where there is not."""
    kept = [line for line in lines if line]
    return [(name, kept)] if kept else []


def word(key: str, lang: str, **values: object) -> str:
    """One of these pages' own words."""
    return text(f"exchange.{key}", lang, **values)


def marks_of(entry: Entry, lang: str) -> list[str]:
    """That an entry is invented, where it is."""
    mark = example_mark(entry, lang)
    return [mark] if mark else []


def step_words(name: str, step: Step | None, lang: str) -> tuple[str, str, str, str]:
    """A step as a row: what it is, when, which group, what was said; or that it is to come."""
    said = word(f"step.{name}", lang)
    if step is None:
        return said, "–", "–", word("step.to_come", lang)
    group = sentence_case(text(f"journal.choice.Group.{step.group}", lang))
    day = day_words(step.day, lang).replace(" ", NARROW)
    return said, day, group, shown(step.text, lang, longest=PROSE)


def steps_table(rows: Iterable[tuple[str, str, str, str]], lang: str) -> DataTable:
    """Steps of an assignment or a proposal, in the order they follow on one another."""
    heads = ("what", "day", "group", "said")
    return DataTable(tuple(word(f"table.{name}", lang) for name in heads), tuple(rows))


def factor_part(
    entry: Entry, standings: Sequence[StandingSince], titles: Mapping[str, str], lang: str
) -> Part:
    """A success factor: claim, how far it has come and since when, criteria, what supports it.

    Parameters
    ----------
    standings
        Of any factors; those of this one are told, oldest first.
    titles
        What the entries are called that it may rest on, by id; others go by their own words.
    """
    body = entry.body_as(SuccessFactor)
    own = [each for each in standings if each.entry_id == entry.id]
    facts = [
        *fact(word("factor.explanation", lang), paragraphs(body.explanation, lang)),
        *fact(word("factor.where_it_held", lang), paragraphs(body.where_it_held, lang)),
        *fact(word("factor.where_it_did_not", lang), paragraphs(body.where_it_did_not, lang)),
        *fact(word("factor.support", lang), _support(body, titles, lang)),
        *fact(word("factor.history", lang), [_since(each, lang) for each in own]),
    ]
    return Part(
        heading=title_words(entry, lang),
        marks=[text(f"journal.standing.{body.standing}", lang), *marks_of(entry, lang)],
        facts=facts,
        table=_criteria(body, lang),
        caption=word("factor.criteria", lang),
        notes=_lacking(body, lang),
    )


def _support(body: SuccessFactor, titles: Mapping[str, str], lang: str) -> list[str]:
    if not body.support:
        return [word("factor.no_support", lang)]
    said = []
    for each in body.support:
        more = [titles.get(each.entry or "", ""), line_of(each.source, lang)]
        named = [part for part in dict.fromkeys([line_of(each.what, lang), *more]) if part]
        said.append("; ".join(named))
    return said


def _since(each: StandingSince, lang: str) -> str:
    standing = sentence_case(text(f"journal.standing.{each.standing}", lang))
    return word("factor.since", lang, standing=standing, day=day_words(each.day, lang))


def _criteria(body: SuccessFactor, lang: str) -> DataTable:
    names = ("collegiality", "documentation", "system", "transparency")
    rows = []
    for name in names:
        criterion = getattr(body.criteria, name)
        met = word(f"factor.met.{'yes' if criterion.met else 'no'}", lang)
        how = shown(criterion.how, lang, longest=PROSE) or "–"
        rows.append((sentence_case(text(f"journal.criterion.{name}", lang)), met, how))
    heads = tuple(word(f"table.{name}", lang) for name in ("criterion", "met", "how"))
    return DataTable(heads, tuple(rows))


def _lacking(body: SuccessFactor, lang: str) -> list[str]:
    """What stands between the claim and the next standing; nothing for evidence."""
    after = next((each for each in NEEDED if body.criteria.lacking(NEEDED[each])), None)
    if after is None:
        return []
    names = [text(f"journal.criterion.{n}", lang) for n in body.criteria.lacking(NEEDED[after])]
    standing = text(f"journal.standing.{after}", lang)
    return [word("factor.lacking", lang, standing=standing, names=", ".join(names))]
