"""Forms of two reports, made once: Kungsbacka's and the region's."""

import pytest

from fgte.reports import jobs_for
from fgte.reports.forms import Form, export
from fgte.reports.forms.subject import subject_of


@pytest.fixture(scope="session")
def folder(settings, tmp_path_factory):
    place = tmp_path_factory.mktemp("forms")
    done = export(jobs_for(["1384"], True, settings, output=place), list(Form), settings)
    assert [each.cause for each in done.made if not each.ok] == []
    return place


@pytest.fixture(scope="session")
def subjects(settings):
    region, kungsbacka = jobs_for(["1384"], True, settings)
    return {"region": subject_of(region), "kungsbacka": subject_of(kungsbacka)}
