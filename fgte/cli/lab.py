"""``fgte lab``: JupyterLab beside the guides, in a folder that is the user's own."""

from __future__ import annotations

import os
import shutil
import socket
import sysconfig
from contextlib import chdir
from pathlib import Path

from fgte.cli.building import build_if_needed
from fgte.cli.guides import lay_out_guides, start_address
from fgte.cli.output import console
from fgte.errors import RequestError
from fgte.settings import Settings
from fgte.texts import text

HERE_ONLY = "127.0.0.1"
JUPYTER = Path(__file__).resolve().parent / "jupyter"
"""Settings that JupyterLab starts from: no news, no looking for updates, pages shown as pages."""


def open_lab(settings: Settings, *, browser: bool, port: int | None) -> int:
    """Build the store if need be, lay out the guides and run JupyterLab until it is stopped."""
    _require_free(port)
    build_if_needed(settings)
    folder = lay_out_guides(settings)
    console(stderr=True).print(text("cli.opened.lab", settings.lang, folder=folder))
    os.environ.update(surroundings(settings))
    first = start_address(settings)
    words = arguments(folder, first, browser=browser, port=port)
    with chdir(folder):  # where a terminal opened in JupyterLab begins
        return run_jupyter(words)


def surroundings(settings: Settings) -> dict[str, str]:
    """What kernels and terminals have to know: home and language, and this program first."""
    own = os.environ.get("JUPYTER_CONFIG_PATH")
    programs = (sysconfig.get_path("scripts"), os.environ.get("PATH"))
    return {
        "FGTE_HOME": str(settings.home),
        "FGTE_LANG": settings.lang,
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, (own, str(JUPYTER)))),
        "PATH": os.pathsep.join(filter(None, programs)),
    }


def arguments(folder: Path, first: str, *, browser: bool, port: int | None) -> list[str]:
    """How JupyterLab is started: on this machine alone, asking nothing of any other.

    ``first`` is the page it opens, below the folder. The token that keeps other users of the
    machine out is Jupyter's own and stays on.
    """
    chosen = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"] if port else []
    return [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.ip={HERE_ONLY}",
        f"--ServerApp.open_browser={browser}",
        f"--LabApp.default_url=/lab/tree/{first}",
        "--ServerApp.jpserver_extensions={'notebook_shim': False}",
        "--LabApp.extension_manager=readonly",
        "--KernelManager.transport_encryption=auto",
        "--Application.log_level=ERROR",
        *_shell(),
        *chosen,
    ]


def _shell() -> list[str]:
    """The user's own shell, which a terminal opens with what ``surroundings`` told it.

    Started without a terminal of its own Jupyter would open a login shell, and that begins with
    a PATH of its own. On Windows there is no such shell.
    """
    shell = os.environ.get("SHELL") or shutil.which("sh")
    settings = repr({"shell_command": [shell]})
    return [f"--ServerApp.terminado_settings={settings}"] if shell and os.name != "nt" else []


def run_jupyter(words: list[str]) -> int:
    """Run JupyterLab in this process until it is stopped."""
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(words)
    return 0


def _require_free(port: int | None) -> None:
    """Stop before anything is done if the port asked for is in use."""
    if port is None:
        return
    try:
        socket.create_server((HERE_ONLY, port)).close()
    except OSError as error:
        raise RequestError("port_in_use", port=port) from error
