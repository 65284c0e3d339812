"""No ranking, by construction: values may change places between municipalities, and only the
numbers and the words about each one's own movement follow. Order, colours and emphasis stay."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.catalogue import open_catalogue
from fgte.catalogue.national import open_national
from fgte.model import Stage
from fgte.reports import jobs_for, run, write_index
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

CODES = ["1315", "1380", "1381", "1383", "1384"]
NAMES = ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"]
LINKS = ["region.html", *(f"{name.lower()}.html" for name in NAMES)]
WHERE = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy")
"""Where a part is drawn: the only thing of a row that follows from its value."""

EMPHASIS = re.compile(
    r'(?:fill|stroke|stroke-width|opacity|font-weight|class|style|r|height)="[^"]*"'
)


@pytest.fixture(scope="module")
def stored(settings, tmp_path_factory):
    """A store of the shipped figures after something has been done to them."""
    origin = read_origin(settings.official / "fgte_figures.csv")
    raw = read_official(settings.official / "fgte_figures.csv", snapshot_id=origin.snapshot_id)

    def make(change):
        folder = tmp_path_factory.mktemp("moved") / "store"
        table = tidy(change(raw), open_catalogue(settings))
        write_table(folder, table, fingerprint="moved", origins=[origin])
        return open_table(folder)

    return make


@pytest.fixture(scope="module")
def moved(stored):
    """The shipped figures with the values of these municipalities moved one place onward."""

    def make(places):
        onward = dict(zip(places, places[1:] + places[:1], strict=True))
        return stored(
            lambda raw: raw.assign(municipality_id=raw["municipality_id"].replace(onward))
        )

    return make


@pytest.fixture(scope="module")
def stores(settings, moved):
    """The shipped figures, and the same with every value moved to another municipality."""
    return {"own": open_table(settings.store), "four": moved(CODES[1:]), "five": moved(CODES)}


def pieces(page):
    made = [page.summary(), page.overview(), *(page.stage(stage) for stage in Stage)]
    return [str(each) for each in [*made, page.lacking(), page.questions(), page.sources()]]


def everything(page):
    return "\n".join(pieces(page))


@pytest.mark.parametrize("code", CODES)
def test_a_municipal_report_is_the_same_whatever_the_others_values_are(stores, moved, code):
    """Byte for byte: the others change places with one another, the own and Riket stay."""
    others = moved([each for each in CODES if each != code])
    here = pieces(fgte.assess_all(code, store=stores["own"]).page())
    there = pieces(fgte.assess_all(code, store=others).page())
    assert here == there


@pytest.mark.parametrize("code", CODES)
def test_a_municipal_report_is_the_same_without_the_others(stores, stored, code):
    """Changing places leaves each one's rank as it is; without the others there is none."""
    alone = stored(lambda raw: raw[raw["municipality_id"].isin([code, "0000"])])
    here = pieces(fgte.assess_all(code, store=stores["own"]).page())
    assert pieces(fgte.assess_all(code, store=alone).page()) == here


def anonymous(html, code):
    """A page without the municipality's name and code."""
    name = NAMES[CODES.index(code)]
    return html.replace(name, "X").replace(name.lower(), "x").replace(code, "0")


@pytest.fixture
def national_onward(monkeypatch):
    """The national table with what it says of these municipalities moved one place onward too."""
    table = open_national()

    def move(places):
        to = dict(zip(places, places[1:] + places[:1], strict=True))
        expected = {
            (indicator, to.get(id, id), year): replace(each, municipality_id=to.get(id, id))
            for (indicator, id, year), each in table.expected.items()
        }
        moved = replace(table, expected=expected)
        monkeypatch.setattr("fgte.judgement.gap.open_national", lambda settings: moved)

    return move


@pytest.mark.parametrize(("code", "onward"), list(pairwise(CODES[1:])))
def test_a_municipal_report_depends_on_its_own_values_and_nothing_else(
    stores, code, onward, national_onward
):
    here = everything(fgte.assess_all(code, store=stores["own"]).page())
    national_onward(CODES[1:])
    there = everything(fgte.assess_all(onward, store=stores["four"]).page())
    assert _without_widths(anonymous(here, code)) == _without_widths(anonymous(there, onward))


def _without_widths(html):
    """Labels take room by the length of a name: coordinates are not emphasis."""
    return re.sub(r"<svg.*?</svg>", lambda svg: "".join(EMPHASIS.findall(svg[0])), html, flags=re.S)


@pytest.fixture(scope="module")
def regions(stores, moved):
    """The region with the values as they are, all moved onward, and two of them exchanged."""
    chosen = [stores["own"], stores["five"], moved(["1380", "1384"])]
    return [fgte.assess_collaboration(store=each).page() for each in chosen]


def charts(page):
    """The charts of a region by the card they stand in."""
    html = "".join(str(page.stage(stage)) for stage in Stage)
    cards = BeautifulSoup(html, "html.parser").select("article")
    return {card["aria-labelledby"]: card.svg for card in cards if card.svg}


def looks(part):
    """Everything that is said of how a part is drawn, but not of where."""
    return part.name, tuple(sorted((k, v) for k, v in part.attrs.items() if k not in WHERE))


def rows(svg):
    """The parts of each municipality's row, in the order drawn; after the last comes the key."""
    parts = [each for each in svg.find_all(True) if each.name not in ("title", "desc")]
    starts = [i for i, part in enumerate(parts) if part.get_text() in NAMES]
    key = next(i for i, part in enumerate(parts) if i > starts[-1] and part.has_attr("transform"))
    return {parts[a].get_text(): parts[a:b] for a, b in pairwise([*starts, key])}


def marked(svg):
    """Name, mark and figure of each row that has a mark; what a row's own note says left out."""
    for name, *parts in rows(svg).values():
        first = next((i for i, part in enumerate(parts) if part.name == "g"), None)
        if first is not None:
            yield tuple(looks(part) for part in (name, *parts[first:]))


def test_every_row_of_every_chart_looks_the_same_whatever_its_value(regions):
    found = [row for page in regions for chart in charts(page).values() for row in marked(chart)]
    assert len(found) > 100
    assert [row for row in found if row != found[0]] == []


def test_a_row_is_a_name_an_interval_a_dot_and_a_figure_and_nothing_more(regions):
    for page in regions:
        for row in (row for chart in charts(page).values() for row in marked(chart)):
            assert [name for name, _ in row] == ["text", "g", "line", "circle", "text"]


def test_the_same_charts_stand_in_the_same_order(regions):
    own, *others = ([*charts(page)] for page in regions)
    assert len(own) == 10
    assert others == [own, own]


def test_municipalities_stand_in_code_order_in_every_chart(regions):
    for page in regions:
        for chart in charts(page).values():
            assert [*rows(chart)] == NAMES


def test_a_row_without_a_mark_has_a_note_in_its_place_and_no_emphasis(regions):
    plain = ("text", ())
    for chart in (chart for page in regions for chart in charts(page).values()):
        for name, *parts in rows(chart).values():
            if not [part for part in parts if part.name == "circle"]:
                assert {looks(part) for part in parts} == {plain}, name.get_text()


def test_every_row_of_every_table_is_marked_up_alike(regions):
    for page in regions:
        html = "\n".join(pieces(page))
        for table in BeautifulSoup(html, "html.parser").select("table"):
            shapes = {shape(row) for row in table.select("tbody tr")}
            assert len(shapes) == 1


def shape(row):
    """The tags of a row with everything that is set on them."""
    return tuple((tag.name, str(sorted(tag.attrs.items()))) for tag in (row, *row.find_all(True)))


def test_no_word_of_the_region_sets_one_municipality_above_another(regions):
    words = " ".join(everything(page).lower() for page in regions)
    text = re.sub(r"<[^>]+>", " ", words)
    for ranking in ("bäst", "sämst", "högst värde", "lägst", "topp", "ligger över", "plats "):
        assert ranking not in text


def test_every_verdict_looks_the_same(stores):
    html = everything(fgte.assess_all("1383", store=stores["own"]).page())
    assert set(re.findall(r"<span class=\"verdict[^>]*>", html)) == {'<span class="verdict">'}


@pytest.fixture(scope="module")
def finished(reports, settings, stores, tmp_path_factory):
    """The folder of finished reports, and one made of figures that have changed places."""
    home = tmp_path_factory.mktemp("moved-home")
    (home / "store").symlink_to(stores["five"].path.parent)
    there = replace(settings, home=home)
    outcomes = run(jobs_for(CODES[::-1], True, there, output=home / "reports"), there)
    assert all(each.ok for each in outcomes)
    write_index(outcomes[::-1], there, "sv", output=home / "reports")
    pages = [folder / "region.html" for folder in (reports, home / "reports")]
    assert pages[0].read_bytes() != pages[1].read_bytes(), "the values have not changed places"
    return [reports, home / "reports"]


def links(file):
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    return [a["href"] for a in page.select("a[href$='.html']")]


def test_the_index_leads_to_the_region_and_then_in_code_order_whatever_the_values(finished):
    for folder in finished:
        assert [each for each in links(folder / "index.html") if each in LINKS] == LINKS


@pytest.mark.parametrize("page", LINKS)
def test_a_finished_page_leads_on_in_the_same_order_whatever_the_values(finished, page):
    here, there = (links(folder / page) for folder in finished)
    assert here == there
    assert here == sorted(here, key=["index.html", *LINKS].index)


def test_the_index_names_the_municipalities_in_code_order_wherever_it_does(finished):
    for folder in finished:
        page = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
        for each in page.select("p, li"):
            named = [word for word in re.findall(r"\w+", each.get_text()) if word in NAMES]
            assert named == sorted(named, key=NAMES.index)
