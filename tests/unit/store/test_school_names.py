"""What schools are called is in the store beside their codes, from the newest file that says so."""

from fgte.api import open_store
from fgte.api.schools import assess_school
from fgte.cli.importing import Wish, import_files
from fgte.reports import jobs_for
from fgte.settings import read_settings
from fgte.store import build
from tests.unit.sources.skolverket_files import csv_file, school

UNIT = "12345678"
FIGURES = ("73", "84,5", "~100", "241,3")


def taken_in(home, *rows, name="export.csv", **parts):
    settings = read_settings({}, home=home)
    folder = home / "files"
    folder.mkdir(parents=True, exist_ok=True)
    wish = Wish(files=(csv_file(folder, *rows, name=name, **parts),))
    import_files(wish, settings, as_json=True)
    return settings


def test_a_page_carries_the_schools_name_and_its_code(tmp_path):
    settings = taken_in(tmp_path, school(*FIGURES, unit=UNIT, name="Ekskolan"))
    store = open_store(tmp_path)
    assert store.school_names == {UNIT: "Ekskolan"}
    page = assess_school(UNIT, store=store).page()
    assert f"Ekskolan i Kungsbacka (skolenhet {UNIT})." in page.summary().source
    assert "Alla ämnen åk 9, Ekskolan" in page.indicators().source
    (job,) = jobs_for([], False, settings, schools=[UNIT])
    assert job.place == f"Ekskolan, skolenhet {UNIT}"
    assert job.stem == f"skola-{UNIT}"


def test_the_newest_name_stands(tmp_path):
    taken_in(tmp_path, school(*FIGURES, unit=UNIT, name="Ekskolan"))
    taken_in(
        tmp_path,
        school(*FIGURES, unit=UNIT, name="Björkskolan"),
        name="senare.csv",
        period="Valt läsår: 2023/24",
    )
    assert open_store(tmp_path).school_names == {UNIT: "Björkskolan"}


def test_without_a_name_the_code_stands_alone(tmp_path):
    settings = read_settings({}, home=tmp_path)
    build(settings)
    assert open_store(tmp_path).school_names == {}
    (job,) = jobs_for([], False, settings, schools=[UNIT])
    assert job.place == f"Skolenhet {UNIT}"


def test_before_there_is_a_store_the_code_stands_alone(tmp_path):
    (job,) = jobs_for([], False, read_settings({}, home=tmp_path), schools=[UNIT])
    assert job.place == f"Skolenhet {UNIT}"
