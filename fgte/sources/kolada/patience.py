"""How long to wait for Kolada before saying that it does not answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """How often something is tried, and how many seconds are waited."""

    attempts: int = 8
    attempts_unreachable: int = 4
    attempts_no_json: int = 4
    first_wait: float = 0.5
    longest_wait: float = 30.0
    longest_retry_after: float = 120.0
    connecting: float = 10.0
    silence: float = 60.0
    whole_answer: float = 180.0
