"""A clean copy of a warm process for each report: forked, watched, and seen to its end.

The copy shares what the warm process has read and cannot change it. It has its
own process group, a limit on its memory, and dies with the one it was forked
from. Only on Linux: elsewhere a fork is not safe, or not to be had.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fgte.reports.jobs import Answer, End, Fault

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG in linux/prctl.h."""

LENGTH = 8
"""Bytes in front of an answer that say how long it is."""


def in_a_fork(
    work: Callable[[], Fault | None], *, leash: int, seconds: float, megabytes: int
) -> Answer:
    """Do the work in a copy of this process and give its answer, or how it came to its end.

    Parameters
    ----------
    leash
        An open file that becomes readable when the one who asked is gone.
    seconds
        How long it may take.
    megabytes
        How much memory it may take beyond what this process has.

    Raises
    ------
    EOFError
        When the one who asked is gone. The copy has been stopped.
    """
    from_it, to_us = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(from_it)
        _be_the_copy(work, to_us, megabytes)
    os.close(to_us)
    try:
        return _answer(from_it, leash, time.monotonic() + seconds)
    finally:
        os.close(from_it)
        _end(pid)


def _be_the_copy(work: Callable[[], Fault | None], to_us: int, megabytes: int) -> None:
    """Do the work and answer; never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        _die_with_parent()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        limit_memory(megabytes)
        said = pickle.dumps(work())
        with os.fdopen(to_us, "wb") as answer:
            answer.write(len(said).to_bytes(LENGTH, "big") + said)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _answer(from_it: int, leash: int, limit: float) -> Answer:
    said = b""
    while True:
        ready, _, _ = select.select([from_it, leash], [], [], max(0.0, limit - time.monotonic()))
        if not ready:
            return End.TOO_SLOW
        if leash in ready:
            raise EOFError
        part = os.read(from_it, 65536)
        if not part:
            return End.CRASHED
        said += part
        if len(said) >= LENGTH and len(said) >= LENGTH + int.from_bytes(said[:LENGTH], "big"):
            answer: Answer = pickle.loads(said[LENGTH:])
            return answer


def _end(pid: int) -> None:
    """See the copy and whatever it has started to their end."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    os.waitpid(pid, 0)


def limit_memory(megabytes: int) -> None:
    """Let this process take so many megabytes more than it has; beyond that, MemoryError.

    Parameters
    ----------
    megabytes
        Counted as address space, which is more than what is in use.
    """
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    allowed = pages * resource.getpagesize() + megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = allowed if hard == resource.RLIM_INFINITY else min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _die_with_parent() -> None:
    libc: Any = ctypes.CDLL(None)
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() == 1:
        os._exit(1)
