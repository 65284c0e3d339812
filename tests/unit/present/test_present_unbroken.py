"""A range of figures stays on one line, and nothing else of a page is touched."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from fgte.present.unbroken import unbroken


def marked(html):
    return [e.get_text() for e in BeautifulSoup(unbroken(html), "html.parser").select(".unbroken")]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>åren 2015–2022 och</p>", ["2015–2022"]),
        ("<p>(osäkerhetsintervall 0,02–0,08).</p>", ["0,02–0,08)."]),
        ("<p>(2024–2026): samma 94,1–98,5\u00a0%</p>", ["(2024–2026):", "94,1–98,5"]),
        ("<p>NO – och SO</p>", []),
        ("<p>förskola–grundskola</p>", []),
        ("<svg><text>2015–2022</text></svg><p>1–4</p>", ["1–4"]),
        ("<script>a='2015–2022'</script><option>2015–2022</option>", []),
        (f"<p>{'x' * 30}2015–2022</p>", []),
    ],
)
def test_what_is_kept_together(html, kept):
    assert marked(html) == kept


def test_attributes_are_left_as_they_are():
    html = '<p title="2015–2022" data-x="1–4">2015–2022</p>'
    assert unbroken(html).startswith('<p title="2015–2022" data-x="1–4"><span')


@given(st.text(alphabet="ab 12–(),.\u00a0", max_size=40))
def test_the_text_is_the_same_sign_for_sign(words):
    made = BeautifulSoup(f"<p>{words}</p>", "html.parser")
    after = BeautifulSoup(unbroken(str(made)), "html.parser")
    assert after.get_text().split() == made.get_text().split()
    assert after.get_text(" ").split() == made.get_text(" ").split()
