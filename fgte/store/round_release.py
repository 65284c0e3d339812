"""Which version of a round may be shown beside those that have been shown before it.

Whoever has seen two versions can take the one from the other. So each set of people whose figures
were ever shown must differ from each of the new ones by as many as it takes not to be few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from fgte.errors import RequestError
from fgte.sources.instruments.profile import RoundProfile
from fgte.sources.snapshot_records import Import
from fgte.sources.snapshots import SnapshotStore
from fgte.store.instrument_rounds import LEAST_APART, kept_as, read_kept, rounds

OPTION = "shown_before"
"""Under which name an import keeps what was shown of the versions that it replaced."""


@dataclass(frozen=True)
class ShownGroup:
    """How many a group was shown to be, and a mark that is the same when its figures are."""

    people: int
    mark: str


@dataclass(frozen=True)
class ShownVersion:
    """What is remembered of a version when its figures are gone: how many, of which groups.

    ``answered`` is None where the number of everyone was hidden; ``groups`` has those shown.
    """

    threshold: int
    answered: int | None
    groups: Mapping[str, ShownGroup]
    mark: str


def require_releasable(
    snapshots: SnapshotStore, made: RoundProfile, *, replacing: bool
) -> tuple[Import, ...]:
    """Refuse what beside an earlier version would show what one or few answered.

    Returns
    -------
    tuple of Import
        The versions that this one replaces.

    Raises
    ------
    RequestError
        The round is there already and is not to be replaced, differs from what has been shown by
        fewer answers than may be known, or lies too near another round about the same.
    """
    for each in rounds(snapshots):
        apart = abs(each.date - made.date)
        if each.series == made.series and timedelta() < apart < LEAST_APART:
            days, least = apart.days, LEAST_APART.days
            near = {"date": made.date, "other": each.date, "days": days, "least": least}
            raise RequestError("instrument_round_near", **near)
    versions = kept_as(snapshots, made)
    if not versions or read_kept(snapshots, versions[-1]) == made:
        return versions
    if not replacing:
        details: dict[str, Any] = {"date": made.date, "name": made.rated.name}
        raise RequestError("instrument_round_taken", **details)
    new = _as_shown(made)
    for shown in _ever_shown(snapshots, versions):
        _require_apart(shown, new, made)
    return versions


def memory(snapshots: SnapshotStore, replaced: Sequence[Import]) -> dict[str, str]:
    """What a version keeps of those it replaces, so that the next is weighed against them too.

    Never a figure: how many were shown, in which groups. Nothing where nothing is replaced.
    """
    found = {(each.mark, each.threshold): each for each in _ever_shown(snapshots, replaced)}
    written = msgspec.json.encode(list(found.values()), order="sorted").decode()
    return {OPTION: written} if found else {}


def may_follow(shown: int | None, now: int | None, *, threshold: int) -> bool:
    """Whether new figures of a round may be shown after those of ``shown`` answers.

    Six answers after five show what the sixth person answered. So what is shown stays until as
    many more have answered as it takes not to be few. None is a number that was never shown.
    """
    if shown is None or now is None:
        return shown is None
    return abs(now - shown) >= threshold


def _ever_shown(snapshots: SnapshotStore, versions: Iterable[Import]) -> Iterator[ShownVersion]:
    """Every version that stands, and those that it replaced."""
    for each in versions:
        yield from msgspec.json.decode(each.options.get(OPTION, "[]"), type=list[ShownVersion])
        yield _as_shown(read_kept(snapshots, each))


def _as_shown(made: RoundProfile) -> ShownVersion:
    groups = {
        each.group or "": ShownGroup(each.people, _mark(each))
        for each in made.figures[1:]
        if each.people is not None
    }
    whole = _mark(made.figures, made.spread, made.incomplete)
    return ShownVersion(made.threshold, made.answered, groups, whole)


def _mark(*figures: object) -> str:
    return hashlib.sha256(msgspec.json.encode(figures, order="sorted")).hexdigest()[:16]


def _require_apart(shown: ShownVersion, now: ShownVersion, made: RoundProfile) -> None:
    if shown.mark == now.mark:
        return
    few = max(shown.threshold, now.threshold)
    for key, pairs in (
        ("instrument_replaces_few", _same_sets(shown, now)),
        ("instrument_regroups_few", _other_groups(shown, now)),
    ):
        for before, after in pairs:
            if not may_follow(before, after, threshold=few):
                difference = abs((after or 0) - (before or 0))
                raise RequestError(key, date=made.date, difference=difference, least=few)


def _same_sets(shown: ShownVersion, now: ShownVersion) -> Iterator[tuple[int | None, int | None]]:
    """How many in each version: everyone, each group, all but the group, and those in none.

    A group of which the very same is shown tells of nobody.
    """
    yield shown.answered, now.answered
    unchanged, changed = _in_both(shown, now)
    yield from changed
    if shown.answered is None or now.answered is None:
        return
    for before, after in changed:
        rest = shown.answered - before, now.answered - after
        if rest != (unchanged, unchanged):
            yield rest
    outside = _outside(shown, now)
    if changed and outside != (0, 0):
        yield outside


def _other_groups(shown: ShownVersion, now: ShownVersion) -> Iterator[tuple[int, int]]:
    """How many in each version, of every way to put together what only one of them tells apart.

    A group that one version shows and the other does not may be nearly the same people as some
    others there under other names, or as everyone in no group.
    """
    if shown.groups.keys() == now.groups.keys():
        return
    before, after = _told_apart_alone(shown, now), _told_apart_alone(now, shown)
    yield from ((one, other) for one in sorted(before) for other in sorted(after))


def _told_apart_alone(of: ShownVersion, beside: ShownVersion) -> set[int]:
    """The sizes of all that can be put together of one version's own groups and those in none."""
    own = [each.people for name, each in of.groups.items() if name not in beside.groups]
    in_none = (of.answered or 0) - sum(each.people for each in of.groups.values())
    return _unions([*own, max(in_none, 0)])


def _unions(sizes: Iterable[int]) -> set[int]:
    """How many there are in every group, and in every way of putting groups together."""
    found = {0}
    for size in sizes:
        found |= {each + size for each in found}
    return found - {0}


def _outside(shown: ShownVersion, now: ShownVersion) -> tuple[int, int]:
    """How many are in no group that both versions show, in each of them."""
    both = shown.groups.keys() & now.groups.keys()
    before, after = (
        (of.answered or 0) - sum(of.groups[name].people for name in both) for of in (shown, now)
    )
    return before, after


def _in_both(shown: ShownVersion, now: ShownVersion) -> tuple[int, list[tuple[int, int]]]:
    """How many are in groups of which the very same is shown, and the sizes of the others."""
    both = [(shown.groups[name], now.groups[name]) for name in shown.groups if name in now.groups]
    unchanged = sum(before.people for before, after in both if before == after)
    return unchanged, [(before.people, after.people) for before, after in both if before != after]
