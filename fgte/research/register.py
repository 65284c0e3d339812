"""The register of studies: what has been asked, what was settled beforehand, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fgte.errors import FgteError
from fgte.journal import Entry, Kind
from fgte.journal.documents import ResearchQuestion
from fgte.journal.place import has_journal
from fgte.model import Localised
from fgte.research.pages import StudyPage
from fgte.research.study_file import StudyFile, read_file
from fgte.research.studying import Claim, StudyResult, carry_out, read_study
from fgte.settings import Settings


@dataclass(frozen=True)
class QuestionLine:
    """A research question that a study belongs to: its id and its line."""

    id: str
    title: str


@dataclass(frozen=True)
class Registered:
    """One study of the register.

    ``frozen`` is the day the design was frozen as it stands, ``beforehand`` whether no outcome
    was there then; ``claim`` what came of it, None where it can no longer be carried out, and
    ``cause`` why; ``told`` says the claim in the study's own sentence. ``proposals`` are the
    journal's proposals that lead to its prövande, ``questions`` the research questions that
    it belongs to, from whichever side the link was made.
    """

    name: str
    question: str
    inquiry: str | None
    frozen: date | None
    beforehand: bool
    claim: Claim | None
    cause: FgteError | None = None
    proposals: tuple[str, ...] = ()
    title: str = ""
    research_question: str | None = None
    told: Localised | None = None
    questions: tuple[QuestionLine, ...] = ()

    def belongs_to(self, entry: Entry) -> bool:
        """Whether the link to a research question was made, by the study or by the question."""
        return self.research_question == entry.id or self.name in named_studies(entry)


def named_studies(entry: Entry) -> tuple[str, ...]:
    """The studies that a research question names, those its answer rests on included."""
    body = entry.body
    if not isinstance(body, ResearchQuestion):
        return ()
    known = body.known.studies if body.known is not None else ()
    return tuple(dict.fromkeys((*body.studies, *known)))


def registered_studies(settings: Settings) -> tuple[Registered, ...]:
    """Every study that has been frozen or made in a home, by name, beside the journal there."""
    found = tuple(carried_out(settings))
    if not found or not has_journal(settings):
        return found
    from fgte.journal import open_journal

    with open_journal(settings) as journal:
        proposals = journal.entries(kind=Kind.PROPOSAL)
        questions = journal.entries(kind=Kind.RESEARCH_QUESTION)
    return tuple(_beside(each, proposals, questions) for each in found)


def carried_out(settings: Settings) -> Iterator[Registered]:
    """Every study of a home, by name, carried out on its figures."""
    for path in sorted(settings.studies.glob("*.toml")):
        yield _each(path, settings)


def _each(path: Path, settings: Settings) -> Registered:
    try:
        file = read_file(path)
    except FgteError as error:
        return Registered(path.stem, "", None, None, False, None, error)
    try:
        return _of(carry_out(read_study(path, settings), settings))
    except FgteError as error:
        return replace(_asked(path.stem, file), cause=error)


def _asked(name: str, file: StudyFile) -> Registered:
    """What a study file says, before anything is carried out."""
    return Registered(
        name=name,
        question=file.question,
        inquiry=file.inquiry,
        frozen=None,
        beforehand=False,
        claim=None,
        title=file.title,
        research_question=file.research_question,
    )


def _of(result: StudyResult) -> Registered:
    frozen = result.registered
    return replace(
        _asked(result.study.name, result.study.file),
        frozen=frozen.day if frozen else None,
        beforehand=result.registration.beforehand,
        claim=result.claim,
        told=Localised(StudyPage(result, "sv").claim(), StudyPage(result, "en").claim()),
    )


def _beside(each: Registered, proposals: Iterable[Entry], questions: Iterable[Entry]) -> Registered:
    leading = (e.id for e in proposals if each.inquiry in getattr(e.body, "links", ()))
    asked = (QuestionLine(e.id, e.title) for e in questions if each.belongs_to(e))
    return replace(each, proposals=tuple(leading), questions=tuple(asked))
