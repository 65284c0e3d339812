"""Which forms are made, what stands where one could not be, and what the index leads to."""

import os

import pytest

from fgte.cli import main
from fgte.errors import RequestError
from fgte.reports import jobs_for
from fgte.reports.forms import Form, export, forms_named
from fgte.reports.forms import pdf as pdf_module
from fgte.reports.forms.kinds import links_beside, one_page_job


@pytest.fixture
def jobs(settings, tmp_path):
    return jobs_for(["1384"], True, settings, output=tmp_path)


def test_without_names_every_form_is_meant():
    assert forms_named(()) == tuple(Form)


def test_forms_keep_their_own_order_and_may_be_given_with_commas():
    assert forms_named(["xlsx,PDF"]) == (Form.PDF, Form.WORKBOOK)


def test_a_form_that_does_not_exist_is_answered_with_the_closest():
    with pytest.raises(RequestError) as caught:
        forms_named(["ppt"])
    assert "pptx" in str(caught.value)


def test_a_municipality_has_a_page_for_its_board_and_the_region_a_summary(jobs):
    region, kungsbacka = (one_page_job(job, list(Form)) for job in jobs)
    assert (region.stem, kungsbacka.stem) == ("sammanfattning", "kungsbacka-namnd")
    assert kungsbacka.command == "fgte export --municipality Kungsbacka --form namnd"
    assert region.command == "fgte export --region --form sammanfattning"


def test_a_form_that_belongs_to_none_of_the_reports_is_refused(jobs, settings):
    with pytest.raises(RequestError):
        export(jobs[:1], [Form.BOARD], settings)


def test_one_form_that_fails_leaves_the_others(jobs, settings, monkeypatch):
    def broken(*given):
        raise OSError("disken är full")

    monkeypatch.setattr(pdf_module, "_compiled", broken)
    old = jobs[1].output / "kungsbacka.pdf"
    old.write_bytes(b"an earlier one")
    done = export(jobs[1:], [Form.PDF, Form.WORKBOOK], settings)
    failed, made = done.made
    assert "disken är full" in failed.cause
    assert not old.exists()
    assert made.ok
    assert made.path.is_file()


def test_the_index_leads_only_to_forms_that_are_not_older_than_the_page(folder):
    page = folder / "kungsbacka.html"
    names = [link.href for link in links_beside(page, "sv")]
    assert names == ["kungsbacka.pdf", "kungsbacka.pptx", "kungsbacka.xlsx",
                     "kungsbacka-namnd.html", "kungsbacka-namnd.pdf"]  # fmt: skip
    before, since = folder / "kungsbacka.pdf", page.stat().st_mtime
    kept = before.stat().st_mtime
    os.utime(before, (since - 10, since - 10))
    assert "kungsbacka.pdf" not in [link.href for link in links_beside(page, "sv")]
    os.utime(before, (kept, kept))


def test_the_command_makes_what_is_asked_and_says_where(settings, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FGTE_HOME", str(settings.home))
    wish = ["export", "-m", "Hylte", "--form", "xlsx", "--out", str(tmp_path)]
    assert main(wish) == 0
    assert "En fil är klar" in capsys.readouterr().out
    assert (tmp_path / "hylte.xlsx").is_file()
    assert 'href="hylte.xlsx"' in (tmp_path / "index.html").read_text(encoding="utf-8")
