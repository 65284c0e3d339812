"""The journal as a whole: exports, imports, backups, removing for good, and the examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from fgte.cli.output import console, logged_in, print_json
from fgte.errors import RequestError
from fgte.journal import open_journal, purging
from fgte.journal.archive import TakenIn, everything, take_in
from fgte.journal.as_excel import excel_bytes, read_excel
from fgte.journal.as_json import json_bytes, read_json
from fgte.journal.backups import backup, restore
from fgte.journal.copies import Sort, keep_copy
from fgte.journal.examples import add_examples, remove_examples
from fgte.reports.publishing.places import draft_folder, editions_folder
from fgte.settings import Settings
from fgte.texts import counted, text

FORMS = (".json", ".xlsx")
PARTED = 1


@dataclass(frozen=True)
class Purge:
    """What is to be removed for good, why and by whom; nothing without a yes."""

    ids: tuple[str, ...]
    why: str
    yes: bool
    who: str | None


def export(settings: Settings, path: Path, who: str | None) -> int:
    """Write the whole journal to a file, and note that the file exists."""
    _require_form(path)
    with open_journal(settings) as journal:
        archive = everything(journal)
        as_json = path.suffix.lower() == ".json"
        content = json_bytes(archive) if as_json else excel_bytes(archive, settings.lang)
        place = keep_copy(journal, Sort.EXPORT, path, content, who=who or logged_in())
    said = counted("cli.journal_exported", len(archive), settings.lang, place=place)
    console().print(said)
    return 0


def take_in_file(settings: Settings, path: Path, *, as_json: bool) -> int:
    """Bring in what a file has that the journal has not; 1 when an entry was left as it was."""
    _require_form(path)
    with open_journal(settings) as journal:
        read = read_json if path.suffix.lower() == ".json" else read_excel
        done = take_in(journal, read(path, journal))
    if as_json:
        print_json(asdict(done))
    else:
        for line in _told(done, settings.lang):
            console().print(line)
    return PARTED if done.parted or done.frozen else 0


def keep_backup(settings: Settings, out: Path | None, who: str | None) -> int:
    """Keep a copy of everything."""
    with open_journal(settings) as journal:
        place = backup(journal, settings, who=who or logged_in(), out=out)
    console().print(text("cli.journal_said.backed_up", settings.lang, place=place))
    return 0


def put_back(settings: Settings, path: Path, who: str | None) -> int:
    """Go back to a backup."""
    with open_journal(settings) as journal:
        done = restore(journal, settings, path, who=who or logged_in())
    said = {"entries": done.entries, "revisions": done.revisions, "before": done.before}
    console().print(text("cli.journal_said.restored", settings.lang, **said))
    if done.kept_purged:
        ids = ", ".join(done.kept_purged)
        console().print(text("cli.journal_said.kept_purged", settings.lang, ids=ids))
    return 0


def remove_for_good(settings: Settings, wish: Purge, *, as_json: bool) -> int:
    """Remove entries for good, and name what may still hold them."""
    if not wish.yes:
        raise RequestError("journal_purge_yes", ids=" ".join(wish.ids)[:200])
    with open_journal(settings) as journal:
        done = purging.purge(journal, wish.ids, who=wish.who or logged_in(), why=wish.why)
    if as_json:
        print_json(asdict(done))
        return 0
    for line in (*_removed(done, settings.lang), *_reports(settings)):
        console().print(line)
    return 0


def examples(settings: Settings, *, add: bool, remove: bool, who: str | None) -> int:
    """Put the invented examples in, or take them out."""
    if add == remove:
        raise RequestError("journal_examples_which")
    with open_journal(settings) as journal:
        if add:
            made = add_examples(journal, who=who or logged_in())
            console().print(counted("cli.journal_examples_added", len(made), settings.lang))
            return 0
        why = text("cli.journal_said.examples_why", settings.lang)
        done = remove_examples(journal, who=who or logged_in(), why=why)
    console().print(counted("cli.journal_removed", len(done.ids), settings.lang))
    for line in _reports(settings):
        console().print(line)
    return 0


def _reports(settings: Settings) -> Iterator[str]:
    """That finished reports and editions may show what was removed, where there are any."""
    for place in (settings.output, draft_folder(settings), editions_folder(settings)):
        if place.is_dir() and any(each.is_file() for each in place.rglob("*")):
            yield text("cli.journal_said.reports", settings.lang, place=place)


def _require_form(path: Path) -> None:
    if path.suffix.lower() not in FORMS:
        raise RequestError("journal_form_sort", file=path.name, known=", ".join(FORMS))


def _told(done: TakenIn, lang: str) -> Iterator[str]:
    for name, ids in asdict(done).items():
        if ids:
            said = counted(f"cli.journal_taken_{name}", len(ids), lang)
            yield said if name in ("new", "unchanged") else f"{said}: {', '.join(ids)}"
    if not any(asdict(done).values()):
        yield text("cli.journal_said.empty_file", lang)


def _removed(done: purging.Purged, lang: str) -> Iterator[str]:
    yield counted("cli.journal_removed", len(done.ids), lang)
    if done.copies:
        yield text("cli.journal_said.copies", lang)
    for each in done.copies:
        state = "there" if each.still_there else "not_there"
        said = {"place": each.place, "day": f"{each.at:%Y-%m-%d}", "who": each.who}
        yield "  " + text(f"cli.journal_said.copy_{state}", lang, **said)
    if done.linking:
        yield text("cli.journal_said.linking", lang, ids=", ".join(done.linking))
    if not done.swept:
        yield text("cli.journal_said.not_swept", lang)
