"""A small Kolada for tests: figures in its form, its limits, and every fault on demand."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, product
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from fgte.catalogue import open_catalogue
from fgte.settings import Settings, read_settings
from fgte.sources.kolada import Patience

QUICK = Patience(
    attempts=4,
    attempts_unreachable=2,
    attempts_no_json=2,
    first_wait=0.01,
    longest_wait=0.02,
    longest_retry_after=2.0,
    silence=20.0,
    whole_answer=40.0,
)
TITLES = {
    "N15505": "Elever i åk. 9, meritvärde kommunala skolor, genomsnitt (17 ämnen)",
    "N15507": "Elever i åk 9, meritvärde, hemkommun, genomsnitt (17 ämnen)",
    "N15419": "Elever i åk 9 som uppnått betygskriterierna i alla ämnen, kommunala skolor",
}
PLACES = {
    "0000": ("Riket", "L"),
    "0013": ("Region Halland", "L"),
    "1315": ("Hylte", "K"),
    "1380": ("Halmstad", "K"),
    "1381": ("Laholm", "K"),
    "1382": ("Falkenberg", "K"),
    "1383": ("Varberg", "K"),
    "1384": ("Kungsbacka", "K"),
}
YEARS = range(2018, 2023)
PLACE = count(1)
"""Each server has a path of its own: what a test leaves behind does not reach the next."""

Fault = Callable[[Request], Response | None]


def value(sex: str, number: float | None, status: str | None = "", **more: Any) -> dict[str, Any]:
    """One sex of an entry, as Kolada writes it."""
    about = {"gender": sex, "count": 1, "status": status, "value": number, "isdeleted": False}
    return about | more


class KoladaServer:
    """Answers as Kolada does; ``faults`` are used up one a request, before anything else."""

    def __init__(self, http: HTTPServer) -> None:
        self.http = http
        self.titles = dict(TITLES)
        self.places = dict(PLACES)
        self.groups: list[dict[str, Any]] = []
        self.figures = {
            (kpi, place, year): [value("M", 80.5), value("T", 81.0), value("K", 81.5)]
            for kpi in TITLES
            for place in PLACES
            for year in YEARS
        }
        self.faults: deque[Fault | None] = deque()
        self.always: Fault | None = None
        self.per_page = 5000
        self.seconds = 0.0
        self.asked: list[str] = []
        self.times: list[float] = []
        self.under_way = self.most_under_way = 0
        self._one = threading.Lock()
        self.place = f"/{next(PLACE)}"
        http.expect_request(re.compile(f"{self.place}/.*")).respond_with_handler(self.answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.port}{self.place}/v3"

    def settings(self, home: Path, **changes: Any) -> Settings:
        """Settings with this server as Kolada."""
        known = read_settings({"FGTE_KOLADA_URL": self.url}, home=home)
        return replace(known, **changes)

    def answer(self, request: Request) -> Response:
        with self._one:
            self.asked.append(unquote(request.full_path).removeprefix(self.place))
            self.times.append(time.monotonic())
            fault = self.faults.popleft() if self.faults else self.always
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            time.sleep(self.seconds)
            return (fault and fault(request)) or as_json(self.page(request))
        finally:
            with self._one:
                self.under_way -= 1

    def has_every_kpi(self) -> None:
        """Figures of every KPI in the catalogue, so that several requests are needed."""
        self.titles |= dict.fromkeys(open_catalogue().by_kpi(), "kommunal lägeskommun hemkommun")
        every = product(self.titles, self.places, YEARS)
        self.figures |= {key: [value("T", 1.0)] for key in every}

    def page(self, request: Request) -> dict[str, Any]:
        found = list(self.found(unquote(request.path).split("/")[3:]))
        size = min(int(request.args["per_page"]), self.per_page)
        page = int(request.args.get("page", 1))
        onward = f"{request.base_url}?page={page + 1}&per_page={size}"
        values = found[(page - 1) * size : page * size]
        more = onward if page * size < len(found) else None
        return {"count": len(values), "values": values, "next_url": more, "previous_url": None}

    def found(self, path: list[str]) -> Iterator[dict[str, Any]]:
        if path[0] == "municipality":
            yield from ({"id": i, "title": t, "type": k} for i, (t, k) in self.places.items())
        elif path[0] == "municipality_groups":
            yield from self.groups
        elif path[0] == "kpi":
            ids = path[1].split(",")
            yield from ({"id": i, "title": t} for i, t in self.titles.items() if i in ids)
        else:
            asked = dict(zip(path[1::2], (ids.split(",") for ids in path[2::2]), strict=True))
            yield from self.entries(asked)

    def entries(self, asked: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
        for key, values in self.figures.items():
            entry = dict(zip(("kpi", "municipality", "year"), key, strict=True))
            if all(str(entry[name]) in ids for name, ids in asked.items()):
                entry["period"] = entry.pop("year")
                yield entry | {"values": values}


def as_json(content: Any) -> Response:
    return Response(json.dumps(content), content_type="application/json")


def status(code: int, **headers: str) -> Fault:
    """A fault: only this status, with these headers (``Retry_After`` is Retry-After)."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda _: Response('{"detail": "said"}', status=code, headers=named)


def body(content: str, **headers: str) -> Fault:
    """A fault: this content with status 200."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda _: Response(content, status=200, headers=named)


@contextmanager
def listening() -> Iterator[HTTPServer]:
    """A server on a free port of this machine; it takes half a second to stop."""
    with HTTPServer(host="127.0.0.1", port=0, threaded=True) as http:
        yield http
