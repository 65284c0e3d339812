"""A form as it is drawn: each field with its words, what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fgte.dashboards.change_work.fields import Field, Sort
from fgte.dashboards.change_work.lists import Lists, Options
from fgte.dashboards.change_work.words import say_in
from fgte.journal.documents import Problem
from fgte.journal.form_words import field_help, field_label
from fgte.present.labels import sentence_case
from fgte.texts import text

Faults = Mapping[str, str]
"""What is wrong, by the path of the field."""


@dataclass(frozen=True)
class Node:
    """One field on the page. ``inner`` are the fields of a group, or the rows of several."""

    sort: Sort
    path: str
    label: str
    help: str = ""
    one: str = ""
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: Options = ()
    fault: str = ""
    required: bool = False
    least: int | None = None
    most: int | None = None
    inner: tuple[Node, ...] = ()
    other: str | None = None

    @property
    def id(self) -> str:
        return anchor(self.path)


def anchor(path: str) -> str:
    """The id of a field on the page."""
    plain = path.replace("[", "-").replace("].", "-").replace("]", "").replace(".", "-")
    return f"f-{plain}"


def nodes_for(
    fields: Sequence[Field], typed: Mapping[str, Any], lists: Lists, faults: Faults
) -> tuple[Node, ...]:
    """The fields of a form, filled in with what was typed."""
    draw = _Drawing(lists, typed, faults)
    return tuple(draw.node(each, typed.get(each.name), each.name) for each in fields)


@dataclass(frozen=True)
class _Drawing:
    lists: Lists
    typed: Mapping[str, Any]
    faults: Faults

    def node(self, field: Field, value: Any, path: str) -> Node:
        bare = self._named(field, path)
        if field.sort is Sort.GROUP:
            return replace(bare, inner=self._inside(field, value or {}, path))
        if field.sort is Sort.MANY and field.each is not None:
            rows = tuple(
                self._row(field, each, f"{path}[{n}]", n) for n, each in enumerate(value or [], 1)
            )
            return replace(bare, inner=rows)
        if field.sort is Sort.CHECKS:
            options = self._options(field, *value or [])
            return replace(bare, options=options, chosen=tuple(value or []))
        typed = str(value or "")
        if field.sort is Sort.CHOICE:
            return replace(bare, options=self._options(field, typed), value=typed)
        return replace(bare, value=typed)

    def _row(self, field: Field, value: Any, path: str, number: int) -> Node:
        each = field.each or field
        node = self.node(each, value, path)
        one = say_in(self.lists.lang)("form.row", row=self._one(field), n=number)
        return replace(node, label=sentence_case(one), help="", one=one)

    def _inside(self, field: Field, value: Mapping[str, Any], path: str) -> tuple[Node, ...]:
        return tuple(
            self.node(each, value.get(each.name), f"{path}.{each.name}") for each in field.inner
        )

    def _named(self, field: Field, path: str) -> Node:
        if field.sort is Sort.HIDDEN:
            return Node(field.sort, path, "")
        return Node(
            field.sort,
            path,
            label=field_label(field.model, field.name, self.lists.lang),
            help=self._help(field),
            one=self._one(field) if field.sort is Sort.MANY else "",
            fault=self.faults.get(path, ""),
            required=field.required,
            least=field.least,
            most=field.most,
        )

    def _help(self, field: Field) -> str:
        lang = self.lists.lang
        asked = field_help(field.model, field.name, lang)
        return f"{asked} {text('journal.form.how.day', lang)}" if field.sort is Sort.DAY else asked

    def _one(self, field: Field) -> str:
        return say_in(self.lists.lang)(f"row.{field.name}")

    def _options(self, field: Field, *chosen: str) -> Options:
        """The list, and what stands there already even if it is in no list any more."""
        known = self.lists.options(field.source, self.typed)
        values = {value for value, _ in known}
        return (*known, *((each, each) for each in chosen if each and each not in values))


def label_of(path: str, fields: Sequence[Field], lang: str) -> str:
    """What a field at a path is called, with which row it stands in: ``Aktivitet 2: Start``."""
    say, said = say_in(lang), []
    within: Sequence[Field] = fields
    for part in path.split("."):
        name, _, number = part.partition("[")
        field = next((each for each in within if each.name == name), None)
        if field is None:
            return path
        if number and field.each is not None:
            said.append(say("form.row", row=say(f"row.{name}"), n=number.rstrip("]")))
        else:
            said.append(field_label(field.model, name, lang))
        within = field.each.inner if field.each is not None else field.inner
    return sentence_case(": ".join(said))


def faults_of(problems: Sequence[Problem], fields: Sequence[Field], lang: str) -> dict[str, str]:
    """Each fault by the path of its field, in the reader's own words for the fields."""
    said: dict[str, str] = {}
    for each in problems:
        path = each.field.partition(", ")[0]
        details = {
            key: _renamed(str(value), fields, lang) if key == "fields" else value
            for key, value in each.details.items()
        }
        named = Problem(label_of(path, fields, lang), each.sort, details)
        said.setdefault(path, named.said(lang))
    return said


def _renamed(names: str, fields: Sequence[Field], lang: str) -> str:
    """The names of fields in a fault as a reader knows them, wherever in the form they stand."""
    return ", ".join(_label_anywhere(each, fields, lang) for each in names.split(", "))


def _label_anywhere(path: str, fields: Sequence[Field], lang: str) -> str:
    found = label_of(path, fields, lang)
    if found != path:
        return say_in(lang)("form.quoted", words=found)
    inner = [each.each.inner if each.each else each.inner for each in fields]
    deeper = (_label_anywhere(path, each, lang) for each in inner if each)
    return next((each for each in deeper if each != path), path)
