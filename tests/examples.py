"""Which examples Hypothesis tries: the same at every run, so that no run fails by chance.

New ones, and many, are tried with ``pytest --hypothesis-profile=searching``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants


class _Leisure(TypedDict):
    deadline: timedelta | None
    suppress_health_check: list[HealthCheck]


def begin() -> None:
    """Choose the usual examples; how long one takes is not asked: a busy machine is no fault."""
    leisure = _Leisure(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("steady", derandomize=True, **leisure)
    settings.register_profile("searching", max_examples=1000, **leisure)
    settings.load_profile("steady")
    leave_the_programs_own_words_out()


def leave_the_programs_own_words_out() -> None:
    """Draw no number or word from the program's own text.

    Hypothesis reads that of every module that has been imported. The examples would then follow
    from which tests the worker ran before, and from every line of the program.
    """
    nothing = Constants()
    providers._get_local_constants = lambda: nothing
