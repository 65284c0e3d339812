"""A figure that its publisher has changed is told where it is shown, and whether it matters."""

from dataclasses import replace
from datetime import date

import pytest

import fgte
from fgte.catalogue import open_catalogue
from fgte.model import Localised, Origin
from fgte.present.revisions import revision_sentences
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.sources.raw import raw_figures
from fgte.store.ledger import account
from fgte.store.ledger_table import read_ledger, read_summaries, write_ledger
from fgte.store.standing import Batch
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

TERMS = Localised("t", "t")
LATER = Origin("later", TERMS, ("Kolada",), (), date(2027, 1, 2), "0", 0, TERMS)


@pytest.fixture
def revised(settings, tmp_path):
    """A store in which Kungsbacka's share in every subject of 2022 has been revised."""

    def make(value, *, accepted=True, status="ok", before=None):
        file = settings.official / "fgte_figures.csv"
        origin = read_origin(file)
        first = Batch(origin, read_official(file, snapshot_id=origin.snapshot_id))
        row = {"source": "Kolada", "kpi": "N15419", "municipality_id": "1384", "year": 2022}
        row |= {"sex": "T", "value": value, "snapshot_id": "later", "status": status}
        later = Batch(LATER, raw_figures([row]), accepted=accepted)
        book = open_catalogue(settings)
        between = [] if before is None else [replace(later, figures=raw_figures([row | before]))]
        kept = account([first, *between, later], book)
        write_ledger(tmp_path / "store", kept)
        table = tidy(kept.standing, book)
        write_table(tmp_path / "store", table, fingerprint="x", origins=[origin, LATER])
        return fgte.assess("alla_amnen_slutbetyg", "1384", store=open_table(tmp_path / "store"))

    return make


def test_a_revision_is_said_with_both_figures_and_that_the_judgement_stands(revised):
    finding = revised(81.4)
    assert finding.value == 81.4
    assert revision_sentences(finding) == [
        "Kolada har ändrat 2022 från 82,0 till 81,4. Bedömningen står kvar."
    ]
    assert "har ändrat 2022" in finding.card().source


def test_a_held_revision_is_said_and_not_used(revised):
    finding = revised(30.0, accepted=False)
    assert finding.value == 82.0
    assert "används inte förrän någon har godkänt den" in revision_sentences(finding)[0]


def test_a_figure_that_is_hidden_now_is_said_without_what_it_was(revised):
    finding = revised(None, status="suppressed")
    assert revision_sentences(finding) == [
        "Kolada döljer uppgiften för 2022, eftersom gruppen är liten."
    ]
    assert [(each.old, each.new) for each in finding.revisions] == [(None, None)]


def test_the_ledger_is_read_as_it_was_written(revised, tmp_path):
    revised(81.4)
    (line,) = read_ledger(tmp_path / "store").itertuples()
    assert (line.event, line.old_value, line.new_value) == ("changed", 82.0, 81.4)
    assert [each["new"] for each in read_summaries(tmp_path / "store")] == [1503, 0]


def test_without_a_ledger_nothing_has_been_revised(store):
    assert fgte.assess("alla_amnen_slutbetyg", "1384", store=store).revisions == ()


@pytest.mark.parametrize(
    ("status", "said"),
    [("suppressed", "dold uppgift (liten grupp)"), ("missing", "uppgift saknas")],
)
def test_a_figure_that_is_shown_again_is_said_with_what_stood_there(revised, status, said):
    finding = revised(81.4, before={"value": None, "status": status})
    assert any(f"{said} har blivit 81,4" in each for each in revision_sentences(finding))
