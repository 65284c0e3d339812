"""The words of a form: what fields and choices are called, and back from words to codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fgte.catalogue import Catalogue
from fgte.errors import RequestError
from fgte.journal.documents import Kind as EntryKind
from fgte.journal.form_fields import Field, Sort, fields_to
from fgte.model import Kind
from fgte.texts import LANGUAGES, text

ELSEWHERE: Mapping[str, str] = {
    "Standing": "journal.standing",
    "Variant": "labels.variant",
    "Sex": "labels.sex",
}
"""Lists of choices whose words stand with others of their kind."""

BESIDE = "Form"
"""What the texts call the fields of a form that are not the document's own."""

WRITTEN: Mapping[str, str] = {
    "links": "entry",
    "entry": "entry",
    "expected": "trace",
    "goal": "goal",
    "month": "month",
    "series": "series",
}
"""Fields that name something a page lets one choose: a form has to say how it is written."""

UNSAID = (Sort.LINE, Sort.GROUP)
"""Sorts of fields that are filled in as any would think."""

Step = str | int


def label_of(kind: EntryKind, steps: Sequence[Step], lang: str) -> str:
    """What a value is called: the name of its field, and its number where it is one of several."""
    return _labels(kind, steps, lang)[-1]


def heading_of(kind: EntryKind, steps: Sequence[Step], lang: str) -> str:
    """What the part is called that a value stands in; empty at the top of the document."""
    return " · ".join(_labels(kind, steps, lang))


def _labels(kind: EntryKind, steps: Sequence[Step], lang: str) -> list[str]:
    """What each field on the way to a value is called, with its number where it is of several."""
    said: list[str] = []
    for step, field in zip(steps, fields_to(kind, steps), strict=True):
        if isinstance(step, int):
            said[-1] = f"{said[-1]} {step + 1}"
        else:
            said.append(field_label(field.model, field.name, lang))
    return said


def field_label(model: str, name: str, lang: str) -> str:
    """What a field of a model is called."""
    return text(f"journal_fields.{model}.{name}.label", lang)


def field_help(model: str, name: str, lang: str) -> str:
    """What is asked for in a field of a model, however it is filled in."""
    return text(f"journal_fields.{model}.{name}.help", lang)


def help_in_form(field: Field, lang: str) -> str:
    """What is asked for in a field of a form, and how the answer is written there."""
    asked = field_help(field.model, field.name, lang)
    how = WRITTEN.get(field.name, field.sort) if not field.is_table else field.sort
    known = text(f"journal.form.how.{how}", lang) if how not in UNSAID else ""
    return f"{asked} {known}".strip()


def choice_label(source: str, code: str, lang: str) -> str:
    """What a choice is called: ``lägre``, ``styrgruppen``."""
    return text(f"{ELSEWHERE.get(source, f'journal.choice.{source}')}.{code}", lang)


def choices_of(field: Field, book: Catalogue, lang: str) -> dict[str, str]:
    """The words that a field is chosen by, each with the code that the document holds."""
    if field.sort is Sort.YES_NO:
        return {text(f"journal.choice.yes_no.{code}", lang): code for code in ("true", "false")}
    if field.source == "place":
        return {each.name: each.id for each in book.members}
    if field.source == "indicator":
        return {
            f"{each.short[lang]} ({each.id})": each.id
            for each in book.followed
            if each.kind is not Kind.CONTEXT
        }
    return {choice_label(field.source, str(code), lang): str(code) for code in field.choices}


def code_of(field: Field | None, said: str, book: Catalogue) -> str:
    """What the document holds for an answer; an answer that is no choice comes back as it is."""
    if field is None or (field.sort is not Sort.CHOICE and field.sort is not Sort.YES_NO):
        return said
    plain = said.strip().casefold()
    for lang in LANGUAGES:
        for words, code in choices_of(field, book, lang).items():
            if words.casefold() == plain:
                return code
    return _place(said, book) if field.source == "place" else said


def heads(lang: str) -> tuple[str, ...]:
    """The first row of a form: question, answer, help, and the field's own name."""
    return tuple(text(f"journal.form.head.{name}", lang) for name in ("label", "value", "help"))


@cache
def columns(head: tuple[str, ...]) -> tuple[int, int] | None:
    """In which columns a form's first row says that the field and the answer stand."""
    plain = [each.strip().casefold() for each in head]
    for lang in LANGUAGES:
        wanted = [text(f"journal.form.head.{name}", lang).casefold() for name in ("field", "value")]
        if set(wanted) <= set(plain):
            return plain.index(wanted[0]), plain.index(wanted[1])
    return None


def _place(said: str, book: Catalogue) -> str:
    try:
        return book.municipality(said).id
    except RequestError:
        return said
