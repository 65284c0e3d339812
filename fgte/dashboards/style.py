"""The dashboards' style: that of the reports, and what a screen of choices needs beside it."""

from __future__ import annotations

from importlib import resources

from fgte.settings import Settings


def style(settings: Settings) -> str:
    """One style sheet, for a page and for the inside of a cell."""
    shared = (settings.templates / "report" / "style.css").read_text(encoding="utf-8")
    folder = resources.files("fgte.dashboards") / "static"
    names = ("dashboard.css", "journal.css", "rating.css")
    own = [(folder / name).read_text(encoding="utf-8") for name in names]
    return shared.replace(":root", ":root, :host") + "".join(own)
