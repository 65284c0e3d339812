"""A Dask cluster on this machine for the tests: two worker processes with one thread each."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVE = """
import sys
import dask
from distributed import LocalCluster

if __name__ == "__main__":
    dask.config.set({"distributed.worker.profile.enabled": False})
    shape = {"n_workers": 2, "threads_per_worker": 1, "processes": True}
    with LocalCluster(**shape, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@contextmanager
def two_workers(script_in: Path) -> Iterator[str]:
    """Start the cluster in a process of its own and give the address of its scheduler."""
    with served(script_in) as (address, _):
        yield address


@contextmanager
def served(script_in: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a scheduler and the process that it lives in, which may be killed."""
    script = script_in / "serve.py"
    script.write_text(SERVE, encoding="utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, str(script)], text=True, **pipes) as serving:
        assert serving.stdout is not None
        try:
            yield serving.stdout.readline().strip(), serving
        finally:
            if serving.poll() is None:
                serving.communicate(timeout=120)
            gc.collect()  # a line that someone left open shows here, and not in a later test
