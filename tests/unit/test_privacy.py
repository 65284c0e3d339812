"""What points directly at a person is found, and what only looks like it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.privacy import (
    Identifier,
    identifier_in,
    identifier_of_heading,
    looks_like_free_text,
    without_identifiers,
)

NUMBER, COORDINATION = Identifier.PERSONAL_NUMBER, Identifier.COORDINATION_NUMBER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("811218-9876", NUMBER),
        ("8112189876", NUMBER),
        ("19811218-9876", NUMBER),
        ("198112189876", NUMBER),
        ("811218+9876", NUMBER),
        ("811218 9876", NUMBER),
        ("811218 - 9876", NUMBER),
        ("19811218.9876", NUMBER),
        ("811218/9876", NUMBER),
        ("81 12 18 98 76", NUMBER),
        ("198112189875", NUMBER),
        ("A8112189876", NUMBER),
        ("1981-12-18-9876", NUMBER),
        ("811218–9876", NUMBER),
        ("8112\u200b18-9876", NUMBER),
        ("８１１２１８-９８７６", NUMBER),
        ("Elev 811218-9876 i 5B", NUMBER),
        ("811218-0000", NUMBER),
        ("20000229-1234", NUMBER),
        ("811278-9873", COORDINATION),
        ("198112789873", COORDINATION),
        ("20120315-TF12", Identifier.RESERVE_NUMBER),
        ("120315T123", Identifier.RESERVE_NUMBER),
        ("anna.svensson@varberg.se", Identifier.EMAIL),
        ("Skriv till anna@skola.varberg.se!", Identifier.EMAIL),
        ("070-123 45 67", Identifier.PHONE),
        ("0701234567", Identifier.PHONE),
        ("701234567", Identifier.PHONE),
        ("46701234567", Identifier.PHONE),
        ("(070) 123 45 67", Identifier.PHONE),
        ("070.123.45.67", Identifier.PHONE),
        ("+46 70 123 45 67", Identifier.PHONE),
        ("+46(0)340880 00", Identifier.PHONE),
        ("0046701234567", Identifier.PHONE),
        ("0340-88 000", Identifier.PHONE),
        ("08-123 456 78", Identifier.PHONE),
        ("+45 12 34 56 78", Identifier.PHONE),
        ("192.168.0.17", Identifier.IP_ADDRESS),
        ("2001:db8::8a2e:370:7334", Identifier.IP_ADDRESS),
    ],
)
def test_a_direct_identifier_is_found(text, kind):
    assert identifier_in(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "4,0",
        "0,75",
        "2025",
        "2024/25",
        "1384",
        "12345678",
        "20250314",
        "2025-03-14",
        "2025-03-14 10:15:00",
        "2025-03-14T10:15:00",
        "14-03-2025",
        "14/03/2025 08:15",
        "10:15:00",
        "202503141015",
        "8112189875",
        "811318-9876",
        "811232-9876",
        "20010229-1234",
        "212000-1405",
        "556703-7485",
        "7–9",
        "0-10",
        "åk 4-6",
        "Ängsskolan 7-9",
        "version 1.2.3",
        "Stämmer helt",
        "12 345 678",
        "a@b",
    ],
)
def test_what_only_looks_like_one_is_let_through(text):
    assert identifier_in(text) is None


def test_a_number_that_lost_its_zero_in_a_spreadsheet_is_found():
    assert identifier_in("0503151235") is NUMBER
    assert identifier_in("503151235") is NUMBER


@given(st.dates(), st.integers(0, 999), st.sampled_from(["", "-", "+"]), st.booleans())
def test_every_right_number_is_found_however_it_is_written(day, serial, hyphen, century):
    digits = f"{day:%y%m%d}{serial:03d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    check = -sum(each // 10 + each % 10 for each in doubled) % 10
    head = "20" if day.year % 400 == 0 or day.year >= 2000 else "19"
    number = f"{head if century else ''}{digits[:6]}{hyphen}{digits[6:]}{check}"
    if not (century and digits[2:6] == "0229"):
        assert identifier_in(f"Jag är {number}.") is NUMBER


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Namn", Identifier.NAME),
        ("Elevens namn", Identifier.NAME),
        ("Elevnamn", Identifier.NAME),
        ("FÖRNAMN", Identifier.NAME),
        ("För-namn", Identifier.NAME),
        ("efternamn", Identifier.NAME),
        ("Last name", Identifier.NAME),
        ("E-post", Identifier.EMAIL),
        ("e-postadress till vårdnadshavare", Identifier.EMAIL),
        ("elevens_epost", Identifier.EMAIL),
        ("Mail", Identifier.EMAIL),
        ("Personnummer", NUMBER),
        ("Pers.nr", NUMBER),
        ("IP", Identifier.IP_ADDRESS),
        ("IP-adress", Identifier.IP_ADDRESS),
        ("Telefonnr", Identifier.PHONE),
        ("Mobil", Identifier.PHONE),
        ("Hemadress", Identifier.ADDRESS),
        ("Födelsedatum", Identifier.BIRTH_DATE),
        ("Användarnamn", Identifier.ACCOUNT),
        ("Username", Identifier.ACCOUNT),
        ("Övriga kommentarer", Identifier.FREE_TEXT),
        ("811218-9876", NUMBER),
    ],
)
def test_a_heading_that_tells_of_an_identifier_is_found(heading, kind):
    assert identifier_of_heading(heading) is kind


@pytest.mark.parametrize(
    "heading",
    [
        "Kön", "Skola", "Skolans namn", "Skolnamn", "School name", "Klassens namn", "F1", "Nr",
        "Grupp", "Starttid", "Tipp", "Anmälan", "Kommun", "Enkätens namn", "",
    ],
)  # fmt: skip
def test_other_headings_are_let_through(heading):
    assert identifier_of_heading(heading) is None


def test_a_question_may_mention_what_a_column_may_not_hold():
    question = "Jag har fått lämna mitt telefonnummer på nätet"
    assert identifier_of_heading(question) is Identifier.PHONE
    assert identifier_of_heading(question, asked=True) is None
    assert identifier_of_heading("Telefonnummer", asked=True) is Identifier.PHONE


@pytest.mark.parametrize(
    "values",
    [
        ["Anna Svensson", "Bo Ek", "Carin Lind"],
        ["Mer studiero vore bra", "Skolmaten är dålig", ""],
        ["", "", "Jag tycker att rasterna är för korta"],
        ["Anna", "Bo", "Carin", "Didrik", "Eva"],
        ["anna", "BO", "carin ask", "didrik", "eva"],
    ],
)
def test_names_and_own_words_are_seen(values):
    assert looks_like_free_text(values)


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["", ""],
        ["Ja", "Nej", "Kanske"],
        ["Stämmer helt", "Stämmer dåligt", "Stämmer helt", "Stämmer helt"],
        ["Elev nr 1", "Elev nr 2", "Elev nr 3"],
        ["2025-03-14 10:15", "2025-03-14 10:16"],
        ["Norra skolan"],
        ["Anna Whitlocks skola", "Norra Varalövs skola", "Annaskolan", "Bergaskolan"],
        ["Annaskolan", "Bergaskolan", "Ceciliaskolan", "Davidskolan", "Eriksgymnasiet"],
        ["a1b2c3", "d4e5f6", "aa7bb8", "cc9dd1", "ee2ff3"],
        ["550e8400-e29b-41d4-a716-446655440000", "7c9e6679-7425-40de-944b-e07fc1f90ae7"],
        ["14 mars 2025 kl. 10.15", "15 april 2025 kl. 11.15", "2 maj 2025"],
        ["Roligt", "Tråkigt", "Roligt", "Roligt", "Tråkigt", "Roligt"],
    ],
)
def test_codes_and_choices_are_not_taken_for_own_words(values):
    assert not looks_like_free_text(values)


def test_a_message_repeats_a_word_but_never_an_identifier():
    assert without_identifiers("höger") == "höger"
    assert without_identifiers("anna@varberg.se") == "…"
    assert without_identifiers("ord " * 40) == "…"
