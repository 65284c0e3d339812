"""A fetch brings what was asked for, whole and traced, in as few requests as the limits allow."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from fgte.errors import DataError, RequestError
from fgte.sources.kolada import fetch, read_fetch, remarks, withdrawn_figures
from fgte.sources.snapshots import SnapshotStore
from tests.kolada_server import QUICK, YEARS, KoladaServer, listening, value

KPIS = ("N15505", "N15507", "N15419")
FIVE = ["0000", "1315", "1380", "1381", "1383", "1384"]


@pytest.fixture(scope="module")
def http():
    with listening() as server:
        yield server


@pytest.fixture
def kolada(http):
    return KoladaServer(http)


@pytest.fixture
def settings(kolada, tmp_path):
    return kolada.settings(tmp_path)


def fetched(settings, **asked):
    """The result and the figures of one fetch."""
    result = fetch(settings, **({"kpis": KPIS, "patience": QUICK} | asked))
    snapshots = SnapshotStore(settings.snapshots)
    [same] = [each for each in snapshots.fetches() if each.id == result.fetch_id]
    return result, read_fetch(snapshots, same)


def test_every_figure_of_the_members_and_the_country_comes(settings):
    result, figures = fetched(settings)
    assert result.complete
    assert len(figures) == result.figures == 3 * 6 * 5 * 3
    assert sorted(set(figures["municipality_id"])) == FIVE
    assert set(figures["source"]) == {"Kolada"}
    assert set(figures["snapshot_id"]) == {result.fetch_id}


def test_sexes_are_told_by_name_not_by_position(settings):
    _, figures = fetched(settings)
    values = figures.groupby("sex")["value"].unique().map(list)
    assert values.to_dict() == {"T": [81.0], "K": [81.5], "M": [80.5]}


def test_statuses_stay_and_their_values_are_missing(kolada, settings):
    said = ["", None, "Missing", "Privacy", "Not applicable"]
    for year, word in zip(range(2018, 2023), said, strict=True):
        kolada.figures["N15505", "1384", year] = [value("T", None if word else 50.0, word)]
    _, figures = fetched(settings, kpis=["N15505"], municipalities=["1384"])
    assert list(figures["status"]) == ["ok", "ok", "missing", "suppressed", "not_applicable"]
    assert list(figures["value"].isna()) == [False, False, True, True, True]


def test_a_value_beside_a_status_is_never_shown(kolada, settings):
    kolada.figures["N15505", "1384", 2022] = [value("T", 50.0, "Privacy")]
    _, figures = fetched(settings, municipalities=["1384"], years=(2022, 2022), kpis=["N15505"])
    assert figures["status"].tolist() == ["suppressed"]
    assert figures["value"].isna().all()


def test_a_deleted_figure_is_no_figure_and_is_listed_as_withdrawn(kolada, settings):
    kolada.figures["N15505", "1384", 2022] = [value("T", 50.0, isdeleted=True), value("K", 1.0)]
    result, figures = fetched(settings, municipalities=["1384"], years=(2022, 2022), kpis=KPIS[:1])
    snapshots = SnapshotStore(settings.snapshots)
    [gone] = withdrawn_figures(snapshots, snapshots.fetches()[0]).itertuples(index=False)
    assert figures["sex"].tolist() == ["K"]
    assert tuple(gone) == ("N15505", "1384", 2022, "T")
    assert (result.figures, result.withdrawn) == (1, 1)


def test_lists_are_followed_to_their_last_page(kolada, settings):
    kolada.per_page = 7
    result, figures = fetched(settings)
    assert len(figures) == 270
    assert result.requests_made == result.requests_planned == 2 + 1 + 13


def test_a_page_that_moved_brings_no_figure_twice(kolada, settings):
    twice = [value("T", 1.0), value("T", 2.0)]
    kolada.figures["N15505", "1384", 2022] = twice
    _, figures = fetched(settings, municipalities=["1384"], years=(2022, 2022), kpis=["N15505"])
    assert figures["value"].tolist() == [2.0]


def test_the_default_takes_three_requests(kolada, settings):
    fetched(settings)
    assert kolada.asked[2:] == [
        "/v3/data/kpi/N15419,N15505,N15507/municipality/0000,1315,1380,1381,1383,1384?per_page=5000"
    ]


def test_all_and_single_municipalities_at_once_are_refused(settings):
    with pytest.raises(RequestError, match="Både alla kommuner och enskilda"):
        fetch(settings, municipalities=["Laholm"], all_municipalities=True)


def test_all_municipalities_are_those_of_kolada_and_the_country(settings):
    _, figures = fetched(settings, all_municipalities=True)
    assert sorted(set(figures["municipality_id"])) == sorted([*FIVE, "1382"])


def test_a_municipality_outside_the_catalogue_is_found_by_its_name(settings):
    _, figures = fetched(settings, municipalities=["falkenberg", 1384])
    assert sorted(set(figures["municipality_id"])) == ["1382", "1384"]


def test_only_the_years_asked_for_come(settings):
    _, figures = fetched(settings, years=(2020, None))
    assert sorted(set(figures["year"])) == [2020, 2021, 2022]


def test_years_that_came_unasked_are_left_out(kolada, settings):
    kolada.figures["N15505", "1384", 1992] = [value("T", 1.0)]
    _, figures = fetched(settings, years=(1995, None))
    assert "/year/" not in kolada.asked[-1]
    assert figures["year"].min() == 2018


def test_since_asks_for_what_has_changed_and_expects_nothing(kolada, settings):
    kolada.figures.clear()
    result, figures = fetched(settings, since="2026-10-01")
    assert kolada.asked[-1].endswith("?per_page=5000&from_date=2026-10-01")
    assert figures.empty
    assert result.not_found == ()
    assert SnapshotStore(settings.snapshots).fetches()[0].asked.since == date(2026, 10, 1)


def test_what_is_not_found_is_said_by_name(kolada, settings):
    del kolada.titles["N15507"]
    kolada.figures = {key: each for key, each in kolada.figures.items() if key[0] != "N15419"}
    result, _ = fetched(settings)
    assert {each.kpi: each.why for each in result.not_found} == {
        "N15507": "unknown",
        "N15419": "no_figures",
    }
    assert "N15507" in remarks(result)[0]
    assert "N15419" in remarks(result, "en")[1]


def test_an_unknown_kpi_costs_no_request_for_figures(kolada, settings):
    del kolada.titles["N15507"]
    fetched(settings)
    assert "N15507" not in kolada.asked[-1]


def test_empty_answers_to_everything_are_no_result(kolada, settings):
    kolada.titles.clear()
    with pytest.raises(DataError, match="hade ingenting"):
        fetched(settings)
    assert SnapshotStore(settings.snapshots).fetches() == ()
    assert SnapshotStore(settings.snapshots).unfinished() == ()


def test_no_figure_at_all_is_no_result_either(kolada, settings):
    kolada.figures.clear()
    with pytest.raises(DataError, match="hade ingenting"):
        fetched(settings)
    assert SnapshotStore(settings.snapshots).fetches() == ()


def test_ids_that_are_not_koladas_are_left_out_and_said(kolada, settings):
    result, _ = fetched(settings, kpis=["N15505", "N15566-16"])
    assert result.left_out == ("N15566-16",)
    assert "N15566-16" in remarks(result)[-1]
    assert not any("N15566-16" in asked for asked in kolada.asked)


def test_every_kpi_of_the_catalogue_is_asked_for_unless_said(kolada, settings):
    fetched(settings, kpis=None)
    asked = [path.split("/")[3].split("?")[0] for path in kolada.asked if "/kpi/" in path[:9]]
    assert len({id for ids in asked for id in ids.split(",")}) == 65


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kpis": ["N99999"]}, "N99999"),
        ({"kpis": ["N15566-16"]}, "inget att hämta"),
        ({"municipalities": []}, "inget att hämta"),
        ({"municipalities": ["Atlantis"]}, "Atlantis"),
        ({"years": (2022, 2015)}, "2022, 2015"),
        ({"since": "i går"}, "i går"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_any_figure(kolada, settings, asked, said):
    with pytest.raises(RequestError, match=said):
        fetched(settings, **asked)
    assert not any("/data/" in path for path in kolada.asked)


def test_at_most_four_are_under_way_at_once(kolada, settings):
    kolada.places |= {f"{n}": (f"Kommun {n}", "K") for n in range(2000, 2060)}
    kolada.has_every_kpi()
    kolada.always = until_four_are_under_way(kolada)
    result, _ = fetched(settings, kpis=None, all_municipalities=True)
    assert result.requests_made > 4 + 4
    assert kolada.most_under_way == 4


def until_four_are_under_way(kolada):
    """Figures are kept back until four have asked for some; then nobody waits any more."""

    def held(request):
        limit = time.monotonic() + QUICK.silence / 2
        while "/data/" in request.path and kolada.most_under_way < 4 and time.monotonic() < limit:
            time.sleep(0.01)

    return held


def test_progress_is_told_after_each_answer(settings):
    seen = []
    result, _ = fetched(settings, on_progress=seen.append)
    assert [each.done for each in seen] == [1, 2, 3]
    assert seen[-1].known == 3
    assert seen[-1].figures == result.figures


def test_groups_that_come_unasked_make_it_ask_another_way(kolada, settings):
    groups = {("N15505", f"G{n}", y): [value("T", 1.0)] for n in range(3000) for y in YEARS}
    kolada.places |= {f"{n:04}": (f"Kommun {n}", "K") for n in range(2000, 2280)}
    kolada.figures = groups | kolada.figures
    result, figures = fetched(settings, kpis=["N15505"], all_municipalities=True)
    assert len(figures) == 7 * 5 * 3
    assert any("/year/" in path for path in kolada.asked)
    assert all("/municipality/" in path for path in kolada.asked[-12:])
    assert result.requests_made < 2 + 6 + 12


def test_every_answer_is_kept_as_it_came_with_its_origin(settings):
    result, _ = fetched(settings)
    snapshots = SnapshotStore(settings.snapshots)
    [done] = snapshots.fetches()
    for url, page in done.pages.items():
        assert json.loads(snapshots.read(page.sha256))["values"]
        [origin] = snapshots.origins(page.sha256)
        assert (origin.url, origin.source, origin.size) == (url, "Kolada", page.size)
        assert origin.program.startswith("fgte ")
    assert done.origin.snapshot_id == result.fetch_id
    assert done.origin.size == sum(page.size for page in done.pages.values())


def test_reading_again_gives_the_same_rows(settings):
    _, first = fetched(settings)
    snapshots = SnapshotStore(settings.snapshots)
    again = read_fetch(snapshots, snapshots.fetches()[0])
    assert first.equals(again)


def test_the_order_of_the_answers_does_not_show(kolada, settings):
    kolada.per_page = 11
    _, first = fetched(settings)
    kolada.figures = dict(reversed(kolada.figures.items()))
    _, second = fetched(settings)
    assert first.drop(columns="snapshot_id").equals(second.drop(columns="snapshot_id"))
