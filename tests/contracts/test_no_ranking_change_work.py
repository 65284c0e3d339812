"""No ranking with a journal beside the figures either: each is answered by its own figures alone,
and nothing stands in the order of what came of it."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from fgte import assess_all, change_work
from fgte.catalogue import open_catalogue
from fgte.journal import Kind
from fgte.model import Stage
from fgte.settings import read_settings
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy
from tests.change_work import expecting, inquire, journal_of, rebase

CODES = ("1315", "1380", "1381", "1383", "1384")
NAMES = ("Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka")
TRACE = expecting(indicator="alla_amnen_slutbetyg")


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    """The same prövande in every municipality, an exchange of all, and one of the region's own."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("journal"))
    with journal_of(settings) as opened:
        for code in reversed(CODES):
            inquire(opened, TRACE, owner=code, title="Prövandet")
        rebase(opened, owner="region", indicator="alla_amnen_slutbetyg")
        content = {"title": "Utbytet", "municipalities": list(reversed(CODES)), "year": 2018}
        value = {"id": "t", "name": "Trygghet", "expected": TRACE}
        content |= {"development_area": "Läsning", "soft_values": [value]}
        opened.create(Kind.EXCHANGE, content, owner="region", who="anna")
        inquire(opened, TRACE, owner="region", visibility=None, title="Det gemensamma")
        yield opened


@pytest.fixture(scope="module")
def stores(settings, store, tmp_path_factory):
    """The shipped figures; with the others' values exchanged; and without the others."""
    path = settings.official / "fgte_figures.csv"
    origin = read_origin(path)
    raw = read_official(path, snapshot_id=origin.snapshot_id)

    def made(change):
        folder = tmp_path_factory.mktemp("moved") / "store"
        table = tidy(change(raw), open_catalogue(settings))
        write_table(folder, table, fingerprint="moved", origins=[origin])
        return open_table(folder)

    exchanged = {"1380": "1384", "1384": "1380", "1381": "1315", "1315": "1381"}
    others = made(lambda e: e.assign(municipality_id=e["municipality_id"].replace(exchanged)))
    alone = made(lambda e: e[e["municipality_id"].isin(["1383", "0000"])])
    return {"own": store, "others": others, "alone": alone}


def pieces(code, store, journal):
    found = assess_all(code, store=store).with_work(change_work(code, store=store, journal=journal))
    page = found.page()
    made = [page.summary(), *(page.stage(each) for each in Stage), page.change_work()]
    return [str(each) for each in [*made, found.board_page()]]


@pytest.mark.parametrize("how", ["others", "alone"])
def test_a_report_with_change_work_is_the_same_whatever_the_others_values_are(stores, journal, how):
    own = pieces("1383", stores["own"], journal)
    assert "Prövandet" in own[-2]
    assert pieces("1383", stores[how], journal) == own


def test_what_others_write_changes_no_answer_here(store, journal, tmp_path):
    """Their expectations are another family: mine are not made harder by how many theirs are."""
    with journal_of(read_settings({}, home=tmp_path)) as mine:
        inquire(mine, TRACE, owner="1383", title="Prövandet")
        alone = change_work("1383", store=store, journal=mine)
        for code in ("1315", "1380", "1381", "1384"):
            inquire(mine, TRACE, expecting(id="b"), owner=code)
        assert change_work("1383", store=store, journal=mine) == alone


def test_every_answer_is_marked_up_alike(store, journal):
    for code in (*CODES, None):
        html = str(change_work(code, store=store, journal=journal).card())
        for each in BeautifulSoup(html, "html.parser").select(".trial .pair"):
            assert {tag.name for tag in each.find_all(True)} == {"div", "p"}
            assert {tuple(tag.get("class") or ()) for tag in each.select("p")} <= {(), ("note",)}


def test_works_stand_by_the_day_they_began_and_not_by_what_came_of_them(store, journal):
    for code in (*CODES, None):
        works = change_work(code, store=store, journal=journal).works
        days = [each.start or each.entry.created.date() for each in works]
        assert days == sorted(days)


def test_the_region_s_part_names_no_municipality_s_answer(store, journal):
    html = str(change_work(store=store, journal=journal).card())
    soup = BeautifulSoup(html, "html.parser")
    answers = " ".join(each.get_text(" ") for each in soup.select(".trial"))
    assert not [name for name in NAMES if name in answers]
    assert "Svaren står i kommunernas rapporter." in answers
    named = re.findall("|".join(NAMES), soup.get_text(" "))
    assert named == list(NAMES)
