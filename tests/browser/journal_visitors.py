"""Visitors to the journal's pages without a browser: signed in or not, with the forms they meet."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
from bs4 import BeautifulSoup

from fgte.journal import Journal
from fgte.journal.access import Role
from fgte.journal.editors import add_editor

PASSWORD = "ett långt lösenord"
BOARD = "forandringsarbete"
ACCOUNTS = {
    "hanna": (Role.EDITOR, ["1384"]),
    "halvar": (Role.EDITOR, ["1384"]),
    "vera": (Role.STEWARD, ["1383", "region"]),
    "lars": (Role.READER, ["1384"]),
}
FIRST = {
    "title": "Läsning i alla ämnen",
    "analysis_object": "Elevers skriftliga svar i NO",
    "observation": "Många läser inte frågan till slut.",
    "question": "Vad händer när läsningen övas i varje ämne?",
}


def add_accounts(journal: Journal) -> None:
    for login, (role, owners) in ACCOUNTS.items():
        add_editor(journal, login, role, owners, password=PASSWORD)


class Visitor:
    """Someone who asks the server, and fills in the forms that it answers with."""

    def __init__(self, url: str, login: str = "") -> None:
        self.client = httpx.Client(base_url=url, trust_env=False, timeout=60)
        self.client.headers["Origin"] = url.rstrip("/")
        if login:
            assert self.sign_in(login).status_code == 303

    def get(self, address: str, **more: object) -> httpx.Response:
        return self.client.get(address, **more)

    def sign_in(self, login: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        marks = self.marks(f"{BOARD}/logga-in")
        words = {"fgte-login": login, "fgte-password": password}
        return self.post("logga-in", {**marks, **words, **more})

    def marks(self, address: str) -> dict[str, str]:
        """What every form of a page carries to prove where it comes from."""
        page = BeautifulSoup(self.get(address).text, "html.parser")
        names = ("_xsrf", "fgte-mark")
        found = {name: page.select_one(f"main input[name={name}]") for name in names}
        return {name: each["value"] for name, each in found.items() if each}

    def form(self, address: str) -> dict[str, str | list[str]]:
        return form_in(self.get(address).text)

    def post(self, door: str, form: Mapping[str, object], **more: object) -> httpx.Response:
        return self.client.post(f"{BOARD}/{door}", data=form, **more)

    def write(self, form: Mapping[str, object], do: str = "save", **fields: object):
        return self.post("skriv", {**form, **fields, "fgte-do": do})

    def begin(self, kind: str = "provande", **fields: object) -> str:
        """A new entry; its id."""
        answer = self.write(self.form(f"{BOARD}/nytt/{kind}"), **{**FIRST, **fields})
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].partition("/post/")[2].partition("?")[0]


def form_in(html: str) -> dict[str, str | list[str]]:
    """The form for writing on a page, as a browser would send it."""
    form = BeautifulSoup(html, "html.parser").select("form.write-form")[-1]
    sent: dict[str, str | list[str]] = {}
    for each in form.select("input[name], select[name], textarea[name]"):
        if each.get("type") in ("checkbox", "radio") and not each.has_attr("checked"):
            continue
        value = each.get("value", "")
        if each.name == "textarea":
            value = each.text.removeprefix("\n")
        if each.name == "select":
            chosen = each.select_one("option[selected]") or each.select_one("option")
            value = chosen["value"] if chosen else ""
        if each.get("type") == "checkbox":
            value = [*sent.get(each["name"], []), value]
        sent[each["name"]] = value
    return sent
