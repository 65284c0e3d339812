"""HTML from small templates, with everything that is filled in escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape


@dataclass(frozen=True)
class Html:
    """A piece of a page that shows itself in a notebook."""

    source: str

    def __html__(self) -> str:
        return self.source

    def _repr_html_(self) -> str:
        return self.source

    def __str__(self) -> str:
        return self.source


class Sentence(str):
    """Words for a reader: a string that a notebook shows as a paragraph, not as a value in code.

    A hard space would else stand as an escape, and words would be broken anywhere.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<p style="max-width:44rem">{escape(self)}</p>'


def templates_in(loader: BaseLoader, *, keep_trailing_newline: bool = False) -> Environment:
    """Templates as ours are filled in: all values escaped, and one that is missing is an error."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
    )


def fill(name: str, **values: object) -> Html:
    """The template ``html/<name>.html.j2`` filled in."""
    return Html(_templates().get_template(f"{name}.html.j2").render(**values))


def safe(source: str) -> Markup:
    """Markup of our own making (a drawn chart) that is not to be escaped again."""
    return Markup(source)


def in_jupyter(card: Html) -> Html:
    """A card with the few rules it needs where there is no report around it to style it."""
    return Html(f"<style>{_plain_style()}</style>{card.source}")


@cache
def _plain_style() -> str:
    path = resources.files("fgte.present") / "html" / "jupyter.css"
    return path.read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return templates_in(PackageLoader("fgte.present", "html"))
