"""Swedish and English texts have the same keys and the same placeholders."""

import string
import tomllib
from pathlib import Path

import pytest

import fgte.texts

FOLDER = Path(fgte.texts.__file__).parent
FILES = sorted(path.name for path in (FOLDER / "sv").glob("*.toml"))


def flat(table, before=""):
    for key, value in table.items():
        name = f"{before}{key}"
        yield from flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]


def read(lang, name):
    return dict(flat(tomllib.loads((FOLDER / lang / name).read_text(encoding="utf-8"))))


def placeholders(words):
    return {field for _, field, _, _ in string.Formatter().parse(words) if field}


def test_there_are_the_same_files():
    assert sorted(path.name for path in (FOLDER / "en").glob("*.toml")) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_same_keys_stand_in_both(name):
    assert read("sv", name).keys() == read("en", name).keys()


@pytest.mark.parametrize("name", FILES)
def test_placeholders_are_the_same(name):
    sv, en = read("sv", name), read("en", name)
    for key in sv:
        assert placeholders(sv[key]) == placeholders(en[key]), key
        assert sv[key].strip(), key
        assert en[key].strip(), key


def test_swedish_has_no_english_quotes_or_decimal_points():
    for name in FILES:
        for key, words in read("sv", name).items():
            assert "“" not in words, (name, key)
