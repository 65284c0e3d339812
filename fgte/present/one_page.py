"""The blocks that pages of one sheet are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import format_date

from fgte.judgement import Panel
from fgte.model import Origin
from fgte.present.gate_words import expected_by_chance
from fgte.present.labels import listed
from fgte.present.rule import printed_rule
from fgte.present.tabular import DataTable
from fgte.texts import text


@dataclass(frozen=True)
class Block:
    """One part of a page: sentences, then a table or a list."""

    key: str
    said: Sequence[str] = ()
    lines: Sequence[str] = ()
    lead: bool = False
    table: DataTable | None = None
    ordered: bool = False

    def told(self, page: str, lang: str) -> dict[str, object]:
        """The block for the template, its heading in the reader's language."""
        return {
            "kind": f"block {self.key}",
            "id": f"{page}-{self.key}",
            "heading": text(f"one_page.heading.{self.key}", lang),
            "said": self.said,
            "lead": self.lead,
            "lines": self.lines,
            "list": "rules" if self.ordered else "lines",
            "ordered": self.ordered,
            "table": self.table,
        }


def watched(signals: Sequence[str], panel: Panel, lang: str) -> list[str]:
    """The signals that are no verdicts, and how many such chance alone would give."""
    return [*signals, expected_by_chance(panel, lang)] if signals else []


def rule_block(page: str, lang: str, more: Sequence[str] = ()) -> Block:
    """How what the page shows was picked, step by step.

    Parameters
    ----------
    page
        ``board`` or ``summary``.
    more
        Steps about what does not come from the figures.
    """
    return Block("rule", lines=[*printed_rule(page, lang), *more], ordered=True)


def closing(absent: Sequence[str], origins: Mapping[str, Origin], lang: str) -> Block:
    """What is missing, and where the figures come from."""
    said = [
        text(
            "one_page.source",
            lang,
            sources=listed(each.sources, lang),
            day=format_date(each.retrieved, "d MMMM y", locale=lang),
        )
        for each in origins.values()
    ]
    return Block("sources", [*absent, *dict.fromkeys(said), text("one_page.own", lang)])
