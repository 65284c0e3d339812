"""What a fetch gave, and what there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.sources.snapshot_records import Fetch, NotFound, TitleChange
from fgte.texts import text


@dataclass(frozen=True)
class Progress:
    """How far a fetch has come: requests answered of those known so far, figures received."""

    done: int
    known: int
    figures: int


@dataclass(frozen=True)
class FetchResult:
    """What a fetch brought.

    Attributes
    ----------
    fetch_id : str
        The snapshot id of its figures.
    complete : bool
        Always true: a fetch that cannot be completed raises an error instead.
    resumed : bool
        Whether it went on with one that had been interrupted.
    requests_made : int
        Requests sent now, those that had to be repeated included.
    requests_planned : int
        Requests that the whole takes when none has to be repeated.
    entries, figures, withdrawn : int
        Entries (KPI, municipality, year) received, and of those asked for: figures by sex, and
        figures that Kolada has deleted.
    not_found : tuple of NotFound
        KPIs that Kolada does not know or has no figure for.
    title_changes : tuple of TitleChange
        Titles that no longer fit the catalogue or the last fetch.
    left_out : tuple of str
        Ids of the catalogue that are not Kolada's and were not asked for.
    seconds : float
        How long it took.
    """

    fetch_id: str
    complete: bool
    resumed: bool
    requests_made: int
    requests_planned: int
    entries: int
    figures: int
    withdrawn: int
    not_found: tuple[NotFound, ...]
    title_changes: tuple[TitleChange, ...]
    left_out: tuple[str, ...]
    seconds: float


def result_of(
    fetch: Fetch, *, resumed: bool, requests: int, left_out: tuple[str, ...], seconds: float
) -> FetchResult:
    """A complete fetch, counted."""
    pages = fetch.pages.values()
    return FetchResult(
        fetch_id=fetch.id,
        complete=fetch.complete,
        resumed=resumed,
        requests_made=requests,
        requests_planned=len(pages),
        entries=sum(page.entries for page in pages),
        figures=sum(page.figures for page in pages),
        withdrawn=sum(page.withdrawn for page in pages),
        not_found=fetch.not_found,
        title_changes=fetch.title_changes,
        left_out=left_out,
        seconds=seconds,
    )


def remarks(result: FetchResult, lang: str = "sv") -> tuple[str, ...]:
    """What a user should know beside the numbers, a sentence each; KPIs by name."""
    lines = []
    for why in dict.fromkeys(each.why for each in result.not_found):
        kpis = ", ".join(each.kpi for each in result.not_found if each.why == why)
        lines.append(text(f"kolada.not_found.{why}", lang, kpis=kpis))
    lines += [
        text(f"kolada.title.{e.rule}", lang, id=e.id, found=e.found, expected=e.expected)
        for e in result.title_changes
    ]
    if result.left_out:
        lines.append(text("kolada.left_out", lang, ids=", ".join(result.left_out)))
    return tuple(lines)
