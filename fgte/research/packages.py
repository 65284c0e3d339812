"""A study as a data package that can leave the house: Frictionless, remade to the same bytes."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fgte.catalogue import open_catalogue
from fgte.errors import RequestError, WorkError
from fgte.model import Kind
from fgte.reports import run
from fgte.reports.files import output_folder, require_writable, write_whole
from fgte.research.freezing import place_of
from fgte.research.jobs import study_job
from fgte.research.package_fields import schema_of, typed
from fgte.research.package_place import DESCRIPTOR, put_in_place, require_replaceable
from fgte.research.package_readers import read_in_r, read_in_stata
from fgte.research.package_tables import tables_of, withheld
from fgte.research.package_words import (
    citation,
    codebook,
    day_of,
    environment,
    read_me,
    with_reasons,
)
from fgte.research.soft_cases import soft_cases
from fgte.research.study_file import Study
from fgte.research.studying import StudyResult, carry_out, read_study
from fgte.research.traces import traces_of
from fgte.settings import Settings
from fgte.store import open_table
from fgte.texts import text

NAMES_ENTRY = re.compile(
    r"""^[ \t]*["']?(inquiry|research_question)["']?[ \t]*=.*\n?""", re.MULTILINE
)


def kept_study(name: str, settings: Settings) -> Path:
    """The study file that a name stands for: the copy kept when its report was made, or a path.

    Raises
    ------
    RequestError
        If no study of that name has been made.
    """
    if name.endswith(".toml"):
        return Path(name)
    path = settings.studies / f"{name}.toml"
    if not path.is_file():
        made = sorted(each.stem for each in settings.studies.glob("*.toml"))
        raise RequestError("study_not_made", found=name, known=", ".join(made) or "–")
    return path


def keep_study(study: Study, settings: Settings) -> None:
    """Keep a copy of a study's file, so that it can be packed by its name."""
    place = settings.studies / f"{study.name}.toml"
    if place.absolute() != study.path.absolute():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, study.path.read_text(encoding="utf-8-sig"))


def pack(name: str, settings: Settings, output: Path | None = None) -> Path:
    """Write the package of a study and say in which folder it lies.

    An earlier package of the same study gives way to it; anything else that lies there stops it.

    Parameters
    ----------
    name
        The study's name, or the path of its file.
    settings
        Where its figures are.
    output
        Another folder to put it in than ``settings.output``.

    Raises
    ------
    RequestError
        If there is no such study, or its outcome is a soft value: those follow along hidden
        where groups are small, and never as an outcome; or what lies in the folder is not a
        package of the study as it was written.
    WorkError
        If its report could not be made, or the folder not written: no package is written.
    """
    study = read_study(kept_study(name, settings), settings)
    folder = output_folder(settings, output) / f"paket-{study.name}"
    require_writable(folder.parent)
    require_replaceable(folder, study.name)
    result = carry_out(study, settings)
    require_published(result)
    files = {**_tables(result, settings), **_texts(result, settings), **_report(study, settings)}
    files[DESCRIPTOR] = _descriptor(result, files)
    put_in_place(files, folder, study.name)
    return folder


def require_published(result: StudyResult) -> None:
    """Refuse to give away a soft value as an outcome.

    Raises
    ------
    RequestError
        If the study's outcome is a soft value.
    """
    indicator = result.material.indicator
    if indicator.kind is Kind.PROCESS:
        raise RequestError("study_soft", name=result.study.name, found=indicator.id)


def _tables(result: StudyResult, settings: Settings) -> dict[str, bytes]:
    """Every table, as CSV and as Parquet."""
    catalogue, store = open_catalogue(settings), open_table(settings.store)
    traces, left = traces_of(result.study, settings)
    cases, cases_left = soft_cases(result.study, store, settings.small_group)
    tables = tables_of(result, store, catalogue, traces, settings.small_group, cases)
    tables["withheld"] = with_reasons(withheld(tables, {**left, **cases_left}))
    tables["codebook"] = codebook()
    files: dict[str, bytes] = {}
    for name, table in tables.items():
        whole = typed(name, table)
        files[f"data/{name}.csv"] = _csv(whole)
        files[f"data/{name}.parquet"] = _parquet(whole)
    return files


def _csv(table: pd.DataFrame) -> bytes:
    """Comma, decimal point, UTF-8 without mark, one line end: what R, Stata and pandas all read."""
    said = table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
    return str(said).encode("utf-8")


def _parquet(table: pd.DataFrame) -> bytes:
    whole = io.BytesIO()
    arrow = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(arrow, whole, compression="zstd")
    return whole.getvalue()


def _texts(result: StudyResult, settings: Settings) -> dict[str, bytes]:
    frozen = place_of(result.study, settings)
    said = {
        "README.md": read_me(result),
        "CITATION.cff": citation(result),
        "environment.txt": environment(),
        "read.R": read_in_r(),
        "read.do": read_in_stata(),
        _file_name(result.study): given_away(result.study),
    }
    if frozen.is_file():
        said["frozen.json"] = frozen.read_text(encoding="utf-8")
    return {name: words.encode("utf-8") for name, words in said.items()}


def _file_name(study: Study) -> str:
    """The study file under its own name, so that the study is called the same when remade."""
    return f"{study.name}.toml"


def given_away(study: Study) -> str:
    """The study file as it goes along: its start said, no id of the journal left in it.

    Its design has the same digest, so that what was frozen can be held against it.
    """
    words, file = study.path.read_text(encoding="utf-8-sig"), study.file
    ids = [each for each in (file.inquiry, file.research_question) if each is not None]
    if not ids:
        return words
    start = "" if file.start is not None else f"start = {study.start}\n"
    words = start + NAMES_ENTRY.sub("", words)
    for id in ids:
        words = words.replace(id, "–")
    return words


def _report(study: Study, settings: Settings) -> dict[str, bytes]:
    """The executed notebook and its page, without the paths of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        job = study_job(study, settings, Path(folder))
        (outcome,) = run([job], settings, force=True, workers=1)
        if not outcome.ok:
            raise WorkError("study_report_failed", name=study.name, cause=outcome.cause)
        notebook = job.executed.read_text(encoding="utf-8")
        page = job.html.read_text(encoding="utf-8")
    paths = {str(study.path.absolute()): _file_name(study), str(settings.home): "."}
    return {
        "report/report.ipynb": _without(notebook, paths),
        "report/report.html": _without(page, paths),
    }


def _without(words: str, paths: Mapping[str, str]) -> bytes:
    """A text with a machine's paths replaced, also where they are written as JSON in JSON."""
    for path, instead in paths.items():
        once = json.dumps(path)[1:-1]
        for written in (json.dumps(once)[1:-1], once, path):
            quoted = rf"""(?<=["']){re.escape(written)}(?=\\*["'])"""
            words = re.sub(quoted, instead, words)
    return words.encode("utf-8")


def _descriptor(result: StudyResult, files: Mapping[str, bytes]) -> bytes:
    """The description that machines read: every file with its size, checksum and schema."""
    sources = [
        {"title": "; ".join(each.sources), "path": each.urls[0]} if each.urls else {"title": id}
        for id, each in sorted(result.origins.items())
    ]
    said = {
        "profile": "data-package",
        "name": result.study.name,
        "title": result.study.file.title,
        "description": result.study.file.question,
        "created": f"{day_of(result)}T00:00:00Z",
        "version": result.study.digest[:12],
        "sources": sources,
        "licenses": [{"name": "other-open", "title": text("research.package.licence", "en")}],
        "resources": [_resource(path, content) for path, content in sorted(files.items())],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".ipynb": "application/x-ipynb+json",
    ".html": "text/html",
    ".json": "application/json",
    ".toml": "application/toml",
    ".cff": "text/yaml",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".R": "text/x-r",
    ".do": "text/x-stata",
}


def _resource(path: str, content: bytes) -> dict[str, Any]:
    place = Path(path)
    common = {
        "path": path,
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
    if place.suffix != ".csv":
        name = f"{place.stem}-{place.suffix[1:]}".lower()
        return {"name": name, "type": "file", "mediatype": MEDIA[place.suffix], **common}
    return {
        "name": place.stem.replace("_", "-"),
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema_of(place.stem),
        **common,
    }
