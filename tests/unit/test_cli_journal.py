"""``fgte journal``: from a filled-in form to what waits, and what is said when it cannot be."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook
from typer.main import get_command

from fgte.cli import main
from fgte.cli.app import app
from fgte.cli.speech import speak
from fgte.journal import Kind, open_journal
from fgte.journal.archive import everything, take_in
from fgte.journal.as_json import json_bytes
from fgte.settings import read_settings
from fgte.store import build
from tests.change_work import TRACE, expecting, inquire, journal_of
from tests.unit.journal.factories import inquiry


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FGTE_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def form(home):
    path = home / "provande.toml"
    path.write_bytes((read_settings().forms / "provande.toml").read_bytes())
    return path


@pytest.fixture
def run(home, capsys):
    """What a command says; its exit code is checked."""

    def ran(*words: object, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["journal", *map(str, words)]) == code, capsys.readouterr()
        said = capsys.readouterr()
        return said.err if code == 2 else said.out + said.err

    return ran


@pytest.fixture
def made(run, form):
    return json.loads(run("add", form, "--who", "anna", "--json"))


@pytest.mark.parametrize("name", ["provande", "utbyte"])
def test_the_shipped_forms_can_be_put_in_as_they_are(run, name):
    said = run("add", read_settings().forms / f"{name}.toml")
    assert "Sparat. Visa: fgte journal show" in said


@pytest.mark.parametrize("name", ["provande", "utbyte"])
def test_so_can_they_with_every_line_filled_in(run, home, name):
    lines = (read_settings().forms / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    code = ("# [[", "# [s", *(f"# {word} = " for word in WORDS))
    filled = [line[2:] if line.startswith(code) else line for line in lines]
    path = home / "ifylld.toml"
    path.write_text("\n".join(line for line in filled if not line.startswith("links")), "utf-8")
    assert "Sparat" in run("add", path)


WORDS = [
    "visibility",
    "indicators",
    "hypothesis",
    "whys",
    "current_state",
    "desired_state",
    "analysis",
    "lesson",
    "spreading",
    "who_can_act",
    "next_follow_up",
    "id",
    "what",
    "start",
    "end",
    "dose",
    "who",
    "arena",
    "illeris",
    "indicator",
    "direction",
    "first_year",
    "last_year",
    "because",
    "day",
    "evidence",
    "expected",
    "preparation",
    "joint_training",
    "role",
    "municipality",
    "number",
    "name",
    "instrument",
    "host",
    "guests",
    "question",
]


def test_an_entry_is_listed_and_shown_as_it_was_written(run, made):
    assert "prövande, Kungsbacka (lokalt), version 1" in run("list")
    shown = run("show", made["id"], "--history")
    assert "Iakttagelse: Många svarar på något annat" in shown
    assert "skapad av anna" in shown
    assert json.loads(run("show", made["id"], "--json"))["revisions"][0]["who"] == "anna"


def test_a_list_can_be_narrowed(run, made):
    assert json.loads(run("list", "--kind", "utbyte", "--json")) == []
    assert len(json.loads(run("list", "--owner", "Kungsbacka", "--json"))) == 1
    assert "inga sådana poster" in run("list", "--owner", "Laholm")


def test_two_who_change_at_once_are_told_and_settle_it(run, made, form):
    assert "version 2" in run("change", made["id"], form, "--based-on", 1)
    said = run("change", made["id"], form, "--based-on", 1, "--who", "bo", code=1)
    assert "sparad som version 3 men gäller inte" in said
    assert "version 3, av bo" in run("show", made["id"])
    assert "krock att lösa" in run("due")
    run("change", made["id"], form, "--based-on", 2, "--settles", 3)
    assert "krock" not in run("due")


def test_a_change_is_undone_and_a_deletion_too(run, made, form):
    run("change", made["id"], form, "--based-on", 1)
    assert "version 3" in run("undo", made["id"])
    run("delete", made["id"])
    assert "inga sådana" in run("list")
    assert "borttagen" in run("list", "--deleted")
    run("undo", made["id"])
    assert made["id"] in run("list")


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_everything_goes_out_and_comes_in_elsewhere(run, made, home, monkeypatch, ending):
    path = home / f"journal.{ending}"
    assert "1 post är skriven" in run("export", path)
    assert "1 post fanns redan" in run("import", path)
    monkeypatch.setenv("FGTE_HOME", str(home / "annan"))
    assert "1 ny post" in run("import", path)
    assert "kommer från en annan journal" in run("show", made["id"], "--history")


def test_what_has_been_frozen_since_is_left_by_an_import_and_said(run, home):
    """What was expected of 2020 was taken out on another machine while that could still be done."""

    def early():
        return datetime(2019, 1, 1, tzinfo=UTC)

    with open_journal(read_settings(), clock=early) as here:
        content = inquiry(expected=[TRACE | {"first_year": 2020}])
        made = here.create(Kind.INQUIRY, content, owner="1384", who="anna")
        whole = everything(here)
    with open_journal(read_settings({}, home=home / "annan"), clock=early) as there:
        take_in(there, whole)
        there.save(made.id, inquiry(), based_on=1, who="bo")
        (home / "kopia.json").write_bytes(json_bytes(everything(there)))
    said = " ".join(run("import", home / "kopia.json", code=1).split())
    assert "1 post har ett förväntat spår som inte längre kan ändras" in said
    assert made.id in said
    assert "version 2" not in run("show", made.id, "--history")


def test_a_backup_is_put_back(run, made, home):
    run("backup", "--out", home / "kopia.json")
    run("delete", made["id"])
    assert "1 poster med 1 versioner" in run("restore", home / "kopia.json")
    assert made["id"] in run("list")


def test_removing_for_good_needs_a_yes_and_names_the_copies(run, made, home):
    run("export", home / "journal.json")
    assert "--yes" in run("purge", made["id"], "--why", "Begäran", code=2)
    said = run("purge", made["id"], "--why", "Begäran", "--yes")
    assert "1 post är raderad för gott" in said
    assert f"{home}/journal.json" in said
    assert "raderades för gott" in run("show", made["id"], code=2)


@pytest.mark.parametrize(
    "place", ["output/kungsbacka.pdf", "publication/draft/region.html", "editions/1/a.xlsx"]
)
def test_removing_for_good_says_where_finished_files_may_show_it(run, made, home, place):
    path = home / "home" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("sida")
    said = run("purge", made["id"], "--why", "Begäran", "--yes")
    assert f"utgåvor i {home / 'home' / place.partition('/')[0]}" in said


def test_where_nothing_has_been_made_nothing_is_said_of_reports(run, made):
    assert "utgåvor" not in run("purge", made["id"], "--why", "Begäran", "--yes")


def test_an_entry_as_a_form_is_changed_and_put_back(run, made, home):
    path = home / "ifylld.toml"
    assert made["id"] in run("form", made["id"], "--to", path)
    written = path.read_text(encoding="utf-8")
    assert made["body"]["title"] in written
    path.write_text(written.replace(made["body"]["title"], "En ny rubrik"), encoding="utf-8")
    run("change", made["id"], path, "--based-on", 1)
    assert json.loads(run("show", made["id"], "--json"))["body"]["title"] == "En ny rubrik"


def test_a_blank_form_is_written_once_and_never_over_another(run, home):
    path = home / "utbyte.xlsx"
    assert str(path) in run("form", "utbyte", "--to", path)
    before = path.read_bytes()
    assert "skrivs inte över" in run("form", "utbyte", "--to", path, code=2)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [(("tabell",), "Närmast"), (("utbyte", "--to", "u.docx"), ".xlsx, .toml")],
)
def test_a_form_that_cannot_be_made_is_told(run, words, said):
    assert said in run("form", *words, code=2)


def test_examples_say_that_they_are_and_go_with_one_command(run):
    assert "16 påhittade exempel" in run("examples", "--add")
    assert all("EXEMPEL (påhittat)" in line for line in run("list").splitlines())
    assert "redan" in run("examples", "--add", code=2)
    assert "16 poster är raderade" in run("examples", "--remove")
    assert "inga exempel" in run("examples", "--remove", code=2)
    assert "antingen" in run("examples", code=2)


def test_what_an_example_expects_is_nobodys_expectation(run):
    run("examples", "--add")
    from fgte.journal import open_journal

    with open_journal(read_settings()) as journal:
        assert journal.registered() == ()


def test_a_workbook_with_a_field_a_row_is_a_form(run, home):
    book = Workbook()
    rows = [("Fält", "Värde"), ("kind", "prövande"), ("owner", "Laholm"), ("title", "=1+1")]
    rows += [("analysis_object", "Svar"), ("observation", "Sett"), ("question", "Vad?")]
    rows += [("activities[1].id", "a"), ("activities[1].what", "Öva"), ("lesson", None)]
    for row in rows:
        book.active.append(row)
    book.active.cell(4, 2).data_type = "s"
    book.save(home / "form.xlsx")
    made = json.loads(run("add", home / "form.xlsx", "--json"))
    assert (made["owner"], made["body"]["title"]) == ("1381", "=1+1")
    assert made["body"]["activities"][0]["what"] == "Öva"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("kind = 'provande", "gick inte att läsa som ett formulär"),
        ("title = 'x'", "säger inte vad det är"),
        ("kind = 'x'\nowner = 'Laholm'", "Närmast"),
        ("kind = 'provande'", "säger inte vems"),
        ("kind = 'provande'\nowner = 'Laholm'\ntitle = 'Ring 070-123 45 67'", "ett telefonnummer"),
        ("kind = 'provande'\nowner = 'Borås'", "”Borås” kan inte äga en post"),
    ],
)
def test_a_form_that_cannot_be_saved_says_why(run, home, content, said):
    (home / "form.toml").write_text(content, encoding="utf-8")
    code = 1 if "läsa" in said else 2
    assert said in run("add", home / "form.toml", code=code)
    assert "inga sådana" in run("list")


@pytest.mark.parametrize("words", [["export", "a.pdf"], ["import", "a.txt"], ["add", "a.docx"]])
def test_an_ending_that_cannot_be_used_is_said(run, words):
    assert "ändelse" in run(*words, code=2)


def test_a_kind_is_not_changed_by_another_form(run, made, home):
    other = read_settings().forms / "utbyte.toml"
    assert "annat slag" in run("change", made["id"], other, "--based-on", 1, code=2)


def test_without_a_command_the_help_is_shown(run):
    said = run()
    assert said.startswith("Användning: fgte journal")
    assert "Kommandon" in said


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_command_below_has_its_help(lang):
    root = get_command(app)
    speak(root, lang)
    for command in root.commands["journal"].commands.values():  # type: ignore[attr-defined]
        assert all(each.help for each in (command, *command.params))


def test_it_speaks_english_too(run, made):
    assert "inquiry, Kungsbacka (local)" in run("list", "--lang", "en")


def test_what_waits_says_what_the_figures_answer(run, home):
    settings = read_settings()
    build(settings)
    with journal_of(settings) as journal:
        inquire(journal, TRACE, expecting(id="senare", first_year=2020, last_year=2026))
    said = run("due").splitlines()
    assert said[0].startswith("2018-11-01  förväntat spår som nu kan prövas: Läsning")
    assert "väntat högre från 2018" in said[1]
    assert said[2].startswith("  Kan inte påvisas. Åren 2018–2022: ")
    assert "förväntat spår vars första år har kommit" in said[3]
    assert said[5].startswith("  Kan prövas tidigast i november 2026")
    first, second = json.loads(run("due", "--json"))
    assert (first["judged"]["answer"], second["judged"]["answer"]) == ("not_shown", "waiting")
    assert first["judged"]["years"] == [2018, 2019, 2020, 2021, 2022]


def test_what_waits_can_be_read_without_a_store(run, home):
    with journal_of(read_settings()) as journal:
        inquire(journal, TRACE)
    assert "Det finns inget lager att pröva mot" in run("due")
    assert json.loads(run("due", "--json"))[0]["judged"] is None
