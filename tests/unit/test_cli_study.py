"""``fgte study`` and ``fgte export --study`` as the how-to says to write them."""

from __future__ import annotations

import json

import pytest

from fgte.cli import main


@pytest.fixture
def at_work(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_a_form_to_a_package(at_work, capsys):
    assert main(["study", "--form", "."]) == 0
    assert main(["study", "studie.toml", "--freeze"]) == 0
    said = capsys.readouterr().out
    assert "Utformningen är fryst" in said
    assert "Utfall fanns redan i lagret för 2021 och 2022" in said
    assert main(["study", "studie.toml"]) == 0
    assert "Designen kan inte besvara frågan." in capsys.readouterr().out
    page = (at_work / "home" / "output" / "studie-studie.html").read_text("utf-8")
    assert "Det finns inga kommuner att jämföra med i lagret." in page
    assert main(["export", "--study", "studie"]) == 0
    assert (at_work / "home" / "output" / "paket-studie" / "datapackage.json").is_file()


def test_a_program_is_told_the_claim(at_work, capsys):
    main(["study", "--form", "."])
    capsys.readouterr()
    assert main(["study", "studie.toml", "--json", "--lang", "en"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["claim"] == "cannot"
    assert said["said"] == "The design cannot answer the question."


def test_the_register_lists_what_was_asked_and_what_came_of_it(at_work, capsys):
    assert main(["study", "--list"]) == 0
    assert "Inga studier är frysta eller gjorda än." in capsys.readouterr().out
    main(["study", "--form", "."])
    main(["study", "studie.toml", "--freeze"])
    (at_work / "home" / "studies" / "trasig.toml").write_text("x", encoding="utf-8")
    capsys.readouterr()
    assert main(["study", "--list"]) == 0
    said = capsys.readouterr().out
    assert "Steg meritvärdet från det år då läsarbetet först kunde synas?" in said
    assert "när utfall redan fanns eller kunde vara publicerat" in " ".join(said.split())
    assert "Studiefilen trasig.toml gick inte att läsa" in said


def test_every_indicator_is_asked_and_none_is_claimed(at_work, capsys):
    main(["study", "--form", "."])
    capsys.readouterr()
    assert main(["study", "studie.toml", "--every-indicator", "--workers", "1"]) == 0
    said = capsys.readouterr().out
    assert said.count("designen kan inte besvara frågan") == 13
    assert "Inget av detta är en slutsats." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["study"], "Ange en studiefil"),
        (["study", "borta.toml"], "Studiefilen borta.toml finns inte"),
        (["export", "--study", "borta"], "Det finns ingen studie som heter ”borta”"),
        (["export", "--study", "x", "--region"], "kan inte kombineras"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_way_on(at_work, capsys, words, said):
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_form_never_replaces_what_lies_there(at_work, capsys):
    (at_work / "studie.toml").write_text("min", encoding="utf-8")
    assert main(["study", "--form", "."]) == 2
    assert (at_work / "studie.toml").read_text("utf-8") == "min"
