"""The page that leads to the dashboards."""

from __future__ import annotations

from markupsafe import Markup

from fgte.dashboards.choices import MUNICIPAL, VIEWS, Choices, Lists, query_of
from fgte.dashboards.markup import fill
from fgte.present.sources import origins_list
from fgte.store import Store


def start_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """The dashboards, each with what it answers, and where the figures come from."""
    ways = [
        {"name": each.name, "link": f"{MUNICIPAL}?{query_of(Choices(MUNICIPAL, each.id))}"}
        for each in known.book.members
    ]
    origins = origins_list(store.origins.values(), lang)
    return fill("start", lang, views=VIEWS, places=ways, origins=Markup(origins))
