"""The words of a form: what fields and choices are called, and back from words to codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fgte.catalogue import Catalogue
from fgte.errors import RequestError
from fgte.journal.form_fields import Field, Sort
from fgte.model import Kind
from fgte.texts import LANGUAGES, text

ELSEWHERE: Mapping[str, str] = {
    "Standing": "journal.standing",
    "Variant": "labels.variant",
    "Sex": "labels.sex",
}
"""Lists of choices whose words stand with others of their kind."""

Step = str | int


def label_of(steps: Sequence[Step], lang: str) -> str:
    """What a value is called: the name of its field, and its number where it is one of several."""
    name = next(str(each) for each in reversed(steps) if isinstance(each, str))
    said = field_label(name, lang)
    return f"{said} {int(steps[-1]) + 1}" if isinstance(steps[-1], int) else said


def heading_of(steps: Sequence[Step], lang: str) -> str:
    """What the part is called that a value stands in; empty at the top of the document."""
    said: list[str] = []
    for each in steps:
        if isinstance(each, int) and said:
            said[-1] = f"{said[-1]} {each + 1}"
        elif isinstance(each, str):
            said.append(field_label(each, lang))
    return " · ".join(said)


def field_label(name: str, lang: str) -> str:
    """What a field is called, wherever it stands."""
    return text(f"journal.field.{name}", lang)


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
