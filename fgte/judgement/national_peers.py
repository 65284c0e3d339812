"""Similar municipalities: where they lie together, and how far from them one usually lies.

Only to check whether a difference is more than chance and what similar municipalities usually
differ: a funnel's limits with over-dispersion, read for one municipality at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from fgte.analysis.funnel import over_dispersion
from fgte.analysis.similar import nearest
from fgte.catalogue.national import NationalPeers
from fgte.judgement.national_frame import context_frame, national_figures
from fgte.model import Indicator, Stage
from fgte.sources.kolada import SimilarGroup
from fgte.store.tables import Store

LIKENESS = ("foraldrars_utbildning", "nyinvandrade_grundskola", "elever_grundskola")
"""What municipalities are alike in: parents' education, newcomers, and size (its logarithm)."""

FIRST_YEAR = 2015
"""The first year of the table: the figures that ship begin here."""

FEWEST_PEERS = 4
"""Of seven similar municipalities, so many must have a figure the year in question."""

SCHOOL, GYMNASIUM = "grundskola", "gymnasieskola"
"""The school forms that Kolada makes groups for."""

FEWEST_MUNICIPALITIES = 100
"""Fewer municipalities than this are not the country."""

Sets = Mapping[str, tuple[str, ...]]
Groups = Mapping[tuple[str, str], SimilarGroup]


def own_sets(store: Store, context: Mapping[str, Indicator]) -> Sets:
    """The seven municipalities most like each one, the latest year that has all the background."""
    frames = [context_frame(store, context[id], lag=0) for id in LIKENESS]
    joint = frames[0]
    for frame in frames[1:]:
        joint = joint.merge(frame, on=["municipality_id", "year"])
    latest = joint[joint["year"].eq(joint["year"].max())].set_index("municipality_id").sort_index()
    size = LIKENESS[-1]
    latest = latest.assign(**{size: np.log(latest[size].where(latest[size] > 0))})
    return {str(id): tuple(nearest(latest, id, LIKENESS)) for id in latest.index}


def peer_levels(
    store: Store, indicator: Indicator, own: Sets, groups: Groups, members: Sequence[str]
) -> Iterator[NationalPeers]:
    """Where each member's similar municipalities lie together, year by year.

    Kolada's group takes the place of the own set where it has been fetched. How far a municipality
    usually lies from those like it is measured over the country, each beside its own set.
    """
    school = GYMNASIUM if indicator.stage is Stage.GY else SCHOOL
    of = {id: groups[id, school] for id in members if (id, school) in groups}
    chosen = {id: of[id].members if id in of else own.get(id, ()) for id in members}
    figures = national_figures(store, indicator).dropna()
    for year, rows in figures[figures["year"] >= FIRST_YEAR].groupby("year"):
        of_year = rows.set_index("municipality_id").sort_index()
        tau2 = usual_difference(of_year, own)
        found = peer_means(of_year, chosen)
        for id, each in found.iterrows() if tau2 is not None else ():
            yield NationalPeers(
                indicator=indicator.id,
                municipality_id=str(id),
                year=int(str(year)),
                group=of[str(id)].title if id in of else "",
                n=int(each["n"]),
                level=float(each["level"]),
                chance=float(each["chance"]),
                tau2=tau2 or 0.0,
            )


def usual_difference(of_year: pd.DataFrame, own: Sets) -> float | None:
    """The variance of municipalities' differences from those like them, beyond chance.

    No extremes are drawn in: nobody is to be pointed out, so all differences are part of the usual.
    None where fewer than a hundred municipalities have one.
    """
    found = peer_means(of_year, own).join(of_year, how="inner")
    if len(found) < FEWEST_MUNICIPALITIES:
        return None
    errors = np.sqrt(found["variance"] + found["chance"])
    return over_dispersion((found["value"] - found["level"]) / errors, errors, winsorise=0.0).tau2


def peer_means(of_year: pd.DataFrame, sets: Sets) -> pd.DataFrame:
    """The plain mean of each one's peers that have a figure, as Kolada takes it for its groups.

    Parameters
    ----------
    of_year
        One row a municipality (index): value and variance.
    sets
        The peers of each municipality.

    Returns
    -------
    DataFrame
        level, chance (the variance chance gives the level) and n, for those who have four peers.
    """
    belongs = np.array([of_year.index.isin(peers) for peers in sets.values()], np.float64)
    belongs = belongs.reshape(len(sets), len(of_year))
    n = belongs.sum(axis=1)
    some = np.maximum(n, 1)
    found = pd.DataFrame(
        {
            "level": belongs @ of_year["value"].to_numpy() / some,
            "chance": belongs @ of_year["variance"].to_numpy() / some**2,
            "n": n,
        },
        index=pd.Index(list(sets), name="municipality_id"),
    )
    return found[found["n"].ge(FEWEST_PEERS)]
