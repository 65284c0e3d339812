"""The exact sign test: what counted cases could show at all, and how many it would take."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import bdtr

MOST_CASES = 10_000
"""Where more would be needed, nothing that a reader could collect is said."""


@dataclass(frozen=True)
class CasesNeeded:
    """How many cases a sign test needs, and in how many of them both must go the same way.

    ``power`` is how often so many cases would then be reached, 0 to 1.
    """

    cases: int
    alike: int
    power: float


def sign_test(alike: int, cases: int) -> float:
    """Say how often a coin would give a split at least as uneven as this one.

    Parameters
    ----------
    alike : int
        Cases that went one way; those that went neither way are no cases.
    cases : int
        All cases that went either way, independent of one another.

    Returns
    -------
    float
        Two-sided, between 0 and 1; 1 without any case.

    Raises
    ------
    ValueError
        If a count is negative, or there are more alike than cases.

    Notes
    -----
    Binomial with an even chance, counted exactly (Dixon and Mood 1946, Journal of the American
    Statistical Association 41, 557-566).
    """
    if not 0 <= alike <= cases:
        raise ValueError(f"alike must be between 0 and the number of cases: {alike} of {cases}")
    return min(1.0, 2 * float(bdtr(min(alike, cases - alike), cases, 0.5)))


def smallest_p(cases: int) -> float:
    """Say what p-value so many cases give when every one of them goes the same way.

    Parameters
    ----------
    cases : int
        Independent cases that can go either way.

    Returns
    -------
    float
        Two-sided, between 0 and 1: the smallest that so many cases can give.
    """
    return sign_test(cases, cases)


def cases_needed(share: float, *, power: float = 0.8, alpha: float = 0.05) -> CasesNeeded:
    """Say how many cases it takes before a sign test can be counted on to show a true share.

    Parameters
    ----------
    share : float
        How often the two truly go the same way, above one half and at most 1.
    power : float
        How often the test should show it, between 0 and 1.
    alpha : float
        The p-value, two-sided, that counts as shown, between 0 and 1.

    Returns
    -------
    CasesNeeded
        The smallest number of cases with that power. The power of an exact test does not rise
        evenly: a few more cases can have slightly less.

    Raises
    ------
    ValueError
        If a share is outside its limits, or more than 10,000 cases would be needed.
    """
    if not (0.5 < share <= 1 and 0 < power < 1 and 0 < alpha < 1):
        raise ValueError(f"share must be above 0.5, power and alpha shares: {share}")
    most = -1  # most cases the other way that still are shown; never falls as cases are added
    for cases in range(1, MOST_CASES + 1):
        while 2 * float(bdtr(most + 1, cases, 0.5)) <= alpha:
            most += 1
        if most < 0:
            continue
        reached = float(bdtr(most, cases, 1 - share)) + float(bdtr(most, cases, share))
        if reached >= power:
            return CasesNeeded(cases, cases - most, reached)
    raise ValueError(f"more than {MOST_CASES} cases are needed for a share of {share}")
