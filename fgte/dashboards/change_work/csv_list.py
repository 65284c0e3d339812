"""The list of entries as a file that a spreadsheet opens; no cell of it is a formula."""

from __future__ import annotations

import csv
import io

from fgte.dashboards.change_work.lists import Lists
from fgte.dashboards.change_work.standing import step_of
from fgte.dashboards.change_work.words import kind_label, owner_label, say_in
from fgte.journal.documents import follow_up_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEADS = ("id", "kind", "owner", "title", "step", "next", "changed", "example")


def list_csv(lists: Lists) -> bytes:
    """The entries that one reader may see, a line each, as a Swedish spreadsheet reads them."""
    say = say_in(lists.lang)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([say(f"csv.{head}") for head in HEADS])
    for each in lists.entries:
        body, step = each.body, step_of(each)
        follow_up = follow_up_of(body)
        cells = (
            each.id,
            kind_label(each.kind, lists.lang),
            owner_label(each.owner, lists.book, lists.lang),
            each.title,
            say(f"step.{step}") if step else "",
            follow_up.isoformat() if follow_up else "",
            each.updated.date().isoformat(),
            say("card.example") if each.example else "",
        )
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, also with spaces before it."""
    return f"'{cell}" if cell.lstrip().startswith(DANGEROUS) or cell[:1].isspace() else cell
