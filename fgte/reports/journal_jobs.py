"""The reports on what the journal holds: exchanges, a year of them, research questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fgte.errors import RequestError
from fgte.journal.state import Found, State, read_state
from fgte.judgement.exchange import exchange_named, exchanges_in
from fgte.judgement.shared_experience import years_in
from fgte.present.change_work_cards import title_words
from fgte.reports.files import notebook_of, output_folder
from fgte.reports.jobs import Job, period_mark
from fgte.reports.kinds import EXCHANGE, KINDS, QUESTIONS, About
from fgte.reports.parameters import validated
from fgte.settings import Settings
from fgte.texts import text


@dataclass(frozen=True)
class QuestionsJob(Job):
    """The register of research questions: it is of the whole collaboration and of every year."""

    @property
    def heading(self) -> str:
        """What the page is called."""
        return text(f"reports.{QUESTIONS}.name", self.lang)

    @property
    def command(self) -> str:
        """The command that makes the page again."""
        return f"fgte report {QUESTIONS}" + ("" if self.lang == "sv" else f" --lang {self.lang}")


def journal_jobs(
    report: str,
    named: Iterable[str],
    settings: Settings,
    *,
    first_year: int | None = None,
    last_year: int | None = None,
    output: Path | None = None,
) -> tuple[Job, ...]:
    """The reports that were asked for, in the order of the journal's own lists.

    Parameters
    ----------
    report
        ``utbyte``, ``erfarenhetsutbyte`` or ``forskningsfragor``.
    named
        Ids of exchanges or words of their titles, or years; without any, every exchange
        that may be read, or the latest school year that has one.
    output
        Another folder for the files than ``settings.output``.

    Raises
    ------
    RequestError
        Where there is no journal, or nothing in it that was asked for.
    """
    here = {"lang": settings.lang, "home": str(settings.home)}
    years = {"first_year": first_year, "last_year": last_year}
    folder = output_folder(settings, output)
    if KINDS[report].about is About.RESEARCH:
        given = {name: value for name, value in years.items() if value is not None}
        return (_questions(list(named), {**here, **given}, settings, folder),)
    state, asked = read_state(settings), {**years, **here}
    of_exchange = KINDS[report].about is About.EXCHANGE
    wanted = _exchanges(named, state, settings) if of_exchange else _years(named, state, settings)
    return tuple(
        _job(report, name, place, asked, settings, folder) for name, place in wanted.items()
    )


def _questions(
    named: list[str], asked: Mapping[str, object], settings: Settings, folder: Path
) -> Job:
    """The register of research questions: there is one, and nothing of it is chosen."""
    if named:
        raise RequestError("questions_named", found=named[0][:60])
    return QuestionsJob(
        report=QUESTIONS,
        municipality=None,
        place=text("reports.region.place", settings.lang),
        parameters=validated(QUESTIONS, {**asked, "reports": str(folder)}),
        notebook=notebook_of(QUESTIONS, settings),
        stem=KINDS[QUESTIONS].stem(""),
        output=folder,
    )


def _exchanges(named: Iterable[str], state: State, settings: Settings) -> dict[str, str]:
    """The exchanges by id, each with its title."""
    words = list(named)
    found = [exchange_named(state, each) for each in words] if words else exchanges_in(state)
    if not found:
        raise RequestError(_nothing(state))
    return {each.id: title_words(each, settings.lang) for each in found}


def _years(named: Iterable[str], state: State, settings: Settings) -> dict[str, str]:
    """The school years by the year they end in, each as it is said."""
    years = list(named) or [str(each) for each in years_in(state)[-1:]]
    if state.found is not Found.READ or not years:
        raise RequestError(_nothing(state))
    return {each: _school_year(each, settings.lang) for each in years}


def _nothing(state: State) -> str:
    return "exchange_none" if state.found is Found.READ else "exchange_no_journal"


def _school_year(word: str, lang: str) -> str:
    years = f"{int(word) - 1}/{int(word) % 100:02d}" if word.isdigit() else word
    return text("reports.erfarenhetsutbyte.place", lang, years=years)


def _job(
    report: str,
    name: str,
    place: str,
    asked: Mapping[str, object],
    settings: Settings,
    folder: Path,
) -> Job:
    key, value = ("exchange", name) if report == EXCHANGE else ("year", _number(name))
    parameters = validated(report, {**asked, key: value})
    ends = period_mark(parameters["first_year"], parameters["last_year"])
    return Job(
        report=report,
        municipality=None,
        place=place,
        parameters=parameters,
        notebook=notebook_of(report, settings),
        stem=f"{KINDS[report].stem(name)}{ends}",
        output=folder,
    )


def _number(word: str) -> object:
    return int(word) if word.isdigit() else word
