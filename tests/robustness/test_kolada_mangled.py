"""Whatever bytes come: a page of the expected form, or an error that says so. Nothing else."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug import Response

from fgte.errors import DataError, FgteError
from fgte.sources.kolada import fetch, read_fetch
from fgte.sources.kolada.answers import FORMS, NoJsonError, read_page
from fgte.sources.snapshots import SnapshotStore
from tests.kolada_server import KoladaServer, Patience, listening, value

ONCE = Patience(attempts=1, attempts_unreachable=1, attempts_no_json=1, silence=5)
ENTRY = {"kpi": "N15505", "municipality": "1384", "period": 2022}
PAGE = {"count": 1, "values": [ENTRY | {"values": [value("T", 81.5)]}], "next_url": None}
WHOLE = json.dumps(PAGE).encode()

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
KEYS = ("count", "values", "next_url", "kpi", "municipality", "period", "gender", "status", "value")


@st.composite
def spliced(draw):
    """The bytes of a real page with some taken out and others put in."""
    start = draw(st.integers(0, len(WHOLE)))
    stop = draw(st.integers(start, min(len(WHOLE), start + 40)))
    return WHOLE[:start] + draw(st.binary(max_size=12)) + WHOLE[stop:]


@st.composite
def replaced(draw):
    """A real page in which the content of one field is something else."""
    page = json.loads(WHOLE)
    entry = page["values"][0]
    key = draw(st.sampled_from(KEYS))
    for holder in (page, entry, entry["values"][0]):
        if key in holder:
            holder[key] = draw(anything)
    return json.dumps(page).encode()


mangled = spliced() | replaced() | st.binary(max_size=60) | anything.map(json.dumps).map(str.encode)


def complaint(work):
    """What is said when it fails, in both languages; nothing but our own errors may come."""
    try:
        work()
    except FgteError as error:
        return f"{error.message('sv')} {error.message('en')}"
    return None


@pytest.fixture(scope="module")
def http():
    with listening() as server:
        yield server


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(content=mangled)
def test_bytes_are_a_page_or_an_error_that_says_so(form, content):
    with suppress(NoJsonError):
        said = complaint(lambda: read_page(content, form, where="http://k/v3"))
        assert said is None or "http://k/v3" in said


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"x":' * 100_000, b"null", b'{} null {"'])
def test_what_makes_parsers_fall_over_does_not(content):
    with pytest.raises((NoJsonError, DataError)):
        read_page(content, FORMS["data"], where="-")


@settings(max_examples=30)
@given(content=mangled)
def test_a_fetch_ends_complete_or_with_an_error_that_says_so(http, tmp_path_factory, content):
    kolada = KoladaServer(http)
    known = kolada.settings(tmp_path_factory.mktemp("home"))
    kolada.faults.extend([None, None, lambda _: Response(content, status=200)])
    said = complaint(lambda: fetch(known, kpis=["N15505"], patience=ONCE))
    snapshots = SnapshotStore(known.snapshots)
    figures = [len(read_fetch(snapshots, each)) for each in snapshots.fetches()]
    assert bool(figures) == (said is None)
    assert 0 not in figures
