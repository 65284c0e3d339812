"""``fgte lab`` for real: a server on this machine, with the guide listed and the door kept shut."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jupyter_client.blocking.client import BlockingKernelClient

PATIENCE = 120.0
AS_THE_GUIDE = b'{"path": "forsta_timmen.ipynb"}'
ASKED = "import os; print(os.environ['FGTE_HOME']); print(os.getcwd())"
ADDRESS = re.compile(r"http://\S+\?token=(\w+)")


@dataclass
class Lab:
    """A running JupyterLab: its process, its address, its token, and the folder it works in."""

    process: subprocess.Popen[str]
    address: str
    token: str
    place: Path

    def asked(self, path: str, token: str = "", content: bytes | None = None) -> str:
        words = {"Authorization": f"token {token}"} if token else {}
        base = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
        request = urllib.request.Request(f"{base}{path}", content, words)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read().decode("utf-8")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    place = tmp_path_factory.mktemp("lab")
    command = [sys.executable, "-m", "fgte", "lab", "--no-browser"]
    log = place / "log"
    with (
        log.open("w") as told,
        subprocess.Popen(
            command, cwd=place, env=surroundings(place), stdout=told, stderr=told
        ) as process,
    ):
        try:
            address = wait_for_address(log)
            yield Lab(process, address[0], address[1], place)
        finally:
            process.terminate()


def surroundings(place: Path) -> dict[str, str]:
    """Nothing of the tester's own Jupyter; as root (in CI) Jupyter asks to be told that it may."""
    settings = place / "config" / "jupyter_server_config.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"ServerApp": {"allow_root": True}}))
    folders = {
        "HOME": "user",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
    }
    own = {name: str(place / folder) for name, folder in folders.items()}
    return os.environ | own | {"FGTE_HOME": "home"}


def wait_for_address(log: Path) -> re.Match[str]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ADDRESS.search(log.read_text()):
            return found
        time.sleep(0.1)
    pytest.fail(f"no address after {PATIENCE:.0f} s: {log.read_text()}")


def test_it_answers_on_this_machine_alone(lab):
    assert urlsplit(lab.address).hostname == "127.0.0.1"


def test_the_guides_are_listed_and_the_start_page_opened_first(lab):
    listed = json.loads(lab.asked("/api/contents", lab.token))
    assert {"forsta_timmen.ipynb", "start.md"} <= {each["name"] for each in listed["content"]}
    assert urlsplit(lab.address).path == "/lab/tree/start.md"


def test_a_page_in_words_is_shown_as_a_page(lab):
    name = "@jupyterlab/docmanager-extension:plugin"
    chosen = json.loads(lab.asked(f"/lab/api/settings/{name}", lab.token))["schema"]["properties"]
    assert chosen["defaultViewers"]["default"] == {"markdown": "Markdown Preview"}


def test_without_its_token_nothing_is_shown(lab):
    with pytest.raises(urllib.error.HTTPError) as refused:
        lab.asked("/api/contents")
    with refused.value as answer:
        assert answer.code == 403


def test_it_fetches_no_news_and_looks_for_no_updates(lab):
    name = "@jupyterlab/apputils-extension:notification"
    chosen = json.loads(lab.asked(f"/lab/api/settings/{name}", lab.token))["schema"]["properties"]
    assert chosen["fetchNews"]["default"] == "false"
    assert chosen["checkForUpdates"]["default"] is False


def test_the_store_is_there_before_the_guide_needs_it(lab):
    assert (lab.place / "home" / "store" / "observations.parquet").is_file()


def test_a_kernel_reads_the_same_home_though_it_works_in_another_folder(lab):
    kernel = json.loads(lab.asked("/api/kernels", lab.token, AS_THE_GUIDE))["id"]
    client = BlockingKernelClient()
    client.load_connection_file(str(lab.place / "runtime" / f"kernel-{kernel}.json"))
    client.start_channels(hb=False)  # a busy machine is no dead kernel: the time limit decides
    client.wait_for_ready(timeout=PATIENCE)
    said: list[str] = []
    client.execute_interactive(
        ASKED, output_hook=lambda m: said.append(m["content"].get("text", ""))
    )
    client.stop_channels()
    assert "".join(said).splitlines() == [
        str(lab.place / "home"),
        str(lab.place / "home" / "notebooks"),
    ]


def test_it_ends_when_told_to(lab):
    lab.process.terminate()
    assert lab.process.wait(timeout=PATIENCE) == 0
