"""Forms made by workers: the files of those made here, and one that fails leaves the others."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fgte.reports import JobStatus, jobs_for
from fgte.reports.forms import Exported, Form, How, export, making
from fgte.settings import Settings

REPO = Path(__file__).resolve().parents[2]
FORMS = (Form.PDF, Form.SLIDES, Form.WORKBOOK)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture
def by_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a single form is handed to a worker."""
    monkeypatch.setattr(making, "FEW", 0)


@pytest.fixture
def ours(settings: Settings, tmp_path: Path) -> Settings:
    """A project of our own, whose templates may be changed, with the shipped figures."""
    shipped = tmp_path / "shipped"
    shutil.copytree(REPO / "templates", shipped / "templates")
    (shipped / "notebooks").symlink_to(REPO / "notebooks")
    shutil.copytree(settings.store, tmp_path / "home" / "store")
    return Settings(home=tmp_path / "home", shipped=shipped)


def made(settings: Settings, forms: Sequence[Form] = FORMS, how: How = making.USUAL) -> Exported:
    return export(jobs_for(["Hylte"], False, settings), forms, settings, how)


def statuses(done: Exported) -> list[JobStatus]:
    return [each.status for each in done.everything]


def test_workers_make_the_files_that_are_made_here_to_the_byte(
    ours: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {each.path.name: each.path.read_bytes() for each in made(ours).made}
    monkeypatch.setattr(making, "FEW", 0)
    again = made(ours, how=How(force=True, workers=2))
    assert {each.path.name: each.path.read_bytes() for each in again.made} == here
    assert list(here) == ["hylte.pdf", "hylte.pptx", "hylte.xlsx"]


@pytest.mark.usefixtures("by_workers")
def test_a_form_that_fails_says_why_and_leaves_the_others(ours: Settings) -> None:
    (ours.templates / "pdf" / "page.typ").write_text('#panic("trasig mall")', encoding="utf-8")
    old = ours.output / "hylte.pdf"
    ours.output.mkdir()
    old.write_bytes(b"an earlier one")
    failed, *others = made(ours).made
    assert "trasig mall" in str(failed.cause)
    assert not old.exists()
    assert [each.ok for each in others] == [True, True]
    assert [path.name for path in ours.output.glob(".*.part")] == []


@pytest.mark.usefixtures("by_workers")
@pytest.mark.skipif(sys.platform != "linux", reason="only there are forms made in a fork")
def test_a_form_that_takes_too_long_is_stopped(ours: Settings) -> None:
    made(ours, [Form.PDF])
    hurried = replace(ours, report_seconds=0.01)
    [page, slow] = made(hurried, [Form.SLIDES]).everything
    assert page.status is JobStatus.UP_TO_DATE
    assert "inte klar inom" in str(slow.cause)
    assert not (ours.output / "hylte.pptx").exists()


@pytest.mark.usefixtures("by_workers")
def test_workers_that_cannot_start_fail_their_forms_and_do_not_hang(
    ours: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(ours, [Form.PDF])
    monkeypatch.setattr(sys, "executable", "/bin/false")
    [_, lost] = made(ours, [Form.WORKBOOK]).everything
    assert "avbröts utifrån" in str(lost.cause)


def test_what_is_up_to_date_is_left_and_what_is_touched_is_made_again(ours: Settings) -> None:
    ok, ready = JobStatus.OK, JobStatus.UP_TO_DATE
    forms = (Form.PDF, Form.WORKBOOK)
    assert statuses(made(ours, forms)) == [ok, ok, ok]
    assert statuses(made(ours, forms)) == [ready, ready, ready]
    (ours.output / "hylte.xlsx").write_bytes(b"touched")
    assert statuses(made(ours, forms)) == [ready, ready, ok]
    (ours.output / "hylte.pdf").unlink()
    assert statuses(made(ours, forms)) == [ready, ok, ready]
    assert statuses(made(ours, forms, How(force=True))) == [ok, ok, ok]


def test_another_template_of_the_pdf_and_a_page_made_later_make_the_pdf_again(
    ours: Settings,
) -> None:
    made(ours, [Form.PDF])
    pdf, page = ours.output / "hylte.pdf", ours.output / "hylte.html"
    later = pdf.stat().st_mtime_ns + 1
    os.utime(page, ns=(later, later))
    assert statuses(made(ours, [Form.PDF])) == [JobStatus.OK, JobStatus.OK]
    assert pdf.stat().st_mtime_ns >= page.stat().st_mtime_ns
    template = ours.templates / "pdf" / "page.typ"
    template.write_text(template.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert statuses(made(ours, [Form.PDF])) == [JobStatus.OK, JobStatus.OK]
