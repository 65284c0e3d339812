"""An entry's content as it is read: every field that holds something, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fgte.dashboards.change_work.fields import Field, Sort
from fgte.dashboards.change_work.lists import Lists
from fgte.dashboards.change_work.words import say_in
from fgte.journal.form_words import field_label
from fgte.present.labels import sentence_case


@dataclass(frozen=True)
class Shown:
    """One field: its name, and either what it says or the parts that it is made of."""

    name: str
    label: str
    text: str = ""
    parts: tuple[Shown, ...] = ()

    @property
    def lines(self) -> str:
        """All of it as plain text, a line for each thing."""
        if not self.parts:
            return self.text
        said = (f"{p.label}: {p.lines}" if not p.parts else _indented(p) for p in self.parts)
        return "\n".join(said)


def shown(fields: Iterable[Field], content: Mapping[str, Any], lists: Lists) -> tuple[Shown, ...]:
    """What a document holds, in the order of its fields; what is empty is left out."""
    return _Reading(lists, content).fields(fields, content)


def changed(
    fields: Iterable[Field], before: Mapping[str, Any], after: Mapping[str, Any], lists: Lists
) -> tuple[tuple[str, str, str], ...]:
    """For each field that differs: its name, what it said before and what it says after."""
    every = tuple(fields)
    old = {each.name: each for each in shown(every, before, lists)}
    new = {each.name: each for each in shown(every, after, lists)}
    found = []
    for each in every:
        sides = [side.get(each.name) for side in (old, new)]
        words = ["" if side is None else side.lines for side in sides]
        if words[0] != words[1]:
            label = next(side.label for side in sides if side is not None)
            found.append((label, *words))
    return tuple((label, one, other) for label, one, other in found)


@dataclass(frozen=True)
class _Reading:
    lists: Lists
    content: Mapping[str, Any]

    def fields(self, fields: Iterable[Field], content: Mapping[str, Any]) -> tuple[Shown, ...]:
        found = (self._one(each, content.get(each.name)) for each in fields)
        return tuple(each for each in found if each is not None)

    def _one(self, field: Field, value: Any) -> Shown | None:
        if field.sort is Sort.HIDDEN or value in (None, "", [], ()):
            return None
        label = field_label(field.model, field.name, self.lists.lang)
        if field.sort is Sort.GROUP:
            parts = self.fields(field.inner, value)
            return Shown(field.name, label, parts=parts) if parts else None
        if field.sort is Sort.MANY and field.each is not None:
            return Shown(field.name, label, parts=self._rows(field, field.each, value))
        return Shown(field.name, label, self._said(field, value))

    def _rows(self, field: Field, each: Field, value: Any) -> tuple[Shown, ...]:
        say, one = say_in(self.lists.lang), f"row.{field.name}"
        rows = []
        for number, row in enumerate(value, 1):
            label = sentence_case(say("form.row", row=say(one), n=number))
            if each.inner:
                rows.append(Shown(field.name, label, parts=self.fields(each.inner, row)))
            else:
                rows.append(Shown(field.name, label, self._said(each, row)))
        return tuple(rows)

    def _said(self, field: Field, value: Any) -> str:
        say = say_in(self.lists.lang)
        if field.sort is Sort.CHECK:
            return say("form.yes") if value else say("form.no")
        if not field.source:
            return str(value)
        words = dict(self.lists.options(field.source, self.content))
        values = value if isinstance(value, list) else [value]
        return ", ".join(words.get(str(each), str(each)) for each in values)


def _indented(part: Shown) -> str:
    lines = "\n".join(f"  {line}" for line in part.lines.splitlines())
    return f"{part.label}:\n{lines}"
