"""The form that an instrument is answered in: what is asked, what was typed, what is amiss."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fgte.catalogue.instruments import Item
from fgte.dashboards.change_work.drafts import own
from fgte.dashboards.change_work.fields import Sort
from fgte.dashboards.change_work.nodes import Node
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.self_rating.words import say_in
from fgte.store.answer_box import Answer
from fgte.store.open_rounds import OpenRound

CODE, GROUP = "kod", "grupp"
LONGEST_CODE = 40
NO_GROUP = "-"
"""What is sent by one who belongs to none of the groups, or does not want to say."""


@dataclass(frozen=True)
class Sheet:
    """A round as one person's form.

    ``talk`` are the instrument's open questions: shown to talk about, never answered here.
    ``once`` names this form, so that the same form sent twice is known.
    """

    round: OpenRound
    code: Node | None
    group: Node | None
    questions: tuple[Node, ...]
    talk: tuple[str, ...]
    once: str

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What is amiss: the field's id and the words, in the order of the form."""
        fields = [each for each in (self.code, self.group, *self.questions) if each is not None]
        return tuple((each.id, f"{each.label}: {each.fault}") for each in fields if each.fault)

    @property
    def answer(self) -> Answer:
        """The steps and the group; only of a form without faults."""
        group = self.group.chosen[0] if self.group and self.group.chosen else NO_GROUP
        steps = tuple(int(each.chosen[0]) for each in self.questions)
        return steps, "" if group == NO_GROUP else group

    @property
    def typed_code(self) -> str:
        """The code as it was typed."""
        return self.code.value if self.code is not None else ""

    @property
    def seal(self) -> str:
        """What a form without a code is kept as, so that it counts once."""
        return hashlib.sha256(f"{self.round.id}:{self.once}".encode()).hexdigest()

    def amiss(self, said: str) -> Sheet:
        """The same with something amiss with the code."""
        return replace(self, code=replace(self.code, fault=said)) if self.code else self


def sheet_of(asked: OpenRound, posted: Posted | None, lang: str) -> Sheet:
    """The form of a round: empty, or as it was sent with a fault at each field that is amiss."""
    once = own(posted or {}, "once")
    groups = asked.about.groups
    return Sheet(
        round=asked,
        code=_code(posted, lang) if asked.codes is not None else None,
        group=_group(groups, posted, lang) if groups else None,
        questions=tuple(_questions(asked, posted, lang)),
        talk=tuple(each.text[asked.asked.language] for each in asked.asked.talked_of),
        once=once if once.isalnum() and len(once) == 32 else secrets.token_hex(16),
    )


def _code(posted: Posted | None, lang: str) -> Node:
    say = say_in(lang)
    typed = _first(posted, CODE)
    node = Node(Sort.LINE, CODE, say("answer.code"), say("answer.code_help"), value=typed)
    if posted is not None and not typed.strip():
        return replace(node, fault=say("answer.code_missing"))
    if len(typed) > LONGEST_CODE:
        return replace(node, fault=say("answer.code_unknown"))
    return node


def _group(groups: tuple[str, ...], posted: Posted | None, lang: str) -> Node:
    say = say_in(lang)
    typed = _first(posted, GROUP)
    options = (*((each, each) for each in groups), (NO_GROUP, say("answer.no_group")))
    chosen = (typed,) if posted is not None and typed in dict(options) else ()
    fault = say("answer.choose_group") if posted is not None and not chosen else ""
    about = say("answer.group_help")
    return Node(
        Sort.CHOICE, GROUP, say("answer.group"), about, options=options, chosen=chosen, fault=fault
    )


def _questions(asked: OpenRound, posted: Posted | None, lang: str) -> Iterator[Node]:
    for number, item in enumerate(asked.asked.scaled, start=1):
        yield _question(asked, number, item, posted, lang)


def _question(asked: OpenRound, number: int, item: Item, posted: Posted | None, lang: str) -> Node:
    instrument = asked.asked
    scale, spoken = instrument.scale, instrument.language
    steps = tuple(map(str, scale.steps)) if scale else ()
    labels = tuple(each[spoken] for each in scale.labels) if scale else ()
    typed = _first(posted, item.id)
    chosen = (typed,) if typed in steps else ()
    fault = say_in(lang)("answer.choose_step") if posted is not None and not chosen else ""
    return Node(
        Sort.CHOICE,
        item.id,
        f"{number}. {item.text[spoken]}",
        item.help[spoken] if item.help else "",
        options=tuple((s, f"{s} {label}") for s, label in zip(steps, labels, strict=True)),
        chosen=chosen,
        fault=fault,
    )


def _first(posted: Posted | None, name: str) -> str:
    found = (posted or {}).get(name, ())
    return found[0] if found else ""
