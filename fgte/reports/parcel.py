"""What a machine needs of another's home to make the same reports there, by its content.

Figures, ledger, definitions, the country's lines, notebooks, templates and logos:
a few megabytes for the whole country. The program itself is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fgte.errors import DataError
from fgte.reports.inputs import digest, of_home, of_templates
from fgte.reports.jobs import Job
from fgte.settings import Settings

HOME, SHIPPED = "home", "shipped"
"""The two folders of an unpacked parcel."""


@dataclass(frozen=True)
class Parcel:
    """Files by their place below the parcel, with ``/`` between folders."""

    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """The same content has the same digest, on whichever machine."""
        named = sorted(self.files.items())
        return digest(*(part for name, content in named for part in (name.encode(), content)))

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(map(len, self.files.values()))


def packed(jobs: Sequence[Job], settings: Settings) -> Parcel:
    """Everything the jobs are made from.

    Parameters
    ----------
    jobs
        Their notebooks are part of it.
    settings
        Where the rest lies.
    """
    notebooks = sorted({job.notebook for job in jobs if job.notebook.is_file()})
    shipped = [*notebooks, *of_templates(settings)]
    below = [
        *((HOME, settings.home, path) for path in of_home(settings)),
        *((SHIPPED, settings.shipped, path) for path in shipped),
    ]
    return Parcel({_name(part, root, path): path.read_bytes() for part, root, path in below})


def unpacked(parcel: Parcel, folder: Path, settings: Settings) -> Settings:
    """Put the files in a folder of this machine, and give the settings that lead there.

    Parameters
    ----------
    folder
        Empty, or not there yet.
    settings
        Those of the one who asked: limits and language stay, places are changed.
    """
    for name, content in parcel.files.items():
        path = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise DataError("parcel_outside", name=name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return replace(settings, home=folder / HOME, shipped=folder / SHIPPED)


def at(job: Job, settings: Settings, output: Path) -> Job:
    """The job as it is done here: with this machine's notebook, figures and place for the files.

    Parameters
    ----------
    settings
        As ``unpacked`` gave them.
    output
        Where the two files go.
    """
    notebook = settings.notebooks / job.notebook.relative_to(job.notebook.parents[1])
    return replace(job, notebook=notebook, output=output, figures=settings.home)


def _name(part: str, root: Path, path: Path) -> str:
    return f"{part}/{path.relative_to(root).as_posix()}"
