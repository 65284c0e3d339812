"""A survey's figures as a file: what can be kept of it, since the answers themselves cannot.

The store is rebuilt from snapshots. Of a survey the snapshot is the description and this file,
which holds no more than what may be shown.
"""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from fgte.errors import DataError
from fgte.sources.raw import raw_figures
from fgte.sources.surveys.description_file import read_description
from fgte.sources.surveys.figures import DISTRIBUTION, with_no_school
from fgte.sources.surveys.indicators import survey_indicators
from fgte.sources.surveys.reading import ReadSurvey

_FIGURES = ["kpi", "municipality_id", "school_unit", "year", "sex", "value", "pupils", "status"]
_COLUMNS = [*_FIGURES, *(name for name in DISTRIBUTION if name not in _FIGURES)]
_TEXTS = ["kpi", "municipality_id", "school_unit", "sex", "status", "label"]


def write_summary(read: ReadSurvey) -> bytes:
    """The figures and distributions of a survey as CSV; the same survey gives the same bytes."""
    whole = pd.concat([read.figures[_FIGURES].astype(object), read.distributions.astype(object)])
    return whole[_COLUMNS].to_csv(index=False, lineterminator="\n").encode()


def read_summary(description_path: Path, summary_path: Path, *, snapshot_id: str) -> ReadSurvey:
    """Read back what `write_summary` wrote, beside its description.

    Raises
    ------
    DataError
        One of the files is not what it must be.
    """
    description = read_description(description_path)
    try:
        content = summary_path.read_bytes()
        texts = dict.fromkeys(_TEXTS, "str")
        whole = pd.read_csv(io.BytesIO(content), dtype=texts)[_COLUMNS]
    except (OSError, ValueError, KeyError):
        raise DataError("survey_unreadable", file=summary_path) from None
    is_figure = whole["status"].notna()
    rows = whole.loc[is_figure, _FIGURES].reset_index(drop=True)
    made = raw_figures(rows.assign(source=description.source, snapshot_id=snapshot_id))
    spread = whole.loc[~is_figure, list(DISTRIBUTION)].reset_index(drop=True)
    return ReadSurvey(
        figures=with_no_school(made),
        distributions=spread.astype({"step": "Int64", "answers": "Int64", "share": "Float64"}),
        indicators=survey_indicators([description]),
        description=description,
        recognised=(),
        left_out=(),
    )
