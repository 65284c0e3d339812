"""Instruments are data: those that ship are whole, and a municipality adds its own by a file."""

from pathlib import Path

import pytest

from fgte.catalogue.instruments import RatedObject, instrument, instruments
from fgte.errors import FgteError
from fgte.settings import read_settings

OWN = """
id = "trivsel_egen"
version = "1"
label = "Trivsel"
explanation = "Hur vi har det."
source = "Egen"
terms = "Fri"
objects = ["school"]
[scale]
low = 1
labels = ["Nej", "Ja"]
[[item]]
id = "trivs"
text = "Jag trivs."
"""


def home_with(folder, words, name="egen.toml"):
    place = Path(folder) / "catalogue" / "instrument"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(words, encoding="utf-8")
    return read_settings({}, home=folder)


def test_the_ten_statements_are_those_of_the_network(shared):
    seed = (shared / "seeds" / "skis_231208.txt").read_text(encoding="utf-8")
    seed = seed.replace("barn/ elevers", "barn/elevers")
    found = instrument("kollegialt_larande")
    assert len(found.items) == 10
    for n, each in enumerate(found.items, start=1):
        assert f"{n}. {each.text.sv}" in seed
        if each.help and n == 6:
            assert "(d" + each.help.sv[1:-1] + ")" in seed


def test_the_thirteen_questions_are_those_of_gothenburg(shared):
    name = "goteborg_strukturer_for_gemensamt_larande.txt"
    seed = (shared / "seeds" / name).read_text(encoding="utf-8")
    found = instrument("larande_natverk")
    assert len(found.items) == 13
    assert all(each.open and f"- {each.text.sv}" in seed for each in found.items)


@pytest.mark.parametrize(
    ("mean", "step"), [(1, 1), (1.49, 1), (1.5, 2), (2.49, 2), (2.5, 3), (3.5, 4), (4, 4)]
)
def test_the_levels_are_the_nearest_whole_number(mean, step):
    assert instrument("kollegialt_larande").level_of(mean).step == step


def test_every_shipped_instrument_says_where_it_comes_from_in_both_languages():
    for each in instruments().values():
        said = (each.source, each.terms, each.explanation, *(i.text for i in each.items))
        assert all(words.sv != words.en for words in said)


def test_a_municipality_adds_its_own_by_a_file(tmp_path):
    found = instrument("trivsel_egen", home_with(tmp_path, OWN))
    assert (found.scale.high, found.objects) == (2, (RatedObject.SCHOOL,))
    assert found.level_of(1.5) is None


def test_an_unknown_one_names_the_closest():
    with pytest.raises(FgteError, match="kollegialt_larande"):
        instrument("kollegialt_lärande")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "trivsel_egen"', 'id = "kollegialt_larande"', "en gång till"),
        ('version = "1"', "", "version"),
        ('terms = "Fri"', 'terms = "Fri"\ntearms = "x"', "tearms → terms"),
        ('labels = ["Nej", "Ja"]', 'labels = ["Nej"]', "scale: labels"),
        ('text = "Jag trivs."', 'text = "Jag trivs."\nopen = true', "scale"),
        ('objects = ["school"]', 'objects = ["person"]', "person"),
        ('objects = ["school"]', "objects = []", "objects"),
        ('label = "Trivsel"', 'label = "Fråga anna@example.se"', "personuppgift"),
        ('id = "trivs"', 'id = "Jag trivs"', "id"),
        ("[[item]]", '[[level]]\nstep = 1\nlow = 1.0\nlabel = "låg"\n[[item]]', "cut_offs"),
        ("[[item]]", '[[part]]\nid = "d"\nlabel = "D"\nitems = ["x"]\n[[item]]', "part: items"),
        ("[scale]", "[scale", "gick inte att läsa"),
    ],
)
def test_a_faulty_one_is_refused_with_its_place(tmp_path, old, new, said):
    with pytest.raises(FgteError) as error:
        instruments(home_with(tmp_path, OWN.replace(old, new)))
    assert said in error.value.message()
    assert "egen.toml" in error.value.message()
