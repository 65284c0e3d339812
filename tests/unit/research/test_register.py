"""The register: a study with the prövande it belongs to and the proposals that lead there."""

from __future__ import annotations

from datetime import date

from fgte.journal import Kind, open_journal
from fgte.research import freeze_study, read_study
from fgte.research.packages import keep_study
from fgte.research.register import registered_studies
from fgte.research.studying import Claim
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
