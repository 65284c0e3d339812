"""The server of the dashboards: Voilà, with our own pages before it and fewer doors."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httputil import ParseBodyConfig, ParseUrlEncodedConfig, set_parse_body_config
from traitlets.config import Config
from voila.app import Voila

from fgte.dashboards.change_work.handlers import routes
from fgte.dashboards.change_work.office import Office
from fgte.dashboards.choices import MUNICIPAL, VIEWS
from fgte.dashboards.handlers import (
    IDLE,
    FigureHandler,
    FileHandler,
    FrameHandler,
    LoginPage,
    LogoutPage,
    NoPage,
    PageHandler,
    ViewHandler,
)
from fgte.dashboards.rendering import Rendering
from fgte.dashboards.security import Secured
from fgte.dashboards.self_rating.rating_handlers import rating_routes
from fgte.dashboards.warming import keep_warm
from fgte.settings import Settings

CLOSED = (
    "/login",
    "/logout",
    "/voila/files/",
    "/voila/templates/",
    "/voila/tree",
    "/voila/api/contents",
    "/voila/query/",
    "/voila/render/",
)
"""Doors of Voilà that stay shut: files, folders, templates, what a preheated kernel may ask.

Those to log in and out by lie beside the base address; ours lie below it.
"""


EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]
"""What a kernel's frame loads; any other extension (plotly's is 5 MB) stays out."""


LARGEST_BODY, FIELDS = 8_000_000, 6000
"""The largest thing that may be sent here at all, and the most fields of a form."""


@dataclass(frozen=True)
class Wish:
    """How the dashboards are to be served; ``kernels`` 0 means that the server alone answers."""

    address: str = "127.0.0.1"
    port: int = 8866
    base: str = "/"
    names: tuple[str, ...] = ()
    token: str = ""
    hashed_password: str = ""
    kernels: int = 8
    ready: int = 1
    browser: bool = True
    service_secret: str = ""

    @property
    def guarded(self) -> bool:
        """Whether a visitor has to show something before anything is shown."""
        return bool(self.token or self.hashed_password)


class Dashboards(Voila):  # type: ignore[misc]
    """Voilà, serving our pages; its own rendering of a notebook is a frame within them."""

    rendering: Rendering
    wish: Wish

    def setup_template_dirs(self) -> None:
        """Our own template before those that it extends."""
        super().setup_template_dirs()
        own = self.rendering.settings.templates / "voila" / "fgte"
        self.template_paths: list[str] = [str(own), *self.template_paths]

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings; compressed answers, known names only, and our own pages."""
        chosen: dict[str, Any] = super().init_settings()
        self.identity_provider.login_handler_class = LoginPage
        return {
            **chosen,
            "allow_remote_access": self.wish.address not in LOCAL,
            "local_hostnames": ["localhost", *self.wish.names],
            "compress_response": True,
            "default_handler_class": NoPage,
            "fgte_rendering": self.rendering,
            "fgte_line": ThreadPoolExecutor(1, thread_name_prefix="fgte-views"),
            "fgte_kernels": self.wish.kernels > 0,
            "fgte_office": self._office(),
            "fgte_guarded": self.wish.guarded,
        }

    def _office(self) -> Office:
        settings = self.rendering.settings
        return Office(settings, lambda: self.rendering.store, self.wish.service_secret)

    def init_handlers(self) -> list[Any]:
        """Our pages, then those of Voilà's doors that they need."""
        self.app.add_transform(Secured)
        root = self.server_url
        kept = [each for each in super().init_handlers() if not _closed(each[0], root)]
        named = "|".join(VIEWS)
        frame = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        ways = [
            (url_path_join(root, "login"), LoginPage),
            (url_path_join(root, "logout"), LogoutPage),
        ]
        return [
            *(ways if self.wish.guarded else ()),
            (root, PageHandler),
            (url_path_join(root, rf"({named})"), PageHandler),
            *routes(root),
            *rating_routes(root),
            (url_path_join(root, rf"vy/({named})"), ViewHandler),
            (url_path_join(root, rf"({named})\.csv"), FigureHandler),
            (url_path_join(root, r"fgte/(dashboard\.(?:js|css))"), FileHandler),
            (url_path_join(root, rf"voila/render/((?:{named})\.ipynb)"), FrameHandler, frame),
            *kept,
        ]

    def listen(self) -> None:
        """Serve, with the usual views drawn beside it."""
        self.ended = keep_warm(self.rendering)
        self.app.listen = partial(self.app.listen, max_body_size=LARGEST_BODY)
        set_parse_body_config(
            ParseBodyConfig(urlencoded=ParseUrlEncodedConfig(max_arguments=FIELDS))
        )
        super().listen()

    def stop(self) -> None:
        """Let every kernel go."""
        self.ended.set()
        self.app.settings["fgte_line"].shutdown(wait=False, cancel_futures=True)
        self.app.settings["fgte_office"].close()
        super().stop()


LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(settings: Settings, wish: Wish) -> None:
    """Serve the dashboards until the process is told to stop."""
    os.environ.update(_surroundings(settings))
    rendering = Rendering(settings)
    application = Dashboards(config=configuration(settings, wish))
    application.rendering, application.wish = rendering, wish
    application.initialize([])
    application.start()


def configuration(settings: Settings, wish: Wish) -> Config:
    """Voilà's own settings: sources stripped, no tracebacks, bounded and idle kernels let go."""
    chosen = {
        "Voila": {
            "ip": wish.address,
            "port": wish.port,
            "port_retries": 0,
            "base_url": wish.base,
            "root_dir": str(settings.notebooks / "dashboards"),
            "open_browser": wish.browser,
            "token": wish.token,
            "config_file_paths": [],
            "log_level": "ERROR",
        },
        "PasswordIdentityProvider": {"hashed_password": wish.hashed_password},
        "VoilaConfiguration": {
            "template": "lab",
            "strip_sources": True,
            "show_tracebacks": False,
            "file_allowlist": [],
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "extension_allowlist": EXTENSIONS,
            "preheat_kernel": wish.kernels > 0 and wish.ready > 0,
            "default_pool_size": 0,
            "multi_kernel_manager_class": "fgte.dashboards.kernels.FewKernels",
            "http_keep_alive_timeout": 10,
        },
        "VoilaKernelManager": {
            "kernel_pools_config": {
                "default": {"pool_size": 0},
                f"{MUNICIPAL}.ipynb": {"pool_size": wish.ready},
            }
        },
        "FewKernels": {
            "most": wish.kernels,
            "cull_idle_timeout": IDLE + 60,
            "cull_interval": 60,
            "cull_connected": True,
        },
        "KernelManager": {"transport_encryption": "auto"},
        "HTMLExporter": {"language_code": settings.lang},
    }
    return Config(chosen)


def _closed(pattern: str, root: str) -> bool:
    """Whether a door of Voilà's is one that we do not open."""
    below = "/" + pattern.removeprefix(root).lstrip("/")
    return pattern == root or below.startswith(CLOSED)


def _surroundings(settings: Settings) -> dict[str, str]:
    """What the kernels have to know: the same home and language, and this interpreter first."""
    return {
        "FGTE_HOME": str(settings.home),
        "FGTE_LANG": settings.lang,
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
