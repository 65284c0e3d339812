"""What a page of one sheet shows, by a rule that is fixed and printed on the page itself.

Nobody chooses what is shown. The rule looks at each indicator by itself, in the
collaboration's order, and never at which municipality or which way a movement goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from fgte.model import Verdict
from fgte.present.movement_words import MOVED
from fgte.texts import text

STEPS = ("all_tested", "moved_named", "watched", "rest_counted", "order", "question")
"""The steps of the rule, as they are printed."""


class Judged(Protocol):
    """What the rule looks at: only the verdict."""

    @property
    def verdict(self) -> Verdict:
        """The word for the movement."""


Each = TypeVar("Each", bound=Judged)


@dataclass(frozen=True)
class Selection(Generic[Each]):
    """What the rule gives: those that are named, and those that are only counted."""

    named: tuple[Each, ...]
    counted: tuple[Each, ...]


def select(judged: Sequence[Each]) -> Selection[Each]:
    """Name every indicator with a certain movement, up or down; count every other one.

    Parameters
    ----------
    judged
        In the collaboration's order, which is kept.
    """
    named = tuple(each for each in judged if each.verdict in MOVED)
    counted = tuple(each for each in judged if each.verdict not in MOVED)
    return Selection(named, counted)


def printed_rule(kind: str, lang: str) -> list[str]:
    """The rule as it stands on the page.

    Parameters
    ----------
    kind
        ``board`` or ``summary``.
    """
    return [text(f"one_page.rule.{step}", lang) for step in (*STEPS, kind)]
