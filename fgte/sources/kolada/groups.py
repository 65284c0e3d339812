"""Which municipalities Kolada calls similar, as they came with a fetch of the country.

Kolada makes a group of seven for each municipality, area of work and year, by what its pupils and
its population are like. They are used only to check whether a difference is more than chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fgte.sources.kolada.answers import Group, GroupPage, read_page
from fgte.sources.kolada.metadata import plain, read_metadata
from fgte.sources.snapshot_records import Fetch
from fgte.sources.snapshots import SnapshotStore

TITLE = re.compile(
    r"^Liknande kommuner (?P<school>grundskola|gymnasieskola), (?P<name>.+), (?P<year>\d{4})$"
)
"""How Kolada names such a group; other groups are no concern of ours."""


@dataclass(frozen=True)
class SimilarGroup:
    """The municipalities that Kolada calls similar to one, for one school form and year.

    ``members`` are codes in code order, the municipality itself never among them.
    """

    id: str
    title: str
    municipality_id: str
    school: str
    year: int
    members: tuple[str, ...]


def similar_groups(snapshots: SnapshotStore) -> Mapping[tuple[str, str], SimilarGroup]:
    """Kolada's latest similar group of each municipality and school form (``grundskola``, …).

    From the last fetch that brought groups; empty where none has. What has no title of that kind,
    or no members that can be read, is left out.
    """
    for fetch in reversed(snapshots.fetches()):
        if any(page.kind == "municipality_groups" for page in fetch.pages.values()):
            return _latest(_similar(snapshots, fetch))
    return {}


def _similar(snapshots: SnapshotStore, fetch: Fetch) -> Iterable[SimilarGroup]:
    codes = {plain(e.title): e.id for e in read_metadata(snapshots, fetch).places.values()}
    for page in fetch.pages.values():
        if page.kind != "municipality_groups":
            continue
        where = snapshots.path(page.sha256)
        for group in read_page(snapshots.read(page.sha256), GroupPage, where=where).values:
            said = TITLE.match(group.title)
            own = codes.get(plain(said["name"])) if said else None
            members = _codes(group, set(codes.values()) - {own})
            if said and own and members:
                about = (group.id, group.title, own, said["school"], int(said["year"]))
                yield SimilarGroup(*about, members)


def _codes(group: Group, known: set[str]) -> tuple[str, ...]:
    return tuple(sorted({e.member_id for e in group.members if e.member_id in known}))


def _latest(groups: Iterable[SimilarGroup]) -> dict[tuple[str, str], SimilarGroup]:
    found: dict[tuple[str, str], SimilarGroup] = {}
    for each in sorted(groups, key=lambda group: (group.year, group.id)):
        found[each.municipality_id, each.school] = each
    return found
