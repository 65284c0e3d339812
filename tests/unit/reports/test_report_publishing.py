"""Publication: nothing is released that was not signed as it is, and an edition stays as it was."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from fgte.catalogue import open_catalogue
from fgte.cli import main
from fgte.errors import FgteError, RequestError
from fgte.reports import Job, JobStatus, Outcome, publishing
from fgte.reports.forms import Exported, Form, Made
from fgte.reports.forms.kinds import OF_REPORTS, FormJob, fits, one_page_job
from fgte.reports.publishing import draft as drafting
from fgte.reports.publishing.changes import Held, changes_between
from fgte.reports.publishing.contents import Contents, members
from fgte.reports.publishing.places import draft_folder, editions_folder, work_folder
from fgte.reports.publishing.said import Said
from fgte.reports.publishing.words import Words
from fgte.settings import Settings
from fgte.store import open_table
from fgte.store.tables import write_table

NOW, DAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC), date(2026, 11, 22)
ROLE = "förvaltningschef"


def written(
    jobs: Sequence[Job], forms: Sequence[Form], settings: Settings, how: object = None
) -> Exported:
    """Reports and forms that say which figures they are of, without the work of making them."""
    mark = open_table(settings.store).fingerprint
    short = [each for each in (one_page_job(job, forms) for job in jobs) if each]
    of_reports = [(job, f) for job in jobs for f in forms if f in OF_REPORTS and fits(f, job)]
    made = [FormJob.make(*each) for each in (*of_reports, *((job, Form.PDF) for job in short))]
    for job in (*jobs, *short, *made):
        job.output.mkdir(parents=True, exist_ok=True)
        told = json.dumps({"home": str(settings.home), "source": f'home = "{settings.home}"'})
        job.executed.write_text(told, encoding="utf-8")
        job.html.write_text(f"<title>{job.place}</title>{mark}", encoding="utf-8")
    pages, sheets = (tuple(Outcome(e, JobStatus.OK, 0.1) for e in each) for each in (jobs, short))
    return Exported(pages, tuple(Made(e.report_job, e.form, e.html) for e in made), sheets)


@pytest.fixture
def ours(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with a store and nothing published; reports are only written."""
    home = tmp_path / "home"
    shutil.copytree(settings.store, home / "store")
    monkeypatch.setattr(drafting, "export", written)
    monkeypatch.setenv("FGTE_HOME", str(home))
    return replace(settings, home=home)


@pytest.fixture
def prepared(ours: Settings) -> Settings:
    publishing.prepare(ours, NOW)
    return ours


@pytest.fixture
def signed(prepared: Settings) -> Settings:
    sign_all(prepared)
    return prepared


def sign_all(settings: Settings) -> None:
    for each in members(settings):
        publishing.sign(each.id, ROLE, settings, NOW)


def change_the_figures(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Revise the first figure of Laholm's merit rating, withdraw the next, as a build would."""
    store = open_table(settings.store)
    table = store.table
    mine = table[
        table["municipality_id"].eq("1381")
        & table["indicator"].eq("meritvarde")
        & table["sex"].eq("T")
        & table["status"].eq("ok")
    ].index
    table.loc[mine[0], "value"] = 111.0
    origins = [*store.origins.values()]
    write_table(settings.store, table.drop(mine[1]), fingerprint="later", origins=origins)
    monkeypatch.setattr(drafting, "is_current", lambda settings: True)


def key_of(told: pytest.ExceptionInfo[FgteError]) -> str:
    return told.value.key


def test_an_edition_holds_its_reports_their_figures_and_who_stands_by_them(
    signed: Settings,
) -> None:
    edition, new = publishing.release(signed, DAY)
    assert new
    assert edition.path == signed.home / "editions" / "2026-11-22"
    names = {path.name for path in edition.path.iterdir()}
    ends = ("html", "ipynb", "pdf", "pptx", "xlsx")
    short = ("-namnd.html", "-namnd.ipynb", "-namnd.pdf")
    stems = ("hylte", "halmstad", "laholm", "varberg", "kungsbacka")
    expected = {f"{stem}.{end}" for stem in ("region", *stems) for end in ends}
    expected |= {f"{stem}{end}" for stem in stems for end in short}
    expected |= {f"sammanfattning.{end}" for end in ("html", "ipynb", "pdf")}
    assert names == expected | {"index.html", "edition.json", "figures.csv", "SHA256SUMS"}
    assert [each["role"] for each in edition.about["signatures"]] == [ROLE] * 5


def test_its_index_leads_to_the_reports_in_code_order_and_names_the_roles(signed: Settings) -> None:
    edition, _ = publishing.release(signed, DAY)
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    in_order = ["region", "hylte", "halmstad", "laholm", "varberg", "kungsbacka"]
    assert re.findall(r'<h3><a href="(\w+)\.html"', page) == in_order
    assert f"Laholm: godkänd av {ROLE} den 22 november 2026." in page
    assert "den första utgåvan" in page


def test_the_manifest_is_what_sha256sum_reads(signed: Settings) -> None:
    edition, _ = publishing.release(signed, DAY)
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum on this machine")
    assert subprocess.run(check, cwd=edition.path, check=False).returncode == 0


def test_files_are_read_only_and_a_touched_edition_is_told_of(
    signed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    edition, _ = publishing.release(signed, DAY)
    assert main(["publish", "list"]) == 0
    page = edition.path / "laholm.html"
    assert page.stat().st_mode & 0o222 == 0
    page.chmod(0o644)
    page.write_text("bättre", encoding="utf-8")
    assert publishing.touched(edition) == ("laholm.html",)
    assert main(["publish", "list"]) == 1
    assert "2026-11-22: ÄNDRAD efter utgivningen: laholm.html" in capsys.readouterr().out


def test_its_index_leads_to_every_form_of_each_report_and_to_nothing_that_is_not_there(
    signed: Settings,
) -> None:
    edition, _ = publishing.release(signed, DAY)
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    leads = re.findall(r'href="([^#"]+)"', page)
    assert [lead for lead in leads if not (edition.path / lead).is_file()] == []
    files = {path.name for path in edition.path.iterdir()}
    assert {n for n in files if not n.endswith(".ipynb")} == {*leads, "index.html"}


def test_other_reports_are_part_where_asked_for_and_each_is_called_what_it_is(
    ours: Settings,
) -> None:
    publishing.prepare(ours, NOW, Contents((Form.PDF, Form.BOARD), ("likvardighet",)))
    sign_all(ours)
    edition, _ = publishing.release(ours, DAY)
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<h3><a href="([\w-]+)\.html">([^<]+)<', page)
    assert named[:3] == [
        *(("region", "Fem kommuner i Halland"), ("hylte", "Hylte")),
        ("hylte-likvardighet", "Hylte: likvärdighet"),
    ]
    forms = re.search(r'aria-label="Rapporten om Varberg i andra former">(.*?)</ul>', page, re.S)
    assert forms is not None
    assert re.findall('href="([^"]+)"', forms[1]) == [
        *("varberg.pdf", "varberg-namnd.html", "varberg-namnd.pdf"),
    ]
    assert 'href="varberg-likvardighet.pdf"' in page


def test_no_folder_of_the_machine_is_published(signed: Settings) -> None:
    edition, _ = publishing.release(signed, DAY)
    told = json.loads((edition.path / "laholm.ipynb").read_text(encoding="utf-8"))
    assert told == {"home": "FGTE_HOME", "source": 'home = "FGTE_HOME"'}
    named = [p.name for p in edition.path.iterdir() if str(signed.home).encode() in p.read_bytes()]
    assert named == []
    assert publishing.touched(edition) == ()


def test_what_a_municipality_signs_is_everything_it_has_in_the_edition(signed: Settings) -> None:
    publishing.prepare(signed, NOW, Contents((Form.PDF,)))
    with pytest.raises(RequestError) as told:
        publishing.release(signed, DAY)
    assert key_of(told) == "not_signed"


@pytest.mark.parametrize("name", ["laholm.html", "laholm.pdf", "laholm-namnd.html"])
def test_a_form_that_comes_out_another_asks_its_own_municipality_and_no_other(
    signed: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def another(*asked: Any) -> Exported:
        done = written(*asked)
        (draft_folder(signed) / name).write_text("en annan", encoding="utf-8")
        return done

    monkeypatch.setattr(drafting, "export", another)
    draft, _ = publishing.prepare(signed, NOW)
    assert draft is not None
    assert "1381" not in publishing.standing(draft, signed)
    assert len(publishing.standing(draft, signed)) == 4


@pytest.mark.parametrize("name", ["laholm.pdf", "laholm-namnd.html", "laholm.ipynb", "region.xlsx"])
def test_no_form_that_was_touched_after_it_was_signed_is_released(
    signed: Settings, name: str
) -> None:
    (draft_folder(signed) / name).write_text("bättre", encoding="utf-8")
    with pytest.raises(RequestError) as told:
        publishing.release(signed, DAY)
    assert name in told.value.message("sv")


def test_forms_that_come_or_go_are_told_of(signed: Settings) -> None:
    publishing.release(signed, DAY)
    publishing.prepare(signed, NOW, Contents((Form.PDF,)))
    sign_all(signed)
    edition, _ = publishing.release(signed, DAY)
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    said = "Rapporterna finns inte längre som PowerPoint, Excel, sida till nämnden och"
    assert said in page
    assert "Publicerade siffror bakom rapporterna: 0 nya, 0 ändrade, 0 indragna." in page


def test_only_what_someone_has_published_is_counted_as_a_published_figure(
    prepared: Settings,
) -> None:
    draft = publishing.read_draft(prepared)
    assert draft is not None
    rows = list(csv.DictReader(io.StringIO(draft.figures)))
    ours_and_gaps = [
        row for row in rows if row["source"] == "own_calculation" or row["status"] == "missing"
    ]
    assert ours_and_gaps
    assert len(draft.said.figures) == len(rows) - len(ours_and_gaps)


def test_a_figure_is_called_by_its_part_and_its_schools_in_words(settings: Settings) -> None:
    words = Words(open_catalogue(settings), "sv")
    usual = words.figure_of(("1381", "meritvarde", "huvud", "kommunal", "T", "2020"))
    part = words.figure_of(("1381", "nationella_prov_ak3", "svenska", "kommunal", "K", "2020"))
    schools = words.figure_of(("1381", "examen_3ar", "huvud", "hemkommun", "T", "2020"))
    assert usual == "Meritvärde"
    assert part == "Nationella prov åk 3, flickor · Svenska och svenska som andraspråk"
    assert "hemkommun" not in schools
    assert " · " in schools


def test_a_report_of_no_kind_that_is_known_is_called_by_its_file(settings: Settings) -> None:
    words = Words(open_catalogue(settings), "sv")
    assert words.report("varberg-arskull") == "Varberg: årskullens väg"
    assert words.report("varberg-something") == "varberg-something"


def test_without_every_signature_nothing_is_released(prepared: Settings) -> None:
    publishing.sign("Laholm", ROLE, prepared, NOW)
    with pytest.raises(RequestError) as told:
        publishing.release(prepared, DAY)
    assert key_of(told) == "not_signed"
    assert "Hylte, Halmstad, Varberg, Kungsbacka" in told.value.message("sv")
    assert not editions_folder(prepared).exists()


def test_one_that_has_not_signed_is_named_and_its_own_report_is_not_there(
    prepared: Settings,
) -> None:
    for each in members(prepared)[:-1]:
        publishing.sign(each.id, ROLE, prepared, NOW)
    edition, _ = publishing.release(prepared, DAY, without=["Kungsbacka"])
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    assert not (edition.path / "kungsbacka.html").exists()
    assert "Kungsbacka: inte godkänd av kommunen" in page
    assert edition.about["not_signed"] == ["1384"]


def test_one_that_has_signed_is_not_left_out(signed: Settings) -> None:
    with pytest.raises(RequestError) as told:
        publishing.release(signed, DAY, without=["Hylte"])
    assert key_of(told) == "signed_after_all"


def test_figures_that_change_ask_for_new_signatures(
    signed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change_the_figures(signed, monkeypatch)
    with pytest.raises(RequestError) as told:
        publishing.release(signed, DAY)
    assert key_of(told) == "draft_is_old"
    publishing.prepare(signed, NOW)
    with pytest.raises(RequestError) as told:
        publishing.release(signed, DAY)
    assert key_of(told) == "not_signed"
    main(["publish"])
    assert "Laholm: inte godkänd. Ett tidigare godkännande" in capsys.readouterr().out


def test_a_page_that_was_touched_after_it_was_signed_is_not_released(signed: Settings) -> None:
    (draft_folder(signed) / "laholm.html").write_text("bättre", encoding="utf-8")
    with pytest.raises(RequestError) as told:
        publishing.release(signed, DAY)
    assert key_of(told) == "draft_is_touched"


def test_prepared_again_from_the_same_what_was_signed_stands(signed: Settings) -> None:
    publishing.prepare(signed, NOW.replace(day=23))
    edition, _ = publishing.release(signed, DAY)
    assert len(edition.about["signatures"]) == 5


def test_nothing_new_makes_no_edition(signed: Settings) -> None:
    first, _ = publishing.release(signed, DAY)
    again, new = publishing.release(signed, DAY.replace(day=23))
    assert (again.name, new) == (first.name, False)
    assert len(publishing.editions(signed)) == 1


def test_the_next_edition_lists_what_has_changed(
    signed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.release(signed, DAY)
    change_the_figures(signed, monkeypatch)
    publishing.prepare(signed, NOW)
    sign_all(signed)
    edition, _ = publishing.release(signed, DAY)
    assert edition.name == "2026-11-22-2"
    found = {each["kind"]: each for each in edition.about["changes"]["figures"]}
    assert set(found) == {"changed", "withdrawn"}
    assert found["changed"]["new"][1] == "111.0"
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    assert "Publicerade siffror bakom rapporterna: 0 nya, 1 ändrade, 1 indragna." in page
    assert "Jämfört med utgåvan 2026-11-22:" in page
    assert "<td>111,0</td>" in page


def test_changes_are_new_changed_and_withdrawn_figures_verdicts_and_reports() -> None:
    a, b, c = (("1381", "meritvarde", "", "kommunal", "T", year) for year in "123")
    one, two = ("ok", "1.0", "", ""), ("ok", "2.0", "", "")
    asked = ("1381", "meritvarde", "T")
    before = Said({a: one, b: one}, {asked: "improving"})
    now = Said({b: two, c: one}, {asked: "cannot_be_decided"})
    earlier, held = Held(["laholm"], ["pdf"], "1"), Held(["hylte"], ["pptx"], "2")
    found = changes_between(before, now, held_before=earlier, held=held)
    assert [(each.kind.value, each.figure[-1]) for each in found.figures] == [
        *(("changed", "2"), ("new", "3"), ("withdrawn", "1")),
    ]
    [verdict] = found.verdicts
    assert (verdict.old, verdict.new) == ("improving", "cannot_be_decided")
    assert (found.reports_added, found.reports_gone) == (("hylte",), ("laholm",))
    assert (found.forms_added, found.forms_gone) == (("pptx",), ("pdf",))
    assert found.version == ("1", "2")


def test_the_order_of_changes_does_not_follow_the_figures() -> None:
    keys = [(place, "meritvarde", "", "kommunal", "T", "2020") for place in ("1315", "1384")]
    sizes = (("1", "9"), ("9", "1"))
    orders = []
    for values in sizes:
        now = Said({k: ("ok", v, "", "") for k, v in zip(keys, values, strict=True)}, {})
        found = changes_between(Said({}, {}), now, held_before=Held(()), held=Held(()))
        orders.append([each.figure for each in found.figures])
    assert orders == [keys, keys]


@pytest.mark.parametrize(
    ("role", "comment", "key"),
    [
        *[(role, "", "signature_role") for role in ("", "  ", "a" * 81, "två\nrader")],
        *[(role, "", "signature_role") for role in ("eva@hylte.se", "620101-1234")],
        *[(ROLE, said, "signature_comment") for said in ("x" * 501, "ring 6201011234")],
    ],
)
def test_a_signature_is_a_role_and_no_person(
    prepared: Settings, role: str, comment: str, key: str
) -> None:
    with pytest.raises(RequestError) as told:
        publishing.sign("Laholm", role, prepared, NOW, comment=comment)
    assert key_of(told) == key
    assert not (work_folder(prepared) / "signatures.json").exists()


def test_what_is_typed_is_shown_as_text(prepared: Settings) -> None:
    for each in members(prepared):
        publishing.sign(each.id, "<b>chef</b>", prepared, NOW, comment="<script>x</script>")
    edition, _ = publishing.release(prepared, DAY)
    page = (edition.path / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;chef&lt;/b&gt;" in page
    assert "<script>x" not in page


def test_only_the_collaborations_own_sign(prepared: Settings) -> None:
    with pytest.raises(RequestError) as told:
        publishing.sign("Lund", ROLE, prepared, NOW)
    assert key_of(told) == "signer_no_member"


def test_nothing_is_signed_before_it_is_prepared(ours: Settings) -> None:
    with pytest.raises(RequestError) as told:
        publishing.sign("Laholm", ROLE, ours, NOW)
    assert key_of(told) == "nothing_prepared"


def test_a_signature_holds_for_its_figures_and_its_files_both(signed: Settings) -> None:
    draft = publishing.read_draft(signed)
    assert draft is not None
    given = publishing.standing(draft, signed)["1381"]
    assert given.holds_for(draft)
    assert not replace(given, fingerprint="another").holds_for(draft)
    assert not replace(given, files="another").holds_for(draft)


def test_a_report_that_fails_leaves_nothing_prepared(
    prepared: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(jobs: Sequence[Job], *others: object) -> Exported:
        return Exported(tuple(Outcome(job, JobStatus.FAILED, 0.1, cause="x") for job in jobs), ())

    monkeypatch.setattr(drafting, "export", failing)
    assert main(["publish", "prepare"]) == 1
    assert publishing.read_draft(prepared) is None


KILLED = """
import os, signal, sys
from datetime import date
from fgte.reports.publishing import release
from fgte.settings import read_settings

releasing = sys.modules["fgte.reports.publishing.release"]
write, written = releasing._write_through, []

def die_at_the_fourth(path, content):
    written.append(path)
    if len(written) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    write(path, content)

releasing._write_through = die_at_the_fourth
release(read_settings(), date(2026, 11, 22))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_killed_in_the_middle_there_is_no_edition_and_the_next_one_is_whole(
    signed: Settings,
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert done.returncode == -signal.SIGKILL
    assert publishing.editions(signed) == ()
    edition, _ = publishing.release(signed, DAY)
    assert publishing.touched(edition) == ()
    assert [path.name for path in editions_folder(signed).iterdir()] == ["2026-11-22"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["publish", "relase"], "Närmast: release"),
        (["publish", "sign", "--role", ROLE], "Ange vilken kommun"),
        (["publish", "release", "--role", ROLE], "hör till ”fgte publish sign”"),
        (["publish", "release", "--form", "pdf"], "till ”fgte publish prepare”"),
        (["publish", "prepare", "--form", "pfd"], "pdf"),
        (["publish", "prepare", "--form", "pdf", "--pages-only"], "Ange det ena"),
        (["publish", "prepare", "--report", "skola"], "Finns: likvardighet, arskull"),
        (["publish", "sign", "-m", "Laholm", "--role", ROLE], "Inget är förberett"),
    ],
)
def test_a_step_that_cannot_be_taken_is_a_wrong_request(
    ours: Settings, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_schedule_reads_every_step_as_json(
    ours: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    steps = [["prepare"], *(["sign", "-m", e.id, "--role", ROLE] for e in members(ours))]
    for step in (*steps, [], ["release"], ["list"]):
        assert main(["publish", *step, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0]["prepared"] is True
    assert told[-3]["not_signed"] == []
    assert told[-2]["new"] is True
    assert told[-1][0]["touched"] == []


def as_released_before_forms(settings: Settings) -> Path:
    """The latest edition as the first version wrote it: a page of each report, and no parts."""
    path = publishing.editions(settings)[-1].path / "edition.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    parts = told.pop("parts")
    told["pages"] = {stem: part["files"][f"{stem}.html"] for stem, part in parts.items()}
    path.chmod(0o644)
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_the_edition_after_one_from_before_there_were_forms_says_that_the_forms_are_new(
    signed: Settings,
) -> None:
    publishing.release(signed, DAY)
    as_released_before_forms(signed)
    edition, new = publishing.release(signed, DAY)
    assert (new, edition.about["previous"]) == (True, "2026-11-22")
    assert edition.about["changes"]["forms_added"] == tuple(map(str, Form))
    assert edition.about["changes"]["reports_gone"] == ()


@pytest.mark.parametrize("gone", ["reports", "version", "verdicts", "pages"])
def test_an_edition_that_lacks_a_word_is_told_of_with_a_way_on(signed: Settings, gone: str) -> None:
    publishing.release(signed, DAY)
    path = as_released_before_forms(signed)
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({k: v for k, v in told.items() if k != gone}), encoding="utf-8")
    with pytest.raises(FgteError) as raised:
        publishing.release(signed, DAY)
    assert key_of(raised) == "edition_unreadable"
    assert gone in raised.value.message("sv")


def test_an_edition_without_its_figures_is_told_of(signed: Settings) -> None:
    publishing.release(signed, DAY)
    folder = as_released_before_forms(signed).parent
    folder.chmod(0o755)
    (folder / "figures.csv").unlink()
    with pytest.raises(FgteError) as raised:
        publishing.release(signed, DAY)
    assert key_of(raised) == "edition_unreadable"


def test_a_signature_given_for_a_page_alone_is_kept_and_asks_to_be_given_anew(
    signed: Settings,
) -> None:
    file = work_folder(signed) / "signatures.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    for each in kept:
        each["page"] = each.pop("files")
    kept[0]["page"] = "0" * 64
    file.write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(FgteError) as raised:
        publishing.release(signed, DAY)
    assert key_of(raised) == "not_signed"
    publishing.sign(kept[0]["municipality"], ROLE, signed, NOW)
    assert len(json.loads(file.read_text(encoding="utf-8"))) == len(kept) + 1


def test_a_draft_from_before_there_were_forms_asks_to_be_prepared_again(signed: Settings) -> None:
    file = draft_folder(signed) / ".draft.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["pages"] = dict.fromkeys(told.pop("parts"), "0" * 64)
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(FgteError) as raised:
        publishing.release(signed, DAY)
    assert key_of(raised) == "nothing_prepared"
    publishing.prepare(signed, NOW)
    assert publishing.release(signed, DAY)[1]
