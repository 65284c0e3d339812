"""Answers of planned-educations v4: their body, and the school units that say where they lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fgte.errors import DataError
from fgte.sources.skolverket.grid import bytes_of


@dataclass(frozen=True)
class SchoolUnit:
    """A school unit: its code, where it lies, whether the municipality runs it, and its name."""

    code: str
    municipality_id: str
    municipal: bool
    name: str = ""


def read_units(path: Path) -> dict[str, SchoolUnit]:
    """School units of an answer that says where they lie, by their code.

    Understands ``/v4/school-units/{code}`` and the lists of ``/v4/school-units``. The answers with
    statistics do not say where the school lies: pass these units to ``read_skolverket``.
    """
    body = body_of(path, bytes_of(path))
    try:
        listed = body.get("_embedded", {}).get("listedSchoolUnits", [body])
        return {each["code"]: _unit(each) for each in listed}
    except (AttributeError, KeyError, TypeError) as cause:
        expected = "code, geographicalAreaCode, principalOrganizerType"
        raise unknown(path, body, expected) from cause


def body_of(path: Path, data: bytes) -> dict[str, Any]:
    """The body of an answer, bare or as it was recorded with address and time."""
    try:
        answer = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as cause:
        raise DataError("skolverket_unreadable", file=path, cause=f"JSON: {cause}") from cause
    for wrapper in ("json", "body"):
        if isinstance(answer, dict) and isinstance(answer.get(wrapper), dict):
            answer = answer[wrapper]
    if not isinstance(answer, dict):
        raise unknown(path, {}, "schoolUnit")
    return answer


def unknown(path: Path, body: Mapping[str, Any], expected: str) -> DataError:
    """An error that names the fields looked for and those found."""
    found = ", ".join(list(body)[:8]) or "–"
    return DataError("skolverket_unknown", file=path, found=found, expected=expected)


def _unit(listed: Mapping[str, Any]) -> SchoolUnit:
    return SchoolUnit(
        code=listed["code"],
        municipality_id=listed["geographicalAreaCode"],
        municipal=listed["principalOrganizerType"] == "Kommunal",
        name=str(listed.get("name") or "").strip(),
    )
