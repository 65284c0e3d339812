"""Sessions end, forms are bound to theirs, and guessing a password takes patience."""

from __future__ import annotations

import pytest

from fgte.dashboards.change_work import people
from fgte.dashboards.change_work.office import Office
from fgte.dashboards.change_work.people import Patience, Sessions
from fgte.journal import editors, open_journal
from fgte.journal.access import Role
from fgte.journal.editors import add_editor, let_out, set_password
from fgte.settings import read_settings

PASSWORD = "ett långt lösenord"
SECRET = "tjänstens hemlighet"


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office(tmp_path):
    settings = read_settings({}, home=tmp_path)
    with open_journal(settings) as journal:
        add_editor(journal, "hanna", Role.EDITOR, ["1384"], password=PASSWORD)
    office = Office(settings, lambda: None, SECRET)
    yield office
    office.close()


def person_of(office, secret):
    with office.opened() as journal:
        return office.person_of(journal, office.sessions.find(secret))


def test_a_session_ends_after_rest_and_at_the_latest_after_a_day_s_work(clock):
    sessions = Sessions(clock)
    rested, used = sessions.begin("hanna", ""), sessions.begin("hanna", "")
    for hour in range(1, 12):
        clock.time = hour * 3600
        assert sessions.find(used)
    assert sessions.find(rested) is None
    clock.time = people.LONGEST_SECONDS + 1
    assert sessions.find(used) is None


def test_a_session_is_found_by_its_secret_alone(clock):
    sessions = Sessions(clock)
    secret = sessions.begin("hanna", "")
    assert sessions.find(secret).login == "hanna"
    assert sessions.find("hanna") is None
    sessions.end(secret)
    assert sessions.find(secret) is None


def test_the_secret_itself_is_kept_nowhere(clock):
    sessions = Sessions(clock)
    secret = sessions.begin("hanna", "seal")
    assert secret not in repr(vars(sessions))


def test_a_form_s_mark_belongs_to_one_session_of_one_server(clock):
    sessions = Sessions(clock)
    mine, other = sessions.begin("hanna", ""), sessions.begin("hanna", "")
    assert sessions.is_marked(mine, sessions.mark(mine))
    assert not sessions.is_marked(mine, sessions.mark(other))
    assert not sessions.is_marked(mine, Sessions(clock).mark(mine))
    assert not sessions.is_marked(mine, "å")


def test_ten_tries_for_a_login_from_an_address_and_then_a_wait(clock):
    patience = Patience(clock)
    assert [patience.take("hanna", "a") for _ in range(10)] == [0] * 10
    assert patience.take("hanna", "a") > 0
    assert patience.take("vera", "a") == 0
    assert patience.take("hanna", "b") == 0
    clock.time = people.WINDOW_SECONDS + 1
    assert patience.take("hanna", "a") == 0


def test_one_address_guesses_thirty_times_whatever_the_login(clock):
    patience = Patience(clock)
    assert all(patience.take(f"login{n}", "a") == 0 for n in range(people.BY_ADDRESS))
    assert patience.take("en-till", "a") > 0


def test_many_addresses_together_guess_fifty_times_at_one_login(clock):
    patience = Patience(clock)
    assert all(patience.take("hanna", f"a{n}") == 0 for n in range(people.BY_LOGIN))
    assert patience.take("hanna", "ny") > 0


def test_a_right_password_is_not_counted(clock):
    patience = Patience(clock)
    for _ in range(100):
        assert patience.take("hanna", "a") == 0
        patience.forgive("hanna", "a")


def test_what_is_remembered_of_guesses_does_not_grow_without_end(clock, monkeypatch):
    monkeypatch.setattr(people, "KEPT", 30)
    patience = Patience(clock)
    for n in range(500):
        patience.take(f"login{n}", f"a{n}")
    assert len(patience._tried) <= 32


def test_an_unknown_login_costs_the_same_work_as_a_known_one(office, monkeypatch):
    asked = []
    real = editors._matches
    monkeypatch.setattr(editors, "_matches", lambda *a: asked.append(a) or real(*a))
    for login in ("hanna", "finns-inte", "Ogiltigt Namn!", ""):
        assert office.let_in(login, "fel lösenord här") is None
    assert len(asked) == 4


def test_a_right_password_begins_a_session_of_that_person(office):
    assert person_of(office, office.let_in("hanna", PASSWORD)).owners == {"1384"}


@pytest.mark.parametrize("change", [let_out, lambda j, login: set_password(j, login, PASSWORD * 2)])
def test_a_session_ends_when_the_account_is_shut_or_gets_a_new_password(office, change):
    secret = office.let_in("hanna", PASSWORD)
    with office.opened() as journal:
        change(journal, "hanna")
    assert person_of(office, secret) is None


def test_reading_begins_no_journal(tmp_path):
    office = Office(read_settings({}, home=tmp_path / "home"), lambda: None)
    with office.opened() as journal:
        assert journal is None
    assert office.let_in("hanna", PASSWORD) is None
    assert not (tmp_path / "home").exists()
    office.close()


@pytest.mark.parametrize(
    ("shown", "believed"), [(SECRET, True), ("", False), ("å", False), ("€", False)]
)
def test_a_service_is_believed_only_with_its_secret(office, shown, believed):
    """What a header holds reaches the program read as Latin-1."""
    assert office.is_service(shown.encode().decode("latin-1")) is believed


def test_no_service_is_believed_where_none_is_named(tmp_path):
    assert Office(read_settings({}, home=tmp_path), lambda: None).is_service("") is False


def test_when_too_many_are_signed_in_the_one_who_came_first_is_let_go(clock, monkeypatch):
    monkeypatch.setattr(people, "KEPT", 2)
    sessions = Sessions(clock)
    first, *later = [sessions.begin(name, "seal") for name in ("hanna", "vera", "lars")]
    assert sessions.find(first) is None
    assert all(sessions.find(each) for each in later)


def test_after_a_right_password_the_ten_tries_begin_anew(clock):
    patience = Patience(clock)
    for _ in range(9):
        patience.take("hanna", "10.0.0.1")
    patience.take("hanna", "10.0.0.1")
    patience.forgive("hanna", "10.0.0.1")
    assert [patience.take("hanna", "10.0.0.1") for _ in range(10)] == [0] * 10


def test_trying_while_one_waits_makes_the_wait_no_longer(clock):
    patience = Patience(clock)
    for _ in range(10):
        patience.take("hanna", "10.0.0.1")
    clock.time = 100.0
    assert all(patience.take("hanna", "10.0.0.1") for _ in range(10))
    clock.time = people.WINDOW_SECONDS + 1.0
    assert patience.take("hanna", "10.0.0.1") == 0


def test_the_wait_is_a_quarter_of_an_hour_to_the_end(clock):
    patience = Patience(clock)
    for _ in range(10):
        patience.take("hanna", "10.0.0.1")
    clock.time = people.WINDOW_SECONDS - 1.0
    assert patience.take("hanna", "10.0.0.1") > 0
