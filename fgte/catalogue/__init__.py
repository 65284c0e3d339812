"""What is followed: indicators, municipalities and what has happened to the series."""

from fgte.catalogue.lookup import (
    Catalogue,
    context_figures,
    indicator,
    indicators,
    municipalities,
    municipality,
    open_catalogue,
)

__all__ = [
    "Catalogue",
    "context_figures",
    "indicator",
    "indicators",
    "municipalities",
    "municipality",
    "open_catalogue",
]
