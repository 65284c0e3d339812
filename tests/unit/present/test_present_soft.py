"""Soft values: comparability is said before any line, and nothing of another municipality."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.api.soft_finding import soft_values
from fgte.cli import main
from fgte.journal import Kind
from fgte.journal.journal import open_journal
from fgte.settings import read_settings
from tests.unit.sources.instrument_files import about, answers, varied


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def take_in(folder, date, who="rektorer", shift=0):
    file = about(folder, date=date)
    text = file.read_text(encoding="utf-8").replace('who = "rektorer"', f'who = "{who}"')
    Path(file).write_text(text, encoding="utf-8")
    found = main(
        ["import", str(answers(folder, varied(14, shift=shift))), "--instrument", str(file)]
    )
    assert found == 0


def page(home, place="1384", lang="sv", journal=None):
    return soft_values(place, store=fgte.open_store(home), journal=journal).page(lang)


def words(piece):
    return " ".join(BeautifulSoup(str(piece), "html.parser").get_text(" ").split())


def test_comparable_rounds_are_said_to_be_so_and_get_a_line(home, tmp_path):
    take_in(tmp_path, "2025-03-02")
    take_in(tmp_path, "2026-03-02", shift=1)
    made = page(home)
    assert "2 omgångar, alla jämförbara (2025–2026)" in words(made.summary())
    assert BeautifulSoup(str(made.rounds()), "html.parser").svg is not None


def test_rounds_of_other_people_get_no_line_and_the_reason(home, tmp_path):
    take_in(tmp_path, "2025-03-02")
    take_in(tmp_path, "2026-03-02", who="lärare")
    made = page(home)
    assert "inte jämförbar med dem före" in words(made.summary())
    assert "Olika grupper svarade" in words(made.rounds())
    assert BeautifulSoup(str(made.rounds()), "html.parser").svg is None


def test_one_round_is_a_table_without_a_line(home, tmp_path):
    take_in(tmp_path, "2026-03-02")
    found = BeautifulSoup(str(page(home).rounds()), "html.parser")
    assert found.svg is None
    assert len(found.select("tbody tr")) == 13


def survey_of_pupils(folder):
    """The example that ships: pupils in year 5, two questions."""
    forms = Path(__file__).parents[3] / "data" / "forms"
    for name in ("enkatsvar-exempel.csv", "enkatbeskrivning.toml"):
        (folder / name).write_bytes((forms / name).read_bytes())
    answered, about = folder / "enkatsvar-exempel.csv", folder / "enkatbeskrivning.toml"
    assert main(["import", str(answered), "--survey", str(about)]) == 0


def sheets(home):
    return BeautifulSoup(str(page(home).analysis_day()), "html.parser").select("tbody tr")


def test_the_sheet_for_the_day_has_empty_columns_for_the_pupils(home, tmp_path):
    survey_of_pupils(tmp_path)
    rows = sheets(home)
    assert all([cell.get_text() for cell in row.find_all("td")][1:] == ["", "", ""] for row in rows)


def test_the_pupils_sheet_has_only_what_pupils_answered(home, tmp_path):
    take_in(tmp_path, "2026-03-02", who="rektorer")
    survey_of_pupils(tmp_path)
    asked = [row.th.get_text() for row in sheets(home)]
    assert asked == ["Jag känner mig trygg i skolan.", "Jag har studiero på lektionerna."]
    assert "Svar från elever i årskurs 5" in words(page(home).analysis_day())


def test_with_answers_of_adults_alone_there_is_no_sheet_and_it_says_why(home, tmp_path):
    take_in(tmp_path, "2026-03-02")
    assert sheets(home) == []
    assert "inga svar från elever inlästa" in words(page(home).analysis_day())


def test_means_of_several_questions_are_none_that_were_asked(home, tmp_path):
    take_in(tmp_path, "2026-03-02")
    [of] = page(home).surveys
    assert [each.series_id for each in of.asked] == [f"p{n}" for n in range(1, 11)]


def test_an_instrument_of_its_own_says_that_pupils_answer_it(home, tmp_path):
    shipped = Path(fgte.__file__).parent / "catalogue/instruments/definitions"
    own = (shipped / "kollegialt_larande.toml").read_text(encoding="utf-8")
    own = own.replace('id = "kollegialt_larande"', 'id = "elevers_larande"\npupils = true', 1)
    place = home / "catalogue" / "instrument" / "elever.toml"
    place.parent.mkdir(parents=True)
    place.write_text(own, encoding="utf-8")
    file = about(tmp_path)
    words_of = file.read_text(encoding="utf-8").replace("kollegialt_larande", "elevers_larande")
    file.write_text(words_of, encoding="utf-8")
    assert main(["import", str(answers(tmp_path, varied(14))), "--instrument", str(file)]) == 0
    assert len(sheets(home)) == 10


@pytest.mark.parametrize(
    ("lang", "caption"),
    [
        ("sv", "Medelvärde: 1 är inte alls, 4 är i stor utsträckning"),
        ("en", "Mean: 1 is not at all, 4 is to a large extent"),
    ],
)
def test_the_line_is_drawn_on_the_scale_that_was_answered_on(home, tmp_path, lang, caption):
    take_in(tmp_path, "2025-03-02")
    take_in(tmp_path, "2026-03-02", shift=1)
    drawn = words(BeautifulSoup(str(page(home, lang=lang).rounds()), "html.parser").svg)
    assert caption in drawn
    assert drawn.split(caption)[1].split()[:4] == ["1", "2", "3", "4"]
    assert "Kvot" not in drawn


def test_another_municipality_sees_none_of_it(home, tmp_path):
    take_in(tmp_path, "2026-03-02")
    assert "Inga egna enkäter ännu" in words(page(home, "1383").summary())


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_piece_is_there_in_both_languages(home, tmp_path, lang):
    take_in(tmp_path, "2026-03-02")
    made = page(home, lang=lang)
    for name in ("summary", "rounds", "beside", "analysis_day", "lacking", "sources"):
        said = words(getattr(made, name)())
        assert said
        assert "None" not in said


def test_the_hard_trace_stands_beside_with_what_the_figures_say(home, tmp_path):
    take_in(tmp_path, "2026-03-02")
    trace = {"id": "t", "indicator": "meritvarde", "direction": "higher", "first_year": 2028}
    value = {"id": "trygg", "name": "Trygghet <b>", "instrument": "Enkät", "expected": trace}
    content = {
        "title": "Utbytet",
        "municipalities": ["1384", "1383"],
        "year": 2027,
        "development_area": "Läsning",
        "soft_values": [value, {"id": "ro", "name": "Studiero"}],
    }
    with open_journal(read_settings(home=home)) as journal:
        journal.create(Kind.EXCHANGE, content, owner="region", who="x")
        beside = str(page(home, journal=journal).beside())
    assert "tidigast 2028" in words(beside)
    assert "Inget hårt spår är skrivet" in words(beside)
    assert "Inget instrument är angivet" in words(beside)
    assert "<b>" not in beside
