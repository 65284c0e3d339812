"""The dashboards' own small templates, which may use those of ``present`` as well."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from fgte.present.markup import templates_in
from fgte.texts import text


def fill(name: str, lang: str, **values: object) -> Markup:
    """The template ``html/<name>.html.j2`` filled in, everything escaped, with its words."""

    def say(key: str, **given: object) -> str:
        return text(f"dashboards.{key}", lang, **given)

    template = _templates().get_template(f"{name}.html.j2")
    return Markup(template.render(lang=lang, say=say, **values))


def safe(source: str) -> Markup:
    """Markup of our own making that is not to be escaped again."""
    return Markup(source)


@cache
def _templates() -> Environment:
    own, shared = (PackageLoader(f"fgte.{part}", "html") for part in ("dashboards", "present"))
    return templates_in(ChoiceLoader([own, shared]))
