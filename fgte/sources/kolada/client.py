"""Asking Kolada: patiently where that helps, and otherwise saying what went wrong.

Asked again are a busy server, a passing fault, a cut answer, a page that is no JSON, a server that
does not answer in time and one that cannot be reached; after more and more seconds, a little at
random. What asking again cannot mend is said at once.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from itertools import chain
from typing import Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    wait_random_exponential,
)

from fgte.errors import DataError, RequestError
from fgte.sources.kolada.answers import FORMS, AnyPage, NoJsonError, read_page
from fgte.sources.kolada.faults import (
    SetbackError,
    from_content,
    from_transport,
    require_answer,
)
from fgte.sources.kolada.patience import Patience
from fgte.version import VERSION


@dataclass(frozen=True)
class Answer:
    """The raw bytes of an answer, what was read in them, and where it goes on."""

    kind: str
    content: bytes
    page: AnyPage
    next_url: str | None


class Client:
    """One that asks at one address, under its own name, with so much patience."""

    def __init__(self, base_url: str, patience: Patience) -> None:
        self.base_url = required_url(base_url)
        self.sent = 0
        self._patience = patience
        self._stopped = threading.Event()
        self._counting = threading.Lock()
        self._quiet_until = 0.0
        self._http = httpx.Client(
            headers={"User-Agent": f"fgte/{VERSION}", "Accept": "application/json"},
            timeout=httpx.Timeout(patience.silence, connect=patience.connecting),
        )
        self._growing = wait_random_exponential(patience.first_wait, patience.longest_wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Whoever still waits for an answer is not waited for."""
        self._stopped.set()
        self._http.close()

    def get(self, url: str) -> Answer:
        """The answer to one request, asked for until it is whole or patience ends."""
        asking = Retrying(
            retry=retry_if_exception_type(SetbackError),
            stop=self._given_up,
            wait=self._wait,
            sleep=sleep_using_event(self._stopped),
            reraise=True,
        )
        try:
            return asking(self._ask, url)
        except SetbackError as setback:
            tried = asking.statistics["attempt_number"]
            raise setback.given_up(tried) from setback.__cause__

    def _ask(self, url: str) -> Answer:
        if self._stopped.wait(max(0.0, self._quiet_until - time.monotonic())):
            raise SetbackError("kolada_cut", attempts=1, where=url, cause="-")
        with self._counting:
            self.sent += 1
        try:
            content = self._received(url)
        except httpx.HTTPError as error:
            raise from_transport(error, url, self._patience) from error
        kind = kind_of(url, self.base_url)
        try:
            page = read_page(content, FORMS[kind], where=url)
        except NoJsonError as error:
            raise from_content(content, str(error), url, self._patience) from error
        return Answer(kind, content, page, next_request(page.next_url, url, self.base_url))

    def _received(self, url: str) -> bytes:
        """The whole body; a server that sends a little now and then is not waited for for ever."""
        limit = time.monotonic() + self._patience.whole_answer
        parts = []
        with self._http.stream("GET", url) as response:
            require_answer(response, self._patience)
            # Asked first before anything is read: a line whose answer was read to its end is kept
            # for the next question, and one that was opened as we stopped would be kept for ever.
            for part in chain([b""], response.iter_bytes()):
                parts.append(part)
                if time.monotonic() > limit or self._stopped.is_set():
                    raise httpx.ReadTimeout(f"> {self._patience.whole_answer:g} s")
        return b"".join(parts)

    def _given_up(self, state: RetryCallState) -> bool:
        setback = _setback(state)
        return self._stopped.is_set() or state.attempt_number >= setback.attempts

    def _wait(self, state: RetryCallState) -> float:
        """As long as Kolada asks for, everyone; else each a little longer every time."""
        setback = _setback(state)
        if setback.wait is None:
            return self._growing(state)
        self._quiet_until = time.monotonic() + setback.wait
        return setback.wait


def required_url(base_url: str) -> str:
    """The address without a slash at its end; one that is none is refused."""
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise RequestError("kolada_faulty_url", found=base_url)
    return base_url.rstrip("/")


def kind_of(url: str, base_url: str) -> str:
    """What is asked for: the first word after the address."""
    return url.removeprefix(base_url).strip("/").partition("/")[0].partition("?")[0]


def next_request(next_url: str | None, asked: str, base_url: str) -> str | None:
    """Where a list goes on: at the same address, on the same path, with what we asked beside it.

    Raises
    ------
    DataError
        The answer leads somewhere else.
    """
    if not next_url:
        return None
    there, here = urlsplit(next_url), urlsplit(asked)
    if (there.netloc, _plain(there.path)) != (here.netloc, _plain(here.path)):
        raise DataError("kolada_foreign_next", where=asked, found=next_url, expected=base_url)
    query = dict(parse_qsl(here.query)) | dict(parse_qsl(there.query))
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(query, safe=","), ""))


def _plain(path: str) -> str:
    return unquote(path).rstrip("/")


def _setback(state: RetryCallState) -> SetbackError:
    error = state.outcome.exception() if state.outcome else None
    assert isinstance(error, SetbackError)  # nothing else is tried again
    return error
