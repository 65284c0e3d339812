"""``fgte dashboard``: serve the dashboards, on this machine alone unless told otherwise."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

from fgte.cli.building import build_if_needed
from fgte.cli.output import console
from fgte.errors import RequestError
from fgte.settings import Settings
from fgte.texts import text

HERE_ONLY = ("127.0.0.1", "localhost", "::1")
PASSWORD = "FGTE_DASHBOARD_PASSWORD"
TOKEN = "FGTE_DASHBOARD_TOKEN"
"""Where a password or a token is read if it is not on the command line, which others see."""
SERVICE_SECRET = "FGTE_DASHBOARD_SERVICE_SECRET"
"""Where the secret is read by which a service in front is believed about who a visitor is."""
SHORTEST = 12


@dataclass(frozen=True)
class Wish:
    """Where the dashboards are to be reached, by which names, and with how many kernels."""

    address: str = HERE_ONLY[0]
    port: int = 8866
    base: str = "/"
    names: tuple[str, ...] = ()
    token: str | None = None
    password: str | None = None
    kernels: int = 8
    browser: bool = True


def open_dashboards(wish: Wish, settings: Settings) -> int:
    """Build the store if need be and serve until stopped; 0 when stopped as one should."""
    from fgte.dashboards.server import Wish as Served
    from fgte.dashboards.server import serve

    token = wish.token or os.environ.get(TOKEN, "")
    password = wish.password or os.environ.get(PASSWORD, "")
    secret = os.environ.get(SERVICE_SECRET, "")
    _require_guarded(wish, token, password, secret)
    _require_free(wish)
    build_if_needed(settings)
    base = f"/{wish.base.strip('/')}/".replace("//", "/")
    place = f"http://{wish.address}:{wish.port}{base}"
    console(stderr=True).print(text("cli.opened.dashboard", settings.lang, place=place))
    served = Served(
        address=wish.address,
        port=wish.port,
        base=base,
        names=wish.names,
        token=token,
        hashed_password=_hashed(password),
        kernels=wish.kernels,
        browser=wish.browser,
        service_secret=secret,
    )
    serve(settings, served)
    console(stderr=True).print(text("cli.opened.dashboard_ended", settings.lang))
    return 0


def _require_guarded(wish: Wish, token: str, password: str, service: str) -> None:
    """Refuse to show anything to other machines without a token or a password."""
    for name, secret in ((TOKEN, token), (PASSWORD, password), (SERVICE_SECRET, service)):
        if secret and len(secret) < SHORTEST:
            raise RequestError("secret_too_short", name=name, least=SHORTEST)
    if wish.address not in HERE_ONLY and not (token or password):
        names = {"token": TOKEN, "password": PASSWORD}
        raise RequestError("dashboard_unguarded", found=wish.address, **names)


def _require_free(wish: Wish) -> None:
    """Stop before anything is done if the address cannot be used."""
    family = socket.AF_INET6 if ":" in wish.address else socket.AF_INET
    try:
        socket.create_server((wish.address, wish.port), family=family).close()
    except OSError as error:
        raise RequestError("dashboard_port", address=wish.address, port=wish.port) from error


def _hashed(password: str) -> str:
    """The password as argon2 keeps it; a word that is hashed already is kept as it is."""
    if not password or password.startswith("argon2:"):
        return password
    from jupyter_server.auth.security import passwd

    hashed: str = passwd(password)  # type: ignore[no-untyped-call]
    return hashed
