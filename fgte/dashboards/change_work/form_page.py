"""The page on which an entry is written: the same for every kind, made from its model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from fgte.dashboards.change_work.drafts import Draft
from fgte.dashboards.change_work.fields import Field
from fgte.dashboards.change_work.lists import Lists, Options
from fgte.dashboards.change_work.nodes import Node, anchor, faults_of, nodes_for
from fgte.dashboards.change_work.sections import (
    comes_later,
    fields_of,
    first_fields,
    sections_of,
)
from fgte.dashboards.change_work.shown import changed
from fgte.dashboards.change_work.typed import content_of, without_empty_rows
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import drawn, kind_label, owner_label, say_in
from fgte.errors import FgteError
from fgte.journal.access import may_write
from fgte.journal.documents import BodyError
from fgte.journal.entries import NETWORK, REGION


@dataclass(frozen=True)
class Section:
    """Fields that stand together, under a heading."""

    name: str
    heading: str
    help: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Faulty:
    """What keeps a form from being saved: by field, and of the whole."""

    by_field: Mapping[str, str]
    whole: tuple[str, ...] = ()

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Each fault with the field that it leads to."""
        return [(anchor(path), said) for path, said in self.by_field.items()]


WHOLE = Faulty({})


def faulty(error: FgteError, draft: Draft, lang: str) -> Faulty:
    """What an error says of a form, each fault at its field where it has one."""
    if isinstance(error, BodyError):
        return Faulty(faults_of(error.problems, fields_of(draft.kind), lang))
    return Faulty({}, (error.message(lang),))


def form_page(
    draft: Draft,
    lists: Lists,
    visit: Visit,
    *,
    faults: Faulty = WHOLE,
    note: str = "",
    sent: bool = False,
) -> Markup:
    """The form as it stands, with what was typed.

    Parameters
    ----------
    draft
        What is written, and about which entry.
    lists
        What can be chosen.
    visit
        Who writes; the marks that the form must carry.
    faults
        What keeps it from being saved.
    note
        What has happened, as the key of a text.
    sent
        Whether it has come from a browser and is not saved: leaving it is asked about.
    """
    first_only = not (draft.id or draft.whole) and comes_later(draft.kind)
    sections = _sections(draft, lists, faults, first_only=first_only)
    return drawn(
        "work_form",
        visit.lang,
        visit=visit,
        draft=draft,
        heading=form_heading(draft, visit.lang),
        kind=kind_label(draft.kind, visit.lang),
        sections=sections,
        first_only=first_only,
        faults=faults,
        owners=_owners(draft, lists, visit),
        readers=_readers(draft, visit),
        note=note,
        sent=sent,
    )


def form_heading(draft: Draft, lang: str) -> str:
    """What the form is for: ``Nytt prövande``, or the title of what is changed."""
    say = say_in(lang)
    if not draft.id:
        return say(f"new.{draft.kind}")
    title = str(next(iter(draft.typed.values()), "")) or draft.id
    return say("form.change", title=title)


@dataclass(frozen=True)
class Parted:
    """Where two texts differ: the field, what stands and what was written meanwhile."""

    label: str
    standing: str
    mine: str


def conflict_page(
    draft: Draft, lists: Lists, visit: Visit, *, standing: Mapping[str, object], who: str, when: str
) -> Markup:
    """Both texts side by side, and the way to let one stand or to bring them together.

    Parameters
    ----------
    draft
        The text that does not stand; its ``settles`` is the number it is kept under.
    lists
        The names of choices.
    visit
        Who looks.
    standing
        The content that stands.
    who
        Who wrote what stands.
    when
        When that was.
    """
    mine = _content(draft)
    differs = changed(fields_of(draft.kind), standing, mine, lists)
    return drawn(
        "work_conflict",
        visit.lang,
        visit=visit,
        draft=draft,
        heading=form_heading(draft, visit.lang),
        parted=[Parted(*each) for each in differs],
        sections=_sections(draft, lists, WHOLE, first_only=False),
        who=who,
        when=when,
        faults=WHOLE,
        owners=(),
        readers=_readers(draft, visit),
    )


def _content(draft: Draft) -> dict[str, object]:
    fields = fields_of(draft.kind)
    return content_of(fields, without_empty_rows(fields, draft.typed), {})


def _sections(
    draft: Draft, lists: Lists, faults: Faulty, *, first_only: bool
) -> tuple[Section, ...]:
    say = say_in(lists.lang)
    fields = first_fields(draft.kind) if first_only else fields_of(draft.kind)
    nodes = {n.path: n for n in nodes_for(fields, draft.typed, lists, faults.by_field)}
    return tuple(
        Section(
            name,
            say(f"section.{draft.kind}.{name}.heading"),
            say(f"section.{draft.kind}.{name}.help"),
            tuple(nodes[each] for each in _there(names, fields)),
        )
        for name, names in sections_of(draft.kind)[: 1 if first_only else None]
    )


def _there(names: Iterable[str], fields: Sequence[Field]) -> list[str]:
    known = {each.name for each in fields}
    return [name for name in names if name in known]


def _owners(draft: Draft, lists: Lists, visit: Visit) -> Options:
    """Whose a new entry may be: the person's own; what is changed stays where it is."""
    if draft.id or visit.person is None:
        return ()
    return tuple(
        (owner, owner_label(owner, lists.book, visit.lang)) for owner in sorted(visit.person.owners)
    )


def _readers(draft: Draft, visit: Visit) -> Options:
    """Who may read it, where that is a choice of this person's."""
    owners = {draft.owner} if draft.id else set(visit.person.owners if visit.person else ())
    shared = all(each == REGION or NETWORK.fullmatch(each) for each in owners)
    if shared or (draft.id and not may_write(visit.person, draft.owner)):
        return ()
    say = say_in(visit.lang)
    return tuple((each, say(f"seen.{each}")) for each in ("local", "regional"))


def with_kept_rows(draft: Draft) -> Draft:
    """The form without rows in which nothing was typed."""
    return replace(draft, typed=without_empty_rows(fields_of(draft.kind), draft.typed))
