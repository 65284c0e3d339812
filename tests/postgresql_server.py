"""A PostgreSQL of the tests' own: on loopback, a free port, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tests.ports import free_port
from tools import postgresql

USER = "fgte"
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=30")


class Server:
    """A running server that gives each test a database of its own."""

    def __init__(self, port: int) -> None:
        self.port, self._names = port, count(1)

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"journal_{next(self._names)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._address(name)

    def _address(self, database: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Start a server in a folder of its own and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="fgte-postgresql-"))
    data, port = folder / "data", free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _run(programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8")
        settings = " ".join(f"-c {each}" for each in (*QUICK, "listen_addresses=127.0.0.1"))
        options = f"-p {port} -k '' {settings}"  # no socket file: its path may be too long for one
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", data, "-l", log, "-t", "300", "-o", options, "start")
        try:
            yield Server(port)
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def found() -> Path | None:
    """The programs, when this machine can run them: not as root without a user for it."""
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return None
    return postgresql.find()


def _run(*command: object) -> None:
    """Run as ``postgres`` when root: the server refuses to be root's."""
    words = [str(each) for each in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd="/"
    )
    if done.returncode:
        raise RuntimeError(f"{words}: {done.stderr.decode(errors='replace')}")
