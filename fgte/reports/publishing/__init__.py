"""Publication: reports are prepared, each municipality signs, an edition is released for good.

``prepare`` makes the reports and notes what they were made from, ``sign`` notes that a
municipality stands by its own, ``release`` puts a dated edition in place that is not changed
afterwards, ``editions`` lists them. A signature holds for the figures and the files it was
given for.
"""

from fgte.reports.publishing.contents import Contents, contents_named, jobs_of, members
from fgte.reports.publishing.draft import Draft, prepare, read_draft, require_current
from fgte.reports.publishing.editions import Edition, editions, touched
from fgte.reports.publishing.release import release
from fgte.reports.publishing.signing import Signature, sign, standing

__all__ = [
    "Contents",
    "Draft",
    "Edition",
    "Signature",
    "contents_named",
    "editions",
    "jobs_of",
    "members",
    "prepare",
    "read_draft",
    "release",
    "require_current",
    "sign",
    "standing",
    "touched",
]
