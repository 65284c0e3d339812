"""The dashboards' style: that of the reports, and what a screen of choices needs beside it."""

from __future__ import annotations

from importlib import resources

from fgte.settings import Settings


def style(settings: Settings) -> str:
    """One style sheet, for a page and for the inside of a cell."""
    shared = (settings.templates / "report" / "style.css").read_text(encoding="utf-8")
    folder = resources.files("fgte.dashboards") / "static"
    own = [(folder / name).read_text(encoding="utf-8") for name in ("dashboard.css", "journal.css")]
    return shared.replace(":root", ":root, :host") + "".join(own)
