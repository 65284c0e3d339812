"""Reports: notebooks executed with typed parameters, and the pages made of them.

``jobs_for`` says which reports are meant, ``run`` makes them, ``write_index``
makes the page that leads to them. What is heavy is imported when it is used.
"""

from fgte.reports.engine import run
from fgte.reports.index import write_index
from fgte.reports.jobs import Engine, Fault, Job, JobStatus, Outcome, jobs_for
from fgte.reports.parameters import require_agreement, validated

__all__ = [
    "Engine",
    "Fault",
    "Job",
    "JobStatus",
    "Outcome",
    "jobs_for",
    "require_agreement",
    "run",
    "validated",
    "write_index",
]
