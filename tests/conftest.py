"""What every test may lean on: a closed network, a home of its own, the project's folders."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fgte.catalogue import municipalities
from fgte.journal import open_journal
from fgte.journal.examples import add_examples
from fgte.reports import jobs_for, run, write_index
from fgte.settings import Settings, read_settings
from fgte.store import Store, build, open_table
from tests import examples, ports, postgresql_server, sharing
from tests.postgresql_server import Server

REPO = Path(__file__).resolve().parent.parent
DEAD_PROXY = "http://127.0.0.1:9"

examples.begin()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How the golden pictures are drawn anew: see tests/golden/test_golden_charts.py."""
    say = "draw the pictures in tests/golden anew; look at each before it is committed"
    parser.addoption("--renew-goldens", action="store_true", help=say)


def pytest_configure(config: pytest.Config) -> None:
    """Set the surroundings once, before the workers start: they and their kernels inherit them."""
    if config.getoption("nbval_lax", default=False):
        ports.give_kernels_their_own()
    if hasattr(config, "workerinput"):
        sharing.share_the_cores()
        return
    close_the_network()
    home = tempfile.mkdtemp(prefix="fgte-tests-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ["FGTE_HOME"] = home
    for name in ("FGTE_LANG", "FGTE_DATABASE_URL"):  # nobody's own journal is touched by a test
        os.environ.pop(name, None)
    if config.getoption("nbval_lax", default=False):
        fill_home()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    sharing.longest_first(items)


def pytest_collection_finish() -> None:
    sharing.leave_the_program_out_of_the_search()


def fill_home() -> None:
    """What the notebooks read when they are run as they stand: the figures, and the examples."""
    build(read_settings())
    with open_journal(read_settings()) as journal:
        add_examples(journal, who="nbval")


def close_the_network() -> None:
    """What tests start (kernels, commands) finds a dead proxy; pytest-socket sees to the tests."""
    proxies = ("http_proxy", "https_proxy", "all_proxy")
    os.environ.update({name: DEAD_PROXY for each in proxies for name in (each, each.upper())})
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "127.0.0.1,localhost,::1"


@pytest.fixture(scope="session")
def repo() -> Path:
    """The project's own folder."""
    return REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with recorded data, where a developer has it."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared beside the project")
    return folder


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A real PostgreSQL on loopback, where one is installed (tools/postgresql.py)."""
    programs = postgresql_server.found()
    if programs is None and "CI" in os.environ:
        pytest.fail("CI must have PostgreSQL: tools/postgresql.py installs it")
    if programs is None:
        pytest.skip("no PostgreSQL is installed: tools/postgresql.py says how")
    with postgresql_server.running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home of its own for the run, with a store built from the figures that ship."""
    chosen = read_settings({}, home=tmp_path_factory.mktemp("home"))
    build(chosen)
    return chosen


@pytest.fixture(scope="session")
def store(settings: Settings) -> Store:
    """The store of the figures that ship."""
    return open_table(settings.store)


@pytest.fixture(scope="session")
def reports(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the finished reports, to be read: the five, the region and the index."""

    def make(folder: Path) -> None:
        members = [each.id for each in municipalities()]
        outcomes = run(jobs_for(members, True, settings, output=folder), settings)
        assert [str(each.cause) for each in outcomes if not each.ok] == []
        write_index(outcomes, settings, "sv", output=folder)

    return sharing.made_once(tmp_path_factory, "reports", make)
