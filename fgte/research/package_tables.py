"""The tables of a data package: figures, answer, assumptions, origins and what was withheld."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from fgte.catalogue import Catalogue
from fgte.model import Kind, Scope, Status
from fgte.research.by_year import year_records
from fgte.research.estimating import Variation
from fgte.research.package_fields import TABLES
from fgte.research.studying import StudyResult
from fgte.store import Store

Tables = Mapping[str, pd.DataFrame]


def tables_of(
    result: StudyResult,
    store: Store,
    catalogue: Catalogue,
    traces: Iterable[Mapping[str, object]],
    small: int,
    cases: Iterable[Mapping[str, object]] = (),
) -> dict[str, pd.DataFrame]:
    """Every table but what was withheld, its columns in the order of the codebook.

    Parameters
    ----------
    traces
        The expected traces of the prövande that the study names, without any text of it.
    small
        Groups of fewer than this are hidden in soft values.
    cases
        Soft values with the hard traces expected of them, as `soft_cases` gives them.
    """
    made = {
        "figures": figures(result, store),
        "outcome": _outcome(result),
        "by_year": pd.DataFrame(list(year_records(result.found, result.study.start))),
        "estimates": _estimates(result),
        "assumptions": _assumptions(result),
        "origins": _origins(result),
        "traces": pd.DataFrame(list(traces)),
        "soft_values": soft_values(result, store, catalogue, small),
        "soft_to_hard": pd.DataFrame(list(cases)),
    }
    return {name: table.reindex(columns=list(TABLES[name])) for name, table in made.items()}


def figures(result: StudyResult, store: Store) -> pd.DataFrame:
    """Every published figure of the line: the treated, the donors and the similar, with its use."""
    material, study = result.material, result.study
    roles = _roles(result)
    table = store.table
    keep = (
        table["indicator"].eq(material.indicator.id)
        & table["series"].eq(material.series.id)
        & table["variant"].eq(material.variant.value)
        & table["sex"].eq(study.file.sex.value)
        & table["school_unit"].isna()
        & table["municipality_id"].isin(list(roles))
        & table["year"].between(study.file.first_year or 0, study.file.last_year or 9999)
    )
    found = table[keep].rename(columns={"municipality_id": "unit_code"})
    role = found["unit_code"].map(roles)
    used = found["year"].isin(material.years) & role.isin(["treated", "donor"])
    readable = found["status"].isin([Status.OK.value, Status.CENSORED.value])
    return found.assign(
        unit_name=found["unit_code"].map(lambda code: result.places[code].name),
        role=role,
        used=(used & readable & (result.found is not None)).astype(int),
    ).sort_values(["unit_code", "year"])


def soft_values(
    result: StudyResult, store: Store, catalogue: Catalogue, small: int
) -> pd.DataFrame:
    """Soft values of the treated as a whole, hidden where the group is small."""
    shown = [
        each.id
        for each in catalogue.indicators.values()
        if each.kind is Kind.PROCESS and each.scope is Scope.NATIONAL
    ]
    table = store.table
    found = table[
        table["indicator"].isin(shown)
        & table["municipality_id"].isin(list(result.study.treated))
        & table["school_unit"].isna()
        & table["sex"].eq("T")
    ].copy()
    few = found["pupils"].isna() | found["pupils"].lt(small)
    found.loc[few, "value"] = math.nan
    found.loc[few & found["status"].eq("ok"), "status"] = Status.SUPPRESSED.value
    found.loc[few, "pupils"] = math.nan
    return found.rename(columns={"municipality_id": "unit_code"}).sort_values(
        ["indicator", "series", "unit_code", "year"]
    )


def withheld(tables: Tables, left: Mapping[str, int]) -> pd.DataFrame:
    """What is not in the package, how much of it, with the key of the reason.

    Parameters
    ----------
    tables
        The tables that are.
    left
        What was left out before any table was made.
    """
    counts = {
        "suppressed": int(tables["figures"]["status"].eq("suppressed").sum()),
        "soft_suppressed": int(tables["soft_values"]["status"].eq("suppressed").sum()),
        **left,
    }
    rows = [{"what": key, "n": n} for key, n in counts.items()]
    return pd.DataFrame(rows, columns=["what", "n"])


def _roles(result: StudyResult) -> dict[str, str]:
    left = result.found.left_out if result.found else ()
    return {
        **dict.fromkeys(result.material.similar, "similar"),
        **dict.fromkeys(result.material.donors, "donor"),
        **dict.fromkeys(left, "left_out"),
        **dict.fromkeys(result.study.treated, "treated"),
    }


def _outcome(result: StudyResult) -> pd.DataFrame:
    if result.found is None:
        return pd.DataFrame()
    years = sorted(result.found.observed)
    return pd.DataFrame(
        {
            "year": years,
            "after_start": [int(year >= result.study.start) for year in years],
            "observed": [result.found.observed[year] for year in years],
            "expected": [result.found.expected[year] for year in years],
        }
    )


def _estimates(result: StudyResult) -> pd.DataFrame:
    if result.found is None:
        return pd.DataFrame()
    first = Variation("chosen", result.found.estimate)
    return pd.DataFrame([_estimate(each) for each in (first, *result.found.variations)])


def _estimate(each: Variation) -> dict[str, object]:
    found = each.estimate
    bounded = found is not None and math.isfinite(found.low) and math.isfinite(found.high)
    return {
        "choice": each.key,
        "about": each.about,
        "possible": int(found is not None),
        "value": found.value if found else math.nan,
        "low": found.low if found and bounded and not each.bare else math.nan,
        "high": found.high if found and bounded and not each.bare else math.nan,
        "p_value": found.p_value if found and each.tested else math.nan,
        "smallest_p": found.smallest_p if found and each.tested else math.nan,
    }


def _assumptions(result: StudyResult) -> pd.DataFrame:
    rows = [
        {
            "assumption": key,
            "holds": str(said.holds) if said else "",
            "because": said.because if said else "",
        }
        for key, said in result.assumptions.items()
    ]
    return pd.DataFrame(rows)


def _origins(result: StudyResult) -> pd.DataFrame:
    rows = [
        {
            "snapshot_id": id,
            "title": each.title["sv"],
            "sources": "; ".join(each.sources),
            "urls": "; ".join(each.urls),
            "retrieved": each.retrieved.isoformat(),
            "sha256": each.sha256,
            "terms_sv": each.terms["sv"],
            "terms_en": each.terms["en"],
            "citation": "; ".join(f"Källa: {source}" for source in each.sources),
        }
        for id, each in sorted(result.origins.items())
    ]
    return pd.DataFrame(rows)
