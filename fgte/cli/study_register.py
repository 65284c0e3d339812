"""``fgte study --list``: the register of studies."""

from __future__ import annotations

from babel.dates import format_date

from fgte.cli.building import build_if_needed
from fgte.cli.output import console, print_json
from fgte.present.change_work_clean import shown
from fgte.research.register import QuestionLine, Registered, registered_studies
from fgte.settings import Settings
from fgte.texts import text


def list_studies(settings: Settings, *, as_json: bool) -> int:
    """Print every study with its question, what was settled beforehand and what came of it."""
    build_if_needed(settings)
    found = registered_studies(settings)
    if as_json:
        print_json([_plain(each, settings.lang) for each in found])
        return 0
    lang, out = settings.lang, console()
    for each in found:
        out.print(each.name)
        for line in _lines(each, lang):
            out.print(f"  {line}")
    if not found:
        out.print(text("research.register.empty", lang))
    return 0


def _lines(each: Registered, lang: str) -> list[str]:
    if each.cause is not None:
        return [each.cause.message(lang)]
    said = [each.question, text(f"research.register.{each.claim}", lang), _frozen(each, lang)]
    said += [_question(asked, lang) for asked in each.questions]
    if each.research_question and each.research_question not in {e.id for e in each.questions}:
        said.append(text("research_questions.list.missing", lang))
    if each.inquiry:
        said.append(text("research.register.inquiry", lang, id=each.inquiry))
    if each.proposals:
        ids = ", ".join(each.proposals)
        said.append(text("research.register.proposals", lang, ids=ids))
    return said


def _question(asked: QuestionLine, lang: str) -> str:
    title = shown(asked.title, lang)
    return text("research_questions.list.question", lang, title=title, id=asked.id)


def _frozen(each: Registered, lang: str) -> str:
    if each.frozen is None:
        return text("research.register.not_frozen", lang)
    key = "beforehand" if each.beforehand else "afterwards"
    day = format_date(each.frozen, format="d MMMM y", locale=lang)
    return text(f"research.register.{key}", lang, day=day)


def _plain(each: Registered, lang: str) -> dict[str, object]:
    return {
        "name": each.name,
        "question": each.question,
        "inquiry": each.inquiry,
        "frozen": each.frozen,
        "beforehand": each.beforehand,
        "claim": each.claim,
        "proposals": each.proposals,
        "research_questions": [asked.id for asked in each.questions],
        "cause": each.cause.message(lang) if each.cause else None,
    }
