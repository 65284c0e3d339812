"""The kernel a report is made in: the interpreter that runs fgte, reached without a network.

Three things go wrong with a kernel as Jupyter starts it by itself, and are
settled here. A kernel specification that another environment has left in the
user's folder would run the notebook with other packages: only the one that
ipykernel makes from ``sys.executable`` is looked at. TCP ports are chosen,
released and bound again, so two kernels that start at once can be given the
same one: the messages go through socket files. And those collide when two
kernels share the name of a connection file: each has a folder of its own.
"""

from __future__ import annotations

import os
import site
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from fgte.settings import PACKAGE

SET_BY_A_KERNEL = MappingProxyType(
    {
        "TERM": "xterm-color",
        "CLICOLOR": "1",
        "FORCE_COLOR": "1",
        "CLICOLOR_FORCE": "1",
        "PAGER": "cat",
        "GIT_PAGER": "cat",
    }
)
"""What ipykernel puts in its environment; the colours of an error in a notebook follow from it."""


class OwnKernel(AsyncKernelManager):
    """A kernel of the running interpreter, with its connection in the current temporary folder.

    Windows has no socket files; there the ports of the machine itself are used.
    """

    def __init__(self, **options: Any) -> None:
        place = Path(tempfile.mkdtemp(prefix="kernel-"))
        super().__init__(
            **options,
            transport="tcp" if os.name == "nt" else "ipc",
            connection_file=str(place / "k.json"),
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        )


def kernel_environment(given: Mapping[str, str], place: Path) -> dict[str, str]:
    """The environment of a report's kernel: the caller's, without what differs between people.

    The user's IPython profile is left out, the order of sets is fixed (so that
    the same figures give the same bytes), each counts on one core (there is one
    per core) and starts no thread (a process is forked from it), and from a checkout
    the same ``fgte`` is found as is running.
    """
    environment = {
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        **given,
        **SET_BY_A_KERNEL,
        "IPYTHONDIR": str(place / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    checkout = str(PACKAGE.parent)
    if checkout not in site.getsitepackages():
        before = given.get("PYTHONPATH")
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (checkout, before)))
    return environment
