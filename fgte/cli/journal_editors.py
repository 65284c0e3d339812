"""Accounts for the journal's pages: made, listed, given a new password, shut."""

from __future__ import annotations

import sys
from dataclasses import asdict
from getpass import getpass
from pathlib import Path

from fgte.catalogue import Catalogue
from fgte.cli.journal_showing import owner_name
from fgte.cli.output import console, print_json
from fgte.errors import DataError, RequestError
from fgte.journal import open_journal
from fgte.journal.access import Role
from fgte.journal.editors import Editor, add_editor, editors, let_out, set_password
from fgte.settings import Settings
from fgte.texts import text

STANDARD_INPUT = "-"


def add(
    settings: Settings,
    login: str,
    role: str,
    owners: list[str],
    *,
    source: str | None,
    without_password: bool,
) -> int:
    """Make an account, with a password that is asked for and never stands on the command line."""
    if role not in list(Role):
        raise RequestError("journal_role", found=role[:40], known=", ".join(Role))
    if not owners:
        raise RequestError("journal_editor_owner")
    with open_journal(settings) as journal:
        password = None if without_password else _password(settings, source)
        add_editor(journal, login, Role(role), owners, password=password)
    said = "editor_added_without" if without_password else "editor_added"
    console().print(text(f"cli.journal_said.{said}", settings.lang, login=login))
    return 0


def show(settings: Settings, *, as_json: bool) -> int:
    """Every account, by login; never anything of a password."""
    with open_journal(settings) as journal:
        found, book = editors(journal), journal.catalogue
    if as_json:
        print_json([_plain(each) for each in found])
        return 0
    for each in found:
        console().print(_line(each, book, settings.lang))
    if not found:
        console().print(text("cli.journal_said.no_editors", settings.lang))
    return 0


def password(settings: Settings, login: str, *, source: str | None) -> int:
    """Give someone a new password; whoever is signed in with the old one is signed out."""
    with open_journal(settings) as journal:
        set_password(journal, login, _password(settings, source))
    console().print(text("cli.journal_said.editor_password", settings.lang, login=login))
    return 0


def remove(settings: Settings, login: str) -> int:
    """Shut an account. What was written under it stays, and so does the login."""
    with open_journal(settings) as journal:
        let_out(journal, login)
    console().print(text("cli.journal_said.editor_removed", settings.lang, login=login))
    return 0


def _password(settings: Settings, source: str | None) -> str:
    """The first line of a file or of standard input; else what is typed twice, unseen."""
    if source == STANDARD_INPUT:
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        try:
            return Path(source).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError("journal_password_file", file=source, cause=str(error)) from None
    if not sys.stdin.isatty():
        raise RequestError("journal_password_source")
    first = getpass(text("cli.journal_said.password", settings.lang))
    if getpass(text("cli.journal_said.password_again", settings.lang)) != first:
        raise RequestError("journal_password_twice")
    return first


def _plain(each: Editor) -> dict[str, object]:
    held = asdict(each)
    person = held.pop("person")
    return {**person, "owners": sorted(person["owners"]), **held}


def _line(each: Editor, book: Catalogue, lang: str) -> str:
    owners = ", ".join(owner_name(owner, book, lang) for owner in sorted(each.person.owners))
    role = text(f"cli.journal_said.role_{each.person.role}", lang)
    states = ("shut" if not each.active else "", "" if each.has_password else "no_password")
    said = [text(f"cli.journal_said.editor_{state}", lang) for state in states if state]
    return " · ".join([f"{each.person.login}  {role}, {owners}", *said])
