"""``fgte study`` and ``fgte export --study`` as the how-to says to write them."""

from __future__ import annotations

import json
import re

import pytest

from fgte.cli import main
from fgte.journal import Kind, open_journal
from fgte.settings import read_settings
from tests.unit.research.asked import ASKED

GONE = 'research_question = "ff-0123abcd"'


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
    title = re.search(r"<h1>(.*?)</h1>", page).group(1)
    assert f"<title>{title} – Följeforskning" in page
    assert f'title = "{title}"' in (at_work / "studie.toml").read_text("utf-8")
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
        (["study", "--remove", "borta"], "Det finns ingen studie som heter ”borta”"),
        (["study", "--remove", "../borta"], "Det finns ingen studie som heter"),
        (["study", "borta.toml", "--remove", "borta"], "Ange en studiefil"),
        (["report", "forskningsfragor", "2026"], "är ett för hela samarbetet"),
        (["report", "forskningsfragor", "--region"], "gäller det som står i journalen"),
        (["report", "forskningsfragor", "--first-year", "2020"], "first_year"),
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


def links(at_work):
    index = (at_work / "home" / "output" / "index.html").read_text("utf-8")
    return re.findall(r'<h3><a href="(.*?)"', index)


def with_a_question(at_work):
    """A question in the journal that names the study, and the study's file."""
    settings = read_settings({}, home=at_work / "home")
    content = {**ASKED, "studies": ["studie"]}
    with open_journal(settings) as journal:
        made = journal.create(Kind.RESEARCH_QUESTION, content, owner="region", who="x")
    main(["study", "--form", "."])
    return made.id


def test_the_index_and_the_register_follow_the_studies(at_work, capsys):
    with_a_question(at_work)
    assert main(["report", "forskningsfragor"]) == 0
    page = at_work / "home" / "output" / "forskningsfragor.html"
    assert "varken fryst eller gjord här" in page.read_text("utf-8")
    assert main(["study", "studie.toml"]) == 0
    assert links(at_work) == ["forskningsfragor.html", "studie-studie.html"]
    assert "Designen kan inte besvara frågan." in page.read_text("utf-8")
    assert main(["study", "studie.toml", "--freeze"]) == 0
    capsys.readouterr()
    assert main(["study", "--remove", "studie"]) == 0
    assert "Det som frystes står kvar" in capsys.readouterr().out
    assert links(at_work) == ["forskningsfragor.html"]
    assert "varken fryst eller gjord här" in page.read_text("utf-8")
    assert (at_work / "home" / "studies" / "studie.frozen.json").is_file()


def test_the_list_names_the_questions_a_study_answers(at_work, capsys):
    question = with_a_question(at_work)
    main(["study", "studie.toml", "--freeze"])
    capsys.readouterr()
    assert main(["study", "--list"]) == 0
    assert f"Forskningsfråga: Läsningen ({question})" in capsys.readouterr().out
    assert main(["study", "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["research_questions"] == [question]


def test_a_question_that_is_gone_is_told_without_its_id(at_work, capsys):
    main(["study", "--form", "."])
    file = at_work / "studie.toml"
    said = file.read_text("utf-8").replace('# research_question = "ff-0123abcd"', GONE)
    file.write_text(said, encoding="utf-8")
    main(["study", "studie.toml", "--freeze"])
    capsys.readouterr()
    assert main(["study", "--list"]) == 0
    said = capsys.readouterr().out
    assert "Forskningsfrågan som studiefilen nämner finns inte i journalen." in said
    assert "ff-0123abcd" not in said


def test_a_study_that_never_had_a_report_is_removed_where_there_are_no_reports(at_work, capsys):
    main(["study", "--form", "."])
    main(["study", "studie.toml", "--freeze"])
    capsys.readouterr()
    assert main(["study", "--remove", "studie"]) == 0
    assert "står kvar" in capsys.readouterr().out
    assert not (at_work / "home" / "output").exists()


def test_a_study_made_elsewhere_begins_no_index_there(at_work):
    main(["study", "--form", "."])
    assert main(["study", "studie.toml", "--out", "annan"]) == 0
    assert sorted(each.name for each in (at_work / "annan").glob("*.html")) == [
        "studie-studie.html"
    ]
