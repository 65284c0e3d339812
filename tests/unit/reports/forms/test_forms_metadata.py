"""What a file says of itself: the collaboration made it, on no named machine and by no one."""

from __future__ import annotations

import getpass
import re
import zipfile

import pytest
from pypdf import PdfReader

from fgte.texts import text

OFFICE = ("kungsbacka.xlsx", "kungsbacka.pptx")
MADE_BY = re.compile(r"<(?:dc:creator|cp:lastModifiedBy)[^>]*>([^<]*)<")


def parts(path):
    with zipfile.ZipFile(path) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


@pytest.mark.parametrize("name", OFFICE)
def test_a_workbook_and_slides_are_made_by_the_collaboration(folder, name):
    core = parts(folder / name)["docProps/core.xml"].decode()
    assert set(MADE_BY.findall(core)) == {text("reports.page.collaboration", "sv")}


def test_a_pdf_is_made_by_the_collaboration(folder):
    about = PdfReader(folder / "kungsbacka.pdf").metadata
    assert about.author == text("reports.page.collaboration", "sv")
    assert set(about) <= {"/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"}


@pytest.mark.parametrize("name", [*OFFICE, "kungsbacka.pdf"])
def test_neither_a_folder_of_the_machine_nor_its_user_goes_along(folder, settings, name):
    path = folder / name
    held = [path.read_bytes()] if path.suffix == ".pdf" else list(parts(path).values())
    secret = (str(folder), str(settings.home), f"/{getpass.getuser()}/", f">{getpass.getuser()}<")
    assert [word for word in secret for content in held if word.encode() in content] == []
