"""A form to fill in as a text file, for every kind of entry; as a workbook: `blank_workbook`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fgte.catalogue import open_catalogue
from fgte.journal.documents.kinds import WORDS, Kind
from fgte.journal.entries import REGION
from fgte.journal.form_fields import Field, Sort, fields_of
from fgte.journal.form_words import BESIDE, choices_of, field_help, field_label, help_in_form
from fgte.texts import text


def blank_toml(
    kind: Kind,
    lang: str = "sv",
    *,
    content: Mapping[str, Any] | None = None,
    owner: str = "",
) -> str:
    """The form as TOML: what is not needed at once is a comment to take away.

    Parameters
    ----------
    content, owner
        What is to stand in it from the start; a blank form has nothing.
    """
    said = [*_comment(text("journal.form.toml", lang, kind=WORDS[kind])), ""]
    said += [f'kind = "{WORDS[kind]}"', "", *_comment(field_help(BESIDE, "owner", lang))]
    said += [f"owner = {json.dumps(owner or REGION)}", ""]
    said += [*_comment(field_help(BESIDE, "visibility", lang)), '# visibility = "regional"', ""]
    return "\n".join([*said, *_toml(fields_of(kind), content or {}, (), lang)]).rstrip() + "\n"


def _toml(
    fields: Sequence[Field],
    content: Mapping[str, Any],
    above: tuple[str, ...],
    lang: str,
    *,
    asked: bool = True,
) -> Iterator[str]:
    """The values of a table first, then the tables within it, as TOML will have it.

    ``asked`` says whether the table itself is needed at once, and so what it needs.
    """
    inner = [each for each in fields if each.is_table]
    for each in (each for each in fields if each not in inner):
        yield from _toml_value(each, content.get(each.name), lang, above, asked=asked)
    for each in inner:
        path, value = (*above, each.name), content.get(each.name)
        inside = each.inner if each.sort is Sort.GROUP else (each.each or each).inner
        name = ".".join(path)
        bracketed = f"[{name}]" if each.sort is Sort.GROUP else f"[[{name}]]"
        held = [value] if each.sort is Sort.GROUP else list(value or [None])
        yield from ("", *_named(each, lang))
        for one in held:
            needed = one is None and asked and each.required and each.sort is Sort.GROUP
            yield bracketed if needed or one is not None else f"# {bracketed}"
            yield from _toml(inside, one or {}, path, lang, asked=needed)


def _toml_value(
    field: Field, value: Any, lang: str, above: tuple[str, ...], *, asked: bool
) -> Iterator[str]:
    if not above:
        yield from ("", *_named(field, lang), *_choices(field, lang))
    empty = json.dumps([] if field.sort is Sort.LIST else "")
    if value is not None:
        yield f"{field.name} = {json.dumps(value, ensure_ascii=False)}"
    else:
        mark = "" if field.required and asked else "# "
        yield f"{mark}{field.name} = {empty}{_beside(field, lang) if above else ''}"


def _named(field: Field, lang: str) -> list[str]:
    """The line above a field or a table: what it is called, and what is asked for."""
    label = field_label(field.model, field.name, lang)
    return _comment(f"{label}. {help_in_form(field, lang)}")


def _beside(field: Field, lang: str) -> str:
    codes = " | ".join(map(str, field.choices))
    return f"  # {field_label(field.model, field.name, lang)}" + (f": {codes}" if codes else "")


def _choices(field: Field, lang: str) -> Iterator[str]:
    """A line for each thing that a value may be, as it is written and as it is said."""
    for words, code in choices_of(field.each or field, open_catalogue(), lang).items():
        yield f"#   {code}: {words.removesuffix(f' ({code})')}"


def _comment(words: str) -> list[str]:
    return [f"# {line}".rstrip() for line in words.splitlines()]
