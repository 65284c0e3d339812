"""Rounds opened, listed, closed and discarded at the command line."""

from __future__ import annotations

from pathlib import Path

from fgte.cli.instrument_forms import told_of_round
from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.settings import Settings
from fgte.sources.instruments import read_codes, read_round_file
from fgte.store.closing_rounds import close_round
from fgte.store.open_rounds import (
    OpenRound,
    open_round,
    round_being_answered,
    rounds_being_answered,
    throw_away,
)
from fgte.texts import text


def open_one(file: Path, settings: Settings, *, to_all: bool) -> int:
    """Open a round from its file; who may answer must be said, never guessed."""
    about = read_round_file(file)
    if (about.codes is None) is not to_all:
        key = "round_codes_and_all" if to_all else "round_who_may_answer"
        raise RequestError(key, file=file)
    codes = None if about.codes is None else read_codes(about.codes)
    _say("opened", settings, **_named(open_round(about, codes, settings), settings))
    return 0


def show(settings: Settings, *, as_json: bool) -> int:
    """The open rounds: what they are about, and whether enough have answered."""
    found = rounds_being_answered(settings)
    if as_json:
        print_json([_named(e, settings) | {"enough": _is_enough(e, settings)} for e in found])
        return 0
    if not found:
        _say("none", settings)
    for each in found:
        key = "enough" if _is_enough(each, settings) else "few"
        said = text(f"self_rating.cli.{key}", settings.lang, few=settings.small_group)
        _say("line", settings, **_named(each, settings), enough=said)
    return 0


def close_one(id: str, settings: Settings) -> int:
    """Close a round and tell what was read of it."""
    made = close_round(round_being_answered(settings, id), settings)
    _say("closed", settings, id=id)
    for line in told_of_round(made, settings.lang):
        console().print(line)
    return 0


def discard(id: str, settings: Settings) -> int:
    """Throw a round away."""
    throw_away(round_being_answered(settings, id))
    _say("discarded", settings, id=id)
    return 0


def _named(each: OpenRound, settings: Settings) -> dict[str, str]:
    label = each.asked.label[settings.lang]
    date, name = each.about.date.isoformat(), each.about.rated.name
    return {"id": each.id, "date": date, "label": label, "name": name}


def _is_enough(each: OpenRound, settings: Settings) -> bool:
    return len(each.box.held().answers) >= settings.small_group


def _say(key: str, settings: Settings, **given: object) -> None:
    console().print(text(f"self_rating.cli.{key}", settings.lang, **given))
