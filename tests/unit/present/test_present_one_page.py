"""Pages of one sheet: what they show follows from a printed rule and from nothing else."""

import re
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import fgte
from fgte.catalogue import open_catalogue
from fgte.model import Verdict
from fgte.present.public_summary import public_summary
from fgte.present.rule import MOVED, STEPS, printed_rule, select
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy


@dataclass(frozen=True)
class Told:
    id: int
    verdict: Verdict


VERDICTS = st.lists(st.sampled_from(list(Verdict)), max_size=13)


@given(VERDICTS)
def test_every_indicator_is_either_named_or_counted_in_its_order(verdicts):
    judged = [Told(n, verdict) for n, verdict in enumerate(verdicts)]
    chosen = select(judged)
    assert sorted([*chosen.named, *chosen.counted], key=lambda e: e.id) == judged
    assert [e.id for e in chosen.named] == sorted(e.id for e in chosen.named)


@given(VERDICTS)
def test_a_worsening_is_named_exactly_as_an_improvement_would_be(verdicts):
    turned = {Verdict.IMPROVING: Verdict.WORSENING, Verdict.WORSENING: Verdict.IMPROVING}
    judged = [Told(n, verdict) for n, verdict in enumerate(verdicts)]
    mirror = [Told(n, turned.get(verdict, verdict)) for n, verdict in enumerate(verdicts)]
    assert [e.id for e in select(judged).named] == [e.id for e in select(mirror).named]
    assert all(e.verdict in MOVED for e in select(judged).named)


@pytest.fixture(scope="module")
def moved(settings, tmp_path_factory):
    """The shipped figures of four municipalities, each with another's values."""
    origin = read_origin(settings.official / "fgte_figures.csv")
    raw = read_official(settings.official / "fgte_figures.csv", snapshot_id=origin.snapshot_id)
    codes = ["1380", "1381", "1383", "1384"]
    onward = dict(zip(codes, codes[1:] + codes[:1], strict=True))
    folder = tmp_path_factory.mktemp("moved") / "store"
    changed = raw.assign(municipality_id=raw["municipality_id"].replace(onward))
    table = tidy(changed, open_catalogue(settings))
    write_table(folder, table, fingerprint="moved", origins=[origin])
    return open_table(folder)


def test_the_summary_is_the_same_whichever_municipality_has_which_values(store, moved):
    here = str(fgte.assess_collaboration(store=store).public_summary())
    assert str(fgte.assess_collaboration(store=moved).public_summary()) == here


def test_a_page_for_a_board_follows_its_values_and_not_its_name(store, moved):
    here = str(fgte.assess_all("1380", store=store).board_page())
    there = str(fgte.assess_all("1381", store=moved).board_page())
    assert here.replace("Halmstad", "X") == there.replace("Laholm", "X")


def test_the_summary_names_no_single_municipality(store):
    page = str(fgte.assess_collaboration(store=store).public_summary())
    assert not re.search("Hylte|Halmstad|Laholm|Varberg|Kungsbacka", page)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_rule_stands_on_each_page_step_by_step(store, lang):
    pages = {
        "board": fgte.assess_all("1383", store=store).board_page(lang),
        "summary": fgte.assess_collaboration(store=store).public_summary(lang),
    }
    for kind, page in pages.items():
        items = BeautifulSoup(str(page), "html.parser").select("ol.rules li")
        assert [item.get_text() for item in items] == printed_rule(kind, lang)
        assert len(items) == len(STEPS) + 1


def test_every_movement_that_was_found_is_on_the_page(store):
    for code in ("1315", "1380", "1381", "1383", "1384"):
        found = fgte.assess_all(code, store=store)
        page = BeautifulSoup(str(found.board_page()), "html.parser").get_text()
        for finding in found:
            if finding.verdict in MOVED:
                assert finding.sentence().split(" (")[0] in page


def test_all_thirteen_stand_in_the_table_in_the_collaborations_order(store):
    found = fgte.assess_all("1384", store=store)
    rows = BeautifulSoup(str(found.board_page()), "html.parser").select("tbody tr")
    assert [row.th.get_text() for row in rows] == [e.indicator.short["sv"] for e in found]


def test_what_is_not_written_down_is_said_not_to_be(store):
    page = str(fgte.assess_collaboration(store=store).public_summary())
    assert "Inga lärdomar är nedskrivna ännu." in page
    assert "Inga beslut om nästa steg är nedskrivna ännu." in page


def test_what_is_written_down_is_shown_as_text(store):
    region = fgte.assess_collaboration(store=store)
    given = {"lessons": ["Läs <b>tillsammans</b>."], "plans": ["Utbyte i mars."]}
    page = str(public_summary(region, store.origins, region.panel, "sv", **given))
    assert "Läs &lt;b&gt;tillsammans&lt;/b&gt;." in page
    assert "Inga" not in page.split("Lärdomar")[1].split("Så är innehållet valt")[0]
