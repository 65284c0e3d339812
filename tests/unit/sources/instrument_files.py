"""Rounds of an instrument made up for the tests: a file about the round, and answers."""

from pathlib import Path

from fgte.catalogue.instruments import instrument
from fgte.sources.instruments import read_round
from fgte.sources.instruments.answers import heading

ITEMS = [heading(n, e) for n, e in enumerate(instrument("kollegialt_larande").scaled, start=1)]

ROUND = """
instrument = "kollegialt_larande"
source = "Kungsbacka kommun"
terms = "Fri användning"
groups = {groups}
{more}
[object]
kind = "{kind}"
id = "{id}"
name = "{name}"
[round]
date = {date}
who = "rektorer"
invited = 40
"""


def about(folder, *, file="omgang.toml", groups=(), date="2026-03-02", more="", **rated):
    """A file about a round; of Kungsbacka unless something else is said."""
    place = rated.pop("municipality", None)
    rated = {"kind": "municipality", "id": "1384", "name": "Kungsbacka"} | rated
    listed = "[" + ", ".join(f'"{each}"' for each in groups) + "]"
    path = Path(folder) / file
    words = ROUND.format(groups=listed, date=date, more=more, **rated)
    if place:
        words = words.replace("[round]", f'municipality = "{place}"\n[round]')
    path.write_text(words, encoding="utf-8")
    return path


def rows(*answers, group=None):
    """A row a person: ten answers, or one for all ten questions."""
    return [(group, [each] * 10 if isinstance(each, int) else each) for each in answers]


def varied(count, *, shift=0, group=None):
    """That many people who do not answer alike."""
    return rows(
        *([1 + (n + k // 3 + shift) % 4 for k in range(10)] for n in range(count)), group=group
    )


def answers(folder, given, *, name="svar.csv", codes=None):
    """The answers as CSV, each row with a code of its own."""
    grouped = any(group is not None for group, _ in given)
    lines = [";".join(["Kod", *(["Grupp"] if grouped else []), *ITEMS])]
    for n, (group, steps) in enumerate(given):
        code = codes[n] if codes else f"kod{n}x"
        middle = [group or ""] if grouped else []
        lines.append(";".join([code, *middle, *("" if s is None else str(s) for s in steps)]))
    path = Path(folder) / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(folder, given, *, threshold=5, codes=None, **wish):
    """The figures that may be known of a round."""
    return read_round(
        about(folder, **wish), answers(folder, given, codes=codes), threshold=threshold
    )
