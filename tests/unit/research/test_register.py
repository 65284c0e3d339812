"""The register: a study with the prövande it belongs to and the proposals that lead there."""

from __future__ import annotations

from datetime import date

import pytest

from fgte.errors import FgteError
from fgte.journal import Kind, open_journal
from fgte.journal.purging import purge
from fgte.reports import JobStatus, run
from fgte.reports.journal_jobs import journal_jobs
from fgte.research import QuestionStatus, freeze_study, read_study, research_questions
from fgte.research.packages import keep_study
from fgte.research.register import registered_studies
from fgte.research.studying import Claim, carry_out
from fgte.settings import read_settings
from tests.unit.research.country import country, study_file

INQUIRY = {
    "title": "Läsning",
    "analysis_object": "Läsning i alla ämnen",
    "observation": "Elever läser frågan för fort.",
    "question": "Vad händer?",
}


def test_a_study_stands_with_its_inquiry_proposals_and_answer(tmp_path):
    settings = country(tmp_path / "home", municipalities=30)
    with open_journal(settings) as journal:
        tried = journal.create(Kind.INQUIRY, INQUIRY, owner="1384", who="processledare")
        said = {"title": "Förslag", "day": "2026-01-10", "proposal": "Pröva i fler ämnen."}
        linked = journal.create(
            Kind.PROPOSAL, said | {"links": [tried.id]}, owner="region", who="forskare"
        )
        journal.create(Kind.PROPOSAL, said, owner="region", who="forskare")
    study = read_study(study_file(tmp_path, inquiry=f'"{tried.id}"', effect=0.1), settings)
    keep_study(study, settings)
    freeze_study(study, settings, date(2026, 8, 20))
    (found,) = registered_studies(settings)
    assert (found.inquiry, found.proposals) == (tried.id, (linked.id,))
    assert (found.claim, found.beforehand) == (Claim.CANNOT, False)


QUESTION = {
    "title": "Läsningen och examen",
    "question": "Ökar andelen med examen?",
    "formed": {"day": "2026-05-27", "groups": ["process", "academia"]},
}


def asked(settings, **more):
    with open_journal(settings) as journal:
        content = {**QUESTION, **more}
        return journal.create(Kind.RESEARCH_QUESTION, content, owner="region", who="forskare")


def kept(tmp_path, settings, name="lasning", **changes):
    keep_study(read_study(study_file(tmp_path, name, **changes), settings), settings)


def test_a_study_names_the_questions_that_it_answers_from_either_side(tmp_path):
    settings = country(tmp_path / "home", municipalities=30)
    by_question = asked(settings, studies=["lasning"])
    by_study = asked(settings)
    asked(settings)
    kept(tmp_path, settings, research_question=f'"{by_study.id}"', effect=0.1)
    (found,) = registered_studies(settings)
    assert [each.id for each in found.questions] == [by_question.id, by_study.id]
    register = research_questions(settings.home)
    assert [len(each.studies) for each in register.questions] == [1, 1, 0]
    assert register.questions[0].status is QuestionStatus.CANNOT
    assert register.loose == ()


def test_a_study_that_cannot_be_remade_still_stands_with_its_question(tmp_path):
    settings = country(tmp_path / "home", municipalities=30)
    with open_journal(settings) as journal:
        tried = journal.create(Kind.INQUIRY, INQUIRY, owner="region", who="x")
    question = asked(settings)
    file = study_file(
        settings.studies, start=None, inquiry=f'"{tried.id}"', research_question=f'"{question.id}"'
    )
    assert file.is_file()
    (found,) = registered_studies(settings)
    assert found.claim is None
    assert found.cause is not None
    assert [each.id for each in found.questions] == [question.id]


def test_a_home_without_studies_or_journal_has_an_empty_register_and_gets_no_journal(tmp_path):
    register = research_questions(tmp_path)
    assert (register.questions, register.loose) == ((), ())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("more", "digest"),
    [
        ({}, "65379c048d4249c9318bae1320d3fd75ed6fe5898288ce8ceb26a21dadee9506"),
        (
            {"donors": '["Lund", "Ale"]', "inquiry": '"p-0123abcd"', "first_year": 2012},
            "7b2ca043e72691916ef1c3458e928c36eb9bafbf0d201d4eab108279d1255c69",
        ),
    ],
)
def test_a_design_frozen_before_there_were_questions_is_still_the_same(tmp_path, more, digest):
    """The digests were made by the program as it was then."""
    settings = read_settings({}, home=tmp_path)
    linked = more | {"research_question": '"ff-0123abcd"'}
    for said in (more, linked):
        assert read_study(study_file(tmp_path, **said), settings).known_as(digest)


def test_what_was_frozen_with_a_prövande_s_id_in_its_digest_is_still_frozen(tmp_path):
    settings = country(tmp_path / "home", municipalities=30)
    with_id = {"inquiry": '"p-0123abcd"', "research_question": '"ff-0123abcd"'}
    study = read_study(study_file(tmp_path, **with_id), settings)
    frozen = freeze_study(study, settings, date(2019, 8, 20))
    place = settings.studies / "lasning.frozen.json"
    as_it_was = "ff54349d66305a6bc155661d7ab73f8101b34582a83147d46d632f5ea2a5dd33"
    place.write_text(place.read_text("utf-8").replace(frozen.digest, as_it_was), encoding="utf-8")
    result = carry_out(study, settings)
    assert result.registered is not None
    assert freeze_study(study, settings, date(2026, 8, 20)).day == date(2019, 8, 20)


def test_an_id_that_is_no_question_s_is_refused(tmp_path):
    with pytest.raises(FgteError, match="research_question"):
        read_study(
            study_file(tmp_path, research_question='"p-0123abcd"'), read_settings({}, home=tmp_path)
        )


def test_the_page_is_made_again_when_a_study_or_the_journal_is_another(tmp_path):
    settings = country(tmp_path / "home", municipalities=30)
    asked(settings, studies=["lasning"])

    def made():
        (outcome,) = run(journal_jobs("forskningsfragor", [], settings), settings, workers=1)
        return outcome

    first = made()
    assert (first.status, first.cause) == (JobStatus.OK, None)
    before = first.html.read_bytes()
    assert made().status is JobStatus.UP_TO_DATE
    kept(tmp_path, settings, effect=0.1)
    assert made().status is JobStatus.OK
    assert first.html.read_bytes() != before
    with open_journal(settings) as journal:
        (one,) = journal.entries(kind=Kind.RESEARCH_QUESTION)
        purge(journal, [one.id], who="x", why="Prov")
    assert made().status is JobStatus.OK
    page = first.html.read_text("utf-8")
    assert one.id not in page
    assert QUESTION["title"] not in page


@pytest.mark.parametrize(("lang", "command"), [("sv", ""), ("en", " --lang en")])
def test_the_page_is_made_by_one_command(tmp_path, lang, command):
    (job,) = journal_jobs("forskningsfragor", [], read_settings({}, home=tmp_path, lang=lang))
    assert (job.stem, job.command) == ("forskningsfragor", f"fgte report forskningsfragor{command}")
    assert job.heading == {"sv": "Forskningsfrågor", "en": "Research questions"}[lang]
