"""The parties of the collaboration, each by its logo or, where there is none, by its name.

Logos are their owners' and do not come with the program: whoever publishes puts them in
``FGTE_HOME/logos`` (or ``templates/logos``), named after the owner: ``hogskolan-i-halmstad.svg``.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from fgte.catalogue import open_catalogue
from fgte.settings import Settings
from fgte.texts import text

IMAGE_TYPES = MappingProxyType({".svg": "image/svg+xml", ".png": "image/png"})

BESIDE = ("region-halland", "hogskolan-i-halmstad")
"""The parties that are no municipalities, by the names of their logos; their words are texts."""


@dataclass(frozen=True)
class Party:
    """One of those who stand behind the reports; ``picture`` is the file of its logo, if any."""

    name: str
    alt: str
    picture: Path | None = None

    @property
    def src(self) -> str | None:
        """The logo as an address that holds the whole picture."""
        if self.picture is None:
            return None
        content = base64.b64encode(self.picture.read_bytes()).decode("ascii")
        return f"data:{IMAGE_TYPES[self.picture.suffix.lower()]};base64,{content}"


def parties(settings: Settings, lang: str) -> tuple[Party, ...]:
    """Every party in fixed order: municipalities by code, the region, the university, then others.

    Others are those that only have a logo in the folder; they stand by the names of the files.
    The order never follows from who has a logo.
    """
    pictures = _pictures(settings)
    members = sorted(open_catalogue(settings).members, key=lambda each: each.id)
    known = {each.slug: each.name for each in members}
    known |= {slug: text(f"reports.party.{slug}", lang) for slug in BESIDE}
    known |= {slug: _words(slug) for slug in sorted(pictures) if slug not in known}
    return tuple(
        Party(name, text("reports.page.logo", lang, name=name), pictures.get(slug))
        for slug, name in known.items()
    )


def logos(settings: Settings, lang: str) -> list[Mapping[str, str]]:
    """The logos that there are, in the order of their parties, ready to embed."""
    return [{"src": each.src, "alt": each.alt} for each in parties(settings, lang) if each.src]


def _pictures(settings: Settings) -> Mapping[str, Path]:
    """The pictures of both folders; one in the user's own stands in for a shipped one."""
    folders = (settings.templates / "logos", settings.home / "logos")
    return {
        path.stem.lower(): path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in IMAGE_TYPES
    }


def _words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").strip()
