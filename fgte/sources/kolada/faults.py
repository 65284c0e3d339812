"""What can go wrong between us and Kolada: what may pass, what will not, and what to say of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from fgte.errors import FgteError, RequestError, WorkError
from fgte.sources.kolada.patience import Patience


class SetbackError(Exception):
    """Something that may pass, so that it helps to ask again; and what to say if it does not."""

    def __init__(
        self, key: str, *, attempts: int, wait: float | None = None, **details: object
    ) -> None:
        super().__init__(key)
        self.key = key
        self.attempts = attempts
        self.wait = wait
        self.details = details

    def given_up(self, tried: int) -> FgteError:
        """What the user is told when it did not pass."""
        return WorkError(self.key, tried=tried, **self.details)


PASSING = frozenset({408, 425, 500, 502, 503, 504})
HOPELESS: Mapping[int, str] = {
    401: "kolada_refused",
    403: "kolada_refused",
    404: "kolada_not_there",
    410: "kolada_closed",
}
"""Statuses that asking again cannot mend; any other is said as it is."""


def require_answer(response: httpx.Response, patience: Patience) -> None:
    """Go on only with a plain answer; anything else is a setback or an error."""
    status, where = response.status_code, str(response.url)
    if status == httpx.codes.OK:
        return
    wait = retry_after(response.headers.get("Retry-After"))
    if status == httpx.codes.TOO_MANY_REQUESTS or (status in PASSING and wait is not None):
        raise _busy(where, status, wait, patience)
    if status in PASSING:
        raise SetbackError(
            "kolada_out_of_order", attempts=patience.attempts, where=where, status=status
        )
    if response.is_redirect:
        to = response.headers.get("Location", "-")
        raise RequestError("kolada_moved", where=where, status=status, to=to)
    said = response.read()[:200].decode("utf-8", "replace")
    key = HOPELESS.get(status, "kolada_declined")
    raise RequestError(key, where=where, status=status, said=said)


def from_transport(error: httpx.HTTPError, where: str, patience: Patience) -> SetbackError:
    """What a failure of the connection means."""
    cause = str(error) or type(error).__name__
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        attempts = patience.attempts_unreachable
        return SetbackError("kolada_unreachable", attempts=attempts, where=where, cause=cause)
    if isinstance(error, httpx.TimeoutException):
        attempts = patience.attempts_unreachable
        return SetbackError("kolada_slow", attempts=attempts, where=where, cause=cause)
    return SetbackError("kolada_cut", attempts=patience.attempts, where=where, cause=cause)


def from_content(content: bytes, cause: str, where: str, patience: Patience) -> SetbackError:
    """What an answer means that is no JSON: the beginning of one, or something else altogether."""
    if content.lstrip().startswith(b"{"):
        return SetbackError("kolada_cut", attempts=patience.attempts, where=where, cause=cause)
    found = " ".join(content[:120].decode("utf-8", "replace").split())
    attempts = patience.attempts_no_json
    return SetbackError("kolada_no_json", attempts=attempts, where=where, found=found)


def retry_after(header: str | None) -> float | None:
    """Seconds to wait, given as a number or as a time of day; None when it says neither."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        seconds = _seconds_until(header)
    return max(seconds, 0.0) if seconds == seconds else None


def _seconds_until(header: str) -> float:
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return float("nan")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - time.time()


def _busy(where: str, status: int, wait: float | None, patience: Patience) -> Exception:
    """Wait as long as we are asked to; when that is too long, say until when."""
    if wait is not None and wait > patience.longest_retry_after:
        until = datetime.fromtimestamp(time.time() + min(wait, 1e9)).astimezone()
        asked = f"{until:%Y-%m-%d %H:%M}"
        return WorkError("kolada_wait_until", where=where, status=status, until=asked)
    return SetbackError(
        "kolada_busy", attempts=patience.attempts, wait=wait, where=where, status=status
    )
