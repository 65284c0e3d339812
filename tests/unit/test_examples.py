"""Hypothesis tries the same examples whatever has been imported before."""

from __future__ import annotations

import importlib.util
import sys

from hypothesis import given, settings
from hypothesis import strategies as st


def tried():
    """What a law is tried on."""
    seen = []

    @settings(derandomize=True)
    @given(st.integers(0, 10**6), st.text(max_size=9), st.floats(0, 1000))
    def law(number, word, share):
        seen.append((number, word, share))

    law()
    return seen


def test_the_examples_are_those_of_every_run(tmp_path, monkeypatch):
    before = tried()
    words = [f"{n * 7919}, {n / 3}, 'ord{n}'" for n in range(1, 200)]
    (tmp_path / "another.py").write_text(f"HELD = [{', '.join(words)}]", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("another", tmp_path / "another.py")
    monkeypatch.setitem(sys.modules, "another", importlib.util.module_from_spec(spec))
    assert tried() == before
    assert len(set(before)) > 50
