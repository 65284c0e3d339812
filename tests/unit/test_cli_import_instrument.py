"""``fgte import --instrument``: from the form to figures that stand beside the thirteen."""

import json
import re

import pandas as pd
import pytest
from openpyxl import load_workbook

import fgte
from fgte.cli import main
from fgte.errors import RequestError
from fgte.settings import read_settings
from fgte.store.survey_catalogue import survey_rounds
from tests.unit.sources.instrument_files import about, answers, varied


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def take_in(folder, given, *more, **wish):
    file = about(folder, **wish)
    return main(["import", str(answers(folder, given)), "--instrument", str(file), *more])


def local(home, place):
    found = fgte.assess_all(place, store=fgte.open_store(home))
    return [each for each in found if each.indicator.scope == "local"]


def test_forms_and_codes_are_made_and_never_written_over(home, tmp_path, capsys):
    wish = ["import", "--template", str(tmp_path / "f"), "--instrument", "kollegialt_larande"]
    assert main([*wish, "--group", "skola", "--codes", "12", "--json"]) == 0
    names = {line.rpartition("/")[2] for line in json.loads(capsys.readouterr().out)}
    assert names == {
        "kollegialt_larande-svar.xlsx",
        "kollegialt_larande-omgang.toml",
        "koder-att-dela-ut.txt",
        "koder.json",
    }
    slips = tmp_path / "f" / "koder-att-dela-ut.txt"
    assert len(slips.read_text().split()) == 12
    assert slips.stat().st_mode & 0o077 == 0
    assert load_workbook(tmp_path / "f" / "kollegialt_larande-svar.xlsx").sheetnames[1] == "Svar"
    assert main(wish) == RequestError.exit_code


def test_a_round_becomes_a_local_process_indicator_of_its_municipality(home, tmp_path, capsys):
    assert take_in(tmp_path, varied(12)) == 0
    assert "12 har svarat på allt" in capsys.readouterr().out
    [found] = local(home, "1384")
    assert (found.indicator.id, found.indicator.kind) == ("kollegialt_larande_1384", "process")
    assert (found.year, found.pupils) == (2026, 12)
    assert not local(home, "1383")
    with pytest.raises(RequestError):
        fgte.assess_region("kollegialt_larande_1384", store=fgte.open_store(home))


def test_a_network_is_rated_apart_and_is_no_figure_of_a_municipality(home, tmp_path):
    network = {"kind": "network", "id": "rektorer", "name": "Rektorsnätverket"}
    assert take_in(tmp_path, varied(12), **network) == 0
    assert not local(home, "1384")


def test_of_two_rounds_in_a_year_the_later_is_the_years_figure(home, tmp_path):
    assert take_in(tmp_path, varied(12, shift=1), date="2026-10-02") == 0
    assert take_in(tmp_path, varied(11), date="2026-03-02") == 0
    assert local(home, "1384")[0].pupils == 12


def test_few_answers_are_kept_hidden(home, tmp_path, capsys):
    assert take_in(tmp_path, varied(9)) == 0
    out = capsys.readouterr().out
    assert "Färre än 10 har svarat på allt, så inga siffror visas" in out
    assert local(home, "1384")[0].status == "suppressed"


def test_an_example_is_marked_wherever_it_is_shown(home, tmp_path):
    assert take_in(tmp_path, varied(12), more="example = true") == 0
    assert local(home, "1384")[0].indicator.label.sv.startswith("EXEMPEL (påhittat)")


def test_a_round_is_replaced_only_where_enough_differ(home, tmp_path, capsys):
    assert take_in(tmp_path, varied(12)) == 0
    assert take_in(tmp_path, varied(13), "--replace") == RequestError.exit_code
    assert "minst 10 fler" in capsys.readouterr().err
    assert take_in(tmp_path, varied(22), "--replace") == 0
    assert local(home, "1384")[0].pupils == 22


def test_groups_and_codes_without_an_instrument_are_refused(home, tmp_path):
    assert main(["import", "--template", str(tmp_path / "f"), "--codes", "3"]) == 2
    assert not (tmp_path / "f").exists()


def test_an_exchange_can_choose_the_instrument_as_a_soft_value(home, tmp_path):
    assert take_in(tmp_path, varied(12)) == 0
    [found] = survey_rounds(read_settings(home=home))
    assert found.instrument == "Kollegialt lärande, SKIS 2023-12-08"
    assert (found.municipality, found.round.invited) == ("1384", 40)


def kept_of(home):
    """Every file of a home, but for ids and the time of day."""
    ids = re.compile(rb"kungsbacka-kommun-\d{8}T\d+-[0-9a-f]+|20\d\d-\d\d-\d\dT[\d:.]+Z")
    found = {}
    for path in sorted(home.rglob("*")):
        name = re.sub(rb"\.[0-9a-f]{12}\.json$", b".json", ids.sub(b"-", path.name.encode()))
        if path.suffix == ".parquet":
            frame = pd.read_parquet(path).drop(columns="snapshot_id", errors="ignore")
            found[name] = ids.sub(b"-", frame.to_csv().encode())
        elif path.is_file():
            found[name] = ids.sub(b"-", path.read_bytes())
    return found


def test_no_file_tells_who_of_all_was_in_a_hidden_group(tmp_path, monkeypatch):
    """Every form of a page, the table and a study's package are made of these files alone."""
    few, many = varied(4, group="a"), varied(12, shift=1, group="b")
    [(_, one), *rest_a], [(_, other), *rest_b] = few, many
    assert one != other
    kept = []
    for name, given in (
        ("asked", [*few, *many]),
        ("swapped", [("a", other), *rest_a, ("b", one), *rest_b]),
    ):
        monkeypatch.setenv("FGTE_HOME", str(tmp_path / name))
        assert take_in(tmp_path, given, groups=("a", "b")) == 0
        kept.append(kept_of(tmp_path / name))
    assert kept[0].keys() == kept[1].keys()
    assert {name for name in kept[0] if kept[0][name] != kept[1][name]} == set()


def test_a_later_limit_for_few_changes_nothing_that_was_kept(home, tmp_path, monkeypatch):
    given = [*varied(8, group="a"), *varied(12, shift=1, group="b")]
    shown = []
    for few in ("5", "20", "5"):
        monkeypatch.setenv("FGTE_SMALL_GROUP", few)
        wish = ["--replace"] if shown else []
        taken = take_in(tmp_path, given, *wish, groups=("a", "b"))
        assert taken == (RequestError.exit_code if few == "20" else 0)
        shown.append((home / "store" / "rounds.json").read_bytes())
    assert len(set(shown)) == 1
