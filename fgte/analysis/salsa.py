"""Skolverket's own model of final grades by background, SALSA, as published for 2015/16.

Skolverket made it for schools' own work and says that it is not for ranking them. Its deviations
sum to zero over the country's schools by construction.
"""

from __future__ import annotations

from fgte.analysis.expected import expected_value

COEFFICIENTS = {
    "const": 93.567,
    "parents_education": 69.846,
    "share_boys": -35.271,
    "share_newly_arrived": -83.641,
}
"""Merit points: Skolverket, PM 2017-02-13, 1 443 schools, R² 0.585."""

FEWEST_PUPILS = 15
LEAST_BACKGROUND_KNOWN = 0.75


def salsa_2016(
    *,
    parents_education: float,
    share_boys: float,
    share_newly_arrived: float,
    pupils: float,
    background_known: float = 1.0,
) -> float | None:
    """Give the merit rating that SALSA 2015/16 expected of a school with these pupils.

    Parameters
    ----------
    parents_education : float
        Mean of the parents' education, 1 (compulsory school) to 3 (post-secondary).
    share_boys, share_newly_arrived : float
        Proportions 0–1.
    pupils : float
        Pupils who left year 9.
    background_known : float
        Proportion (0–1) of them whose background is known.

    Returns
    -------
    float or None
        Merit points (17 subjects); None where Skolverket gives none: fewer than 15 pupils, or
        background known of fewer than 75 %.
    """
    if pupils < FEWEST_PUPILS or background_known < LEAST_BACKGROUND_KNOWN:
        return None
    background = {
        "parents_education": parents_education,
        "share_boys": share_boys,
        "share_newly_arrived": share_newly_arrived,
    }
    return expected_value(COEFFICIENTS, background)
