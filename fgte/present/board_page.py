"""The page for a board (nämnd): one sheet on one municipality, read in ten seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgte.judgement import Judgement, Panel
from fgte.judgement.change_work_results import WorkJudgement
from fgte.model import Origin, Status
from fgte.present.cards import latest_value
from fgte.present.change_work_sheets import due_lines, rule_lines
from fgte.present.counts import rest_of
from fgte.present.gate_words import municipal_signals, unnamed_stages
from fgte.present.labels import listed, mid_sentence, verdict_words
from fgte.present.markup import Html, fill
from fgte.present.narrative import movement_sentence
from fgte.present.one_page import Block, closing, rule_block, watched
from fgte.present.questions import municipal_questions
from fgte.present.rule import select
from fgte.present.tabular import DataTable
from fgte.texts import text


def board_page(
    judged: Sequence[Judgement],
    origins: Mapping[str, Origin],
    panel: Panel,
    lang: str,
    *,
    work: WorkJudgement | None = None,
) -> Html:
    """What moves, what to watch, every indicator on a row, a question, and the rule.

    Parameters
    ----------
    judged
        Every indicator of one municipality, in the collaboration's order.
    origins
        Where the figures came from.
    panel
        How they were asked of together.
    lang
        "sv" or "en".
    work
        The municipality's own change work: what is due is shown where anything is.
    """
    chosen = select(judged)
    moving = [movement_sentence(each, lang) for each in chosen.named]
    moving += unnamed_stages(panel, judged, lang)
    signals = watched(municipal_signals(judged, lang), panel, lang)
    rest = rest_of(judged, lang)
    lines = [line for line in (*signals, *rest) if line]
    blocks = [
        Block("moving", moving or [text("one_page.board.nothing", lang)], lead=True, lines=lines),
        Block("indicators", [text("one_page.board.reading", lang)], table=_table(judged, lang)),
        Block("question", municipal_questions(judged, lang)[:1], lead=True),
        *([Block("work", lines=due)] if (due := due_lines(work, lang)) else []),
        rule_block("board", lang, rule_lines(work, "board", lang)),
        closing(_absent(judged, lang), origins, lang),
    ]
    return fill("one_page", blocks=[each.told("board", lang) for each in blocks])


def _table(judged: Sequence[Judgement], lang: str) -> DataTable:
    heads = tuple(text(f"one_page.board.{key}", lang) for key in ("what", "latest", "verdict"))
    rows = tuple(
        (
            each.indicator.short[lang],
            _latest(each, lang),
            verdict_words(each.verdict, each.to_watch, lang),
        )
        for each in judged
    )
    return DataTable(heads, rows)


def _latest(judged: Judgement, lang: str) -> str:
    when = f" ({judged.year})" if judged.year and judged.status is not Status.MISSING else ""
    return latest_value(judged, lang) + when


def _absent(judged: Sequence[Judgement], lang: str) -> list[str]:
    absent = [mid_sentence(each.indicator.short[lang]) for each in judged if not each.series]
    if not absent:
        return []
    return [text("one_page.board.absent", lang, labels=listed(absent, lang))]
