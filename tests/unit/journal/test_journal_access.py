"""Who may read, write and remove; and a password is kept so that it cannot be read."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from fgte.errors import RequestError
from fgte.journal import Kind
from fgte.journal.access import Person, Role, may_purge, may_read, may_write
from fgte.journal.documents import read_body
from fgte.journal.editors import (
    add_editor,
    hash_password,
    let_out,
    person,
    set_password,
    sign_in,
)
from fgte.journal.tables import editor
from tests.unit.journal.factories import EXCHANGE, inquiry

WORDS = "korrekt häst batteri häftklammer"
ANNA = Person("anna", Role.EDITOR, frozenset({"1384"}))
BO = Person("bo", Role.EDITOR, frozenset({"1383"}))
READER = Person("rut", Role.READER, frozenset({"1384"}))
STEWARD = Person("stig", Role.STEWARD, frozenset({"1384", "region"}))


@pytest.mark.parametrize(
    ("who", "local", "regional"),
    [(None, False, True), (READER, True, True), (ANNA, True, True), (BO, False, True)],
)
def test_local_entries_are_read_by_their_owners_people_alone(journal, who, local, regional):
    seen = {
        name: journal.create(Kind.INQUIRY, inquiry(), owner="1384", who="a", visibility=name)
        for name in ("local", "regional")
    }
    assert (may_read(who, seen["local"]), may_read(who, seen["regional"])) == (local, regional)


@pytest.mark.parametrize(
    ("who", "may"), [(None, False), (READER, False), (ANNA, True), (BO, False), (STEWARD, True)]
)
def test_editors_write_what_is_their_owners(who, may):
    assert may_write(who, "1384") is may


def test_every_participant_writes_in_an_exchange():
    body = read_body(Kind.EXCHANGE, EXCHANGE)
    assert may_write(BO, "region", body)
    assert not may_write(BO, "region")
    assert not may_write(Person("c", Role.EDITOR, frozenset({"1315"})), "region", body)


@pytest.mark.parametrize(("who", "may"), [(None, False), (ANNA, False), (STEWARD, True)])
def test_only_a_steward_removes_for_good(who, may):
    assert may_purge(who, "1384") is may
    assert not may_purge(who, "1383")


@pytest.fixture
def known(journal):
    add_editor(journal, "anna", Role.EDITOR, ["Kungsbacka", "1384"], password=WORDS)
    return journal


def test_whoever_has_the_password_is_let_in(known):
    assert sign_in(known, "anna", WORDS) == ANNA


def test_an_accent_typed_in_two_ways_is_the_same_password(known):
    assert sign_in(known, "anna", WORDS.replace("ä", "a\u0308")) == ANNA


@pytest.mark.parametrize(
    ("login", "password"), [("anna", WORDS + "x"), ("anna", ""), ("bo", WORDS), ("Anna", WORDS)]
)
def test_nobody_else_is(known, login, password):
    assert sign_in(known, login, password) is None


def test_the_password_is_kept_as_argon2id_and_salted(known):
    set_password(known, "anna", WORDS)
    with known.engine.connect() as connection:
        kept = connection.scalar(sa.select(editor.c.password))
    assert kept.startswith("$argon2id$")
    assert hash_password(WORDS) != hash_password(WORDS)
    assert WORDS not in kept


def test_who_is_let_out_comes_in_no_more(known):
    let_out(known, "anna")
    assert sign_in(known, "anna", WORDS) is None
    assert person(known, "anna") is None


def test_without_a_password_only_another_services_word_lets_in(journal):
    add_editor(journal, "hubben", Role.EDITOR, ["1384"])
    assert sign_in(journal, "hubben", "nobody has this password") is None
    assert person(journal, "hubben") == Person("hubben", Role.EDITOR, frozenset({"1384"}))


@pytest.mark.parametrize("password", ["kort", "x" * 257, "anna anna anna"])
def test_a_weak_password_is_refused(journal, password):
    with pytest.raises(RequestError, match="Lösenordet ska ha mellan 12 och 256"):
        add_editor(journal, "anna", Role.EDITOR, ["1384"], password=password)


@pytest.mark.parametrize(
    ("login", "said"), [("anna", "finns redan"), ("Åsa Ek", "2–40 tecken"), ("x" * 41, "2–40")]
)
def test_a_login_that_cannot_be_is_refused(known, login, said):
    with pytest.raises(RequestError, match=said):
        add_editor(known, login, Role.EDITOR, ["1384"], password=WORDS)


def test_changing_nobody_is_said(journal):
    with pytest.raises(RequestError, match="ingen med användarnamnet"):
        let_out(journal, "ingen")
