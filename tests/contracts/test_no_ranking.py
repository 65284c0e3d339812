"""No ranking, by construction: values may change places between municipalities, and only the
numbers and the words about each one's own movement follow. Order, colours and emphasis stay."""

import re
from itertools import pairwise

import pytest

import fgte
from fgte.catalogue import open_catalogue
from fgte.model import Stage
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

CODES = ["1315", "1380", "1381", "1383", "1384"]
NAMES = ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"]
EMPHASIS = re.compile(
    r'(?:fill|stroke|stroke-width|opacity|font-weight|class|style|r|height)="[^"]*"'
)


@pytest.fixture(scope="module")
def stores(settings, tmp_path_factory):
    """The shipped figures, and the same with every value moved to another municipality."""
    file = settings.official / "fgte_figures.csv"
    origin = read_origin(file)
    raw = read_official(file, snapshot_id=origin.snapshot_id)

    def moved(places):
        codes = raw["municipality_id"].replace(
            dict(zip(places, places[1:] + places[:1], strict=True))
        )
        table = tidy(raw.assign(municipality_id=codes), open_catalogue(settings))
        folder = tmp_path_factory.mktemp("moved") / "store"
        write_table(folder, table, fingerprint="moved", origins=[origin])
        return open_table(folder)

    return {"own": open_table(settings.store), "four": moved(CODES[1:]), "five": moved(CODES)}


def everything(page):
    pieces = [page.summary(), page.overview(), *(page.stage(stage) for stage in Stage)]
    return "\n".join(str(each) for each in [*pieces, page.lacking(), page.questions()])


def anonymous(html, code):
    """A page without the municipality's name and code."""
    name = NAMES[CODES.index(code)]
    return html.replace(name, "X").replace(name.lower(), "x").replace(code, "0")


@pytest.mark.parametrize(("code", "onward"), list(pairwise(CODES[1:])))
def test_a_municipal_report_depends_on_its_own_values_and_nothing_else(stores, code, onward):
    here = everything(fgte.assess_all(code, store=stores["own"]).page())
    there = everything(fgte.assess_all(onward, store=stores["four"]).page())
    assert _without_widths(anonymous(here, code)) == _without_widths(anonymous(there, onward))


def _without_widths(html):
    """Labels take room by the length of a name: coordinates are not emphasis."""
    return re.sub(r"<svg.*?</svg>", lambda svg: "".join(EMPHASIS.findall(svg[0])), html, flags=re.S)


@pytest.fixture(scope="module")
def regions(stores):
    return [fgte.assess_collaboration(store=stores[each]).page() for each in ("own", "five")]


def test_the_regional_charts_keep_order_colours_and_emphasis(regions):
    own, moved = ("".join(str(page.stage(stage)) for stage in Stage) for page in regions)
    for before, after in zip(_charts(own), _charts(moved), strict=False):
        assert _names_in(before) == _names_in(after)
        assert _looks(before) == _looks(after)


def _charts(html):
    return re.findall(r"<svg.*?</svg>", html, flags=re.S)


def _names_in(svg):
    """The municipalities in the order they are written in the chart itself."""
    drawn = re.sub(r"<(title|desc)\b.*?</\1>", "", svg, flags=re.S)
    return [name for name in re.findall(r">([^<>]+)<", drawn) if name.strip() in NAMES]


def _looks(svg):
    """Every way a mark or word can be made to stand out; the same for all rows."""
    return {each for each in EMPHASIS.findall(svg) if not each.startswith(("height", "r="))}


def test_municipalities_stand_in_code_order_in_every_chart(regions):
    html = "".join(str(regions[0].stage(stage)) for stage in Stage)
    for svg in _charts(html):
        assert _names_in(svg) == NAMES


def test_no_word_of_the_region_sets_one_municipality_above_another(regions):
    words = " ".join(everything(page).lower() for page in regions)
    text = re.sub(r"<[^>]+>", " ", words)
    for ranking in ("bäst", "sämst", "högst värde", "lägst", "topp", "ligger över", "plats "):
        assert ranking not in text


def test_every_verdict_looks_the_same(stores):
    html = everything(fgte.assess_all("1383", store=stores["own"]).page())
    assert set(re.findall(r"<span class=\"verdict[^>]*>", html)) == {'<span class="verdict">'}
