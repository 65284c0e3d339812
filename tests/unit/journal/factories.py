"""Documents for the journal's tests, and a clock that tests may turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FIRST = {
    "title": "Läsning i alla ämnen",
    "analysis_object": "Elevers skriftliga svar i NO, åk 5",
    "observation": "Många läser inte frågan till slut.",
    "question": "Vad händer när läsningen övas i varje ämne?",
}
TRACE = {
    "id": "las-ak6",
    "indicator": "alla_amnen_ak6",
    "direction": "higher",
    "first_year": 2028,
}
EXCHANGE = {
    "title": "Läsfrämjande",
    "municipalities": ["1383", "1384"],
    "year": 2027,
    "development_area": "Läsning",
}
FACTOR = {"claim": "Gemensam planering gör uppgifterna tydligare"}


def inquiry(**more: object) -> dict[str, object]:
    return {**FIRST, **more}


def expecting(**more: object) -> dict[str, object]:
    return inquiry(expected=[{**TRACE, **more}])


class Clock:
    """Time goes a second at each look; a test may move it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 8, 17, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def to(self, year: int, month: int, day: int) -> None:
        self.time = datetime(year, month, day, 9, 0, tzinfo=UTC)
