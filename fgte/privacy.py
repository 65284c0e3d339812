"""What points directly at a person: found in a file or a text before anything of it is kept."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from enum import StrEnum
from ipaddress import ip_address
from itertools import pairwise


class Identifier(StrEnum):
    """The kinds of direct identifiers."""

    PERSONAL_NUMBER = "personal_number"
    COORDINATION_NUMBER = "coordination_number"
    RESERVE_NUMBER = "reserve_number"
    EMAIL = "email"
    PHONE = "phone"
    IP_ADDRESS = "ip_address"
    NAME = "name"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    ACCOUNT = "account"
    FREE_TEXT = "free_text"


_NUMBER = re.compile(
    r"(?<!\d)(18|19|20)?(\d\d)[-./ ]?(\d\d)[-./ ]?(\d\d)([-+./ ]{0,3})(\d{4}|(?<= )\d\d \d\d)(?!\d)"
)
_RESERVE = re.compile(
    r"(?<![^\W_])(18|19|20)?(\d\d)(\d\d)(\d\d)[-+ ]?(?:[a-z]{2}\d\d|[a-z]\d{3})(?![^\W_])", re.I
)
_EMAIL = re.compile(r"[^\s@;,]+@[^\s@;,]+\.[^\s@;,.]{2,}")
_MOBILE = re.compile(r"(?<![\d.,])(?:0|46)[-./ ()]*7[02369](?:[-./ ()]*\d){7}(?!\d)")
_FOREIGN = re.compile(r"(?<![\d.,])(?:\+|00)[1-9](?:[ -]*(?:\(0\))?\d){7,13}(?!\d)")
_LANDLINE = re.compile(r"(?<![\d.,:-])0\d{1,3}[-/ ][ ]?\d{2,3}(?:[ -]?\d{2,3}){1,3}(?![\d:-])")
_DATE = re.compile(r"\d\d?([-/. ])\d\d?\1\d{4}(?: .*)?")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")

_HEADINGS = {
    Identifier.PERSONAL_NUMBER: (
        "personnummer personnr persnr pnr ssn personalnumber personid"
        " samordningsnummer samordningsnr tfnummer fodelsenummer"
    ),
    Identifier.EMAIL: "epost epostadress email emailadress emailaddress mail mailadress mejl",
    Identifier.PHONE: (
        "telefon telefonnummer telefonnr telnr tel tfn mobil mobilnummer mobilnr mobiltelefon"
        " phone phonenumber mobile"
    ),
    Identifier.IP_ADDRESS: "ip ipadress ipaddress ipnummer",
    Identifier.NAME: (
        "namn fornamn efternamn tilltalsnamn mellannamn smeknamn name firstname lastname"
        " surname fullname givenname familyname"
    ),
    Identifier.ADDRESS: (
        "adress gatuadress hemadress bostadsadress postadress address homeaddress streetaddress"
    ),
    Identifier.BIRTH_DATE: "fodelsedatum fodelsedag fodd birthdate birthday dateofbirth dob",
    Identifier.ACCOUNT: "anvandarnamn anvandarid anvandare username userid inloggning login",
    Identifier.FREE_TEXT: (
        "kommentar kommentarer ovrigt fritext fritextsvar comment comments freetext"
    ),
}
_KIND_OF_HEADING = {word: kind for kind, words in _HEADINGS.items() for word in words.split()}
_ENDINGS = ("namn", *sorted((word for word in _KIND_OF_HEADING if len(word) > 4), key=len)[::-1])
_OF_A_PLACE = re.compile(
    "skol|enhet|kommun|klass|grupp|program|enkat|fil|amne|omrad|variabel|kolumn"
    "|school|unit|class|municipality|file|survey|group"
)
_OF_A_SCHOOL = re.compile(r"skola[ns]?$|skolor(?:na)?$|gymnasiet$|enhet(?:en)?$|school$")
_DATE_WORDS = (
    "januari februari mars april maj juni juli augusti september oktober november december"
    " january february march may june july august october"
    " jan feb mar apr jun jul aug sep sept okt oct nov dec"
    " måndag tisdag onsdag torsdag fredag lördag söndag"
    " monday tuesday wednesday thursday friday saturday sunday kl am pm"
)
_OF_A_DATE = frozenset(_DATE_WORDS.split())


def identifier_in(value: str) -> Identifier | None:
    """The kind of direct identifier that a text holds, if any.

    Looks for personal, coordination and reserve numbers (with or without century and hyphen),
    e-mail addresses, phone numbers and IP addresses, anywhere in the text.
    """
    text = _plain(value)
    if len(text) < _SHORTEST:
        return None
    if _EMAIL.search(text):
        return Identifier.EMAIL
    number = _number_in(text)
    if number is not None:
        return number
    if any(_is_date(*found.groups()) for found in _RESERVE.finditer(text)):
        return Identifier.RESERVE_NUMBER
    if _holds_phone(text):
        return Identifier.PHONE
    return Identifier.IP_ADDRESS if any(map(_is_address, text.split())) else None


def identifier_of_heading(heading: str, *, asked: bool = False) -> Identifier | None:
    """The kind of identifier that a column says it holds, if any.

    A question's own column (``asked``) may have the whole question as its heading, so there
    only a heading that is nothing but such a word counts.
    """
    inside = identifier_in(heading)
    if inside is not None:
        return inside
    words = re.findall(r"[a-z0-9]+", _letters(heading))
    whole = _KIND_OF_HEADING.get("".join(words))
    if whole is not None or asked:
        return whole
    joined = ["".join(pair) for pair in pairwise(words)]
    kinds = (_kind_of_word(word, words) for word in (*joined, *words))
    return next((kind for kind in kinds if kind is not None), None)


def looks_like_free_text(values: Iterable[str]) -> bool:
    """Whether texts seem to be people's own words or names: seldom the same twice.

    Two of several words are enough, one if it is a sentence; of single words it takes five.
    Words with digits in them (codes) are no words here, nor are dates and names of schools.
    """
    texts = [_words(_plain(value)) for value in values]
    several = [words for words in texts if len(words) > 1 and not _OF_A_SCHOOL.search(words[-1])]
    any_words = [words for words in texts if words and not _OF_A_SCHOOL.search(words[-1])]
    longest = max(map(len, several), default=0)
    return (_differ(several) and (len(several) > 1 or longest >= _A_SENTENCE)) or (
        _differ(any_words) and len(any_words) >= _SOME_NAMES
    )


def _differ(texts: list[tuple[str, ...]]) -> bool:
    return 2 * len(set(texts)) > len(texts)


def holds_words(value: str) -> bool:
    """Whether anything that could be a name or somebody's own words stands in a text."""
    return bool(_words(_plain(value)))


def without_identifiers(found: object) -> str:
    """What was found, as it may be repeated in a message."""
    text = str(found)
    return "…" if identifier_in(text) or len(text) > _LONGEST_REPEATED else text


_SHORTEST, _A_SENTENCE, _SOME_NAMES, _LONGEST_REPEATED = 6, 3, 5, 60


def _number_in(text: str) -> Identifier | None:
    """A personal or coordination number: a date, and a check digit or the hyphen of one."""
    padded = f"0{text}" if re.fullmatch(r"\d{9}", text) else text  # a spreadsheet took its zero
    for found in _NUMBER.finditer(padded):
        century, year, month, day, between, spaced = found.groups()
        last, hyphen = spaced.replace(" ", ""), between.strip()
        if not _is_date(century, year, month, day):
            continue
        whole = century is not None and not between and not _CLOCK.fullmatch(last)
        if hyphen in ("-", "+") or whole or _has_check_digit(year + month + day + last):
            is_person = int(day) < _COORDINATION
            return Identifier.PERSONAL_NUMBER if is_person else Identifier.COORDINATION_NUMBER
    return None


_COORDINATION = 60
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def _is_date(century: str | None, year: str, month: str, day: str) -> bool:
    """Whether it is a day, or a day plus 60 as in coordination numbers."""
    if not 1 <= int(month) <= 12:
        return False
    years = [int(century + year)] if century else [1900 + int(year), 2000 + int(year)]
    last = max(monthrange(each, int(month))[1] for each in years)
    return 1 <= int(day) % _COORDINATION <= last and int(day) < 100


def _has_check_digit(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _holds_phone(text: str) -> bool:
    if _MOBILE.search(text) or _FOREIGN.search(text) or re.fullmatch(r"7[02369]\d{7}", text):
        return True
    if _DATE.fullmatch(text):
        return False
    found = (re.sub(r"\D", "", each.group()) for each in _LANDLINE.finditer(text))
    return any(8 <= len(digits) <= 10 for digits in found)


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text.strip("[](),;")))
    except ValueError:
        return False


def _kind_of_word(word: str, all_words: list[str]) -> Identifier | None:
    ending = next((known for known in _ENDINGS if word.endswith(known)), word)
    kind = _KIND_OF_HEADING.get(ending)
    of_a_place = any(map(_OF_A_PLACE.match, all_words))
    return None if kind is Identifier.NAME and of_a_place else kind


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, small letters; parts with digits, months and "kl" are none."""
    parts = (part for part in text.casefold().split() if not re.search(r"\d", part))
    words = (word for part in parts for word in re.findall(r"[^\W\d_]{2,}", part))
    return tuple(word for word in words if word not in _OF_A_DATE)


def _plain(value: str) -> str:
    """The text without characters that hide a number: odd digits, dashes, spaces."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", value))
    return " ".join(_DASHES.sub("-", text).split())


def _letters(text: str) -> str:
    """Small letters without rings and dots."""
    spread = unicodedata.normalize("NFKD", _plain(text).casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
