"""What the documentation's theme leaves out is put into its finished pages."""

import pytest

from tools.docs_accessible import mended

SWEDISH = '<html class="no-js" lang="sv">'
ENGLISH = '<html class="no-js" lang="en">'
SIGNATURE = """<dl>
<dd><em class="sig-param">values</em>,</dd>
<dd><em class="sig-param">years</em>,</dd>
</dl>"""


@pytest.mark.parametrize(
    "scrolls", ["<pre>kod</pre>", '<div class="table-wrapper docutils container">']
)
def test_what_scrolls_is_reached_by_keyboard(scrolls):
    assert 'tabindex="0"' in mended(scrolls)


def test_a_heading_of_the_menu_has_a_level():
    assert 'aria-level="2"' in mended('<p class="caption" role="heading">')


def test_a_signature_is_lines_and_no_list_without_terms():
    assert "<d" not in mended(SIGNATURE)
    assert mended(SIGNATURE).count('class="sig-line"') == 2


def test_a_list_with_terms_is_left_as_it_is():
    listed = "<dl>\n<dt>ord</dt><dd>betydelse</dd>\n</dl>"
    assert mended(listed) == listed


def test_the_themes_own_words_are_said_in_the_language_of_the_page():
    assert "Till innehållet" in mended(f"{SWEDISH}Skip to content")
    assert "Skip to content" in mended(f"{ENGLISH}Skip to content")


def test_mending_twice_changes_nothing():
    once = mended(f'{SWEDISH}<pre>a</pre>{SIGNATURE}<p class="caption" role="heading">')
    assert mended(once) == once
