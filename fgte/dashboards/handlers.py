"""What the server answers at each address: pages, views, figures, files, and nothing else."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler, authenticated
from voila.tornado.handler import TornadoVoilaHandler

from fgte.dashboards.choices import START
from fgte.dashboards.csv_files import csv_of
from fgte.dashboards.pages import files, login, message, page, settings_of, tag
from fgte.dashboards.rendering import Rendering
from fgte.present.unbroken import unbroken

IDLE = 240
"""Seconds after which a page lets go of its kernel; the server does it a little later."""


class Ours(JupyterHandler):
    """What our own handlers share: whole pages also when something is the matter."""

    @property
    def rendering(self) -> Rendering:
        found: Rendering = self.settings["fgte_rendering"]
        return found

    async def worked(self, work: Any, *given: Any) -> Any:
        """Do a piece of work beside the loop that serves everyone, one piece at a time."""
        line: ThreadPoolExecutor = self.settings["fgte_line"]
        return await asyncio.get_running_loop().run_in_executor(line, work, *given)

    def write_error(self, status_code: int, **_: Any) -> None:
        """A page that says what is the matter, and nothing of the program."""
        kind = {403: "refused", 404: "missing"}.get(status_code, "failed")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(message(settings_of(self), self.base_url, kind))


class PageHandler(Ours):
    """A dashboard, complete as it comes; choices stand in the address."""

    @authenticated
    async def get(self, view: str = "") -> None:
        """The page of a dashboard, or the one that leads to them."""
        name = view or START
        kernel = self.settings["fgte_kernels"] and name != START
        marks = {
            "kernel": f"{self.base_url}voila/render/{name}.ipynb",
            "idle": str(IDLE),
            "lives": "yes" if kernel else "no",
            "mark": self.xsrf_token.decode("ascii"),
        }
        query = self.request.query
        shell = await self.worked(lambda: self.rendering.shell(name, query, **marks))
        answer = await self.worked(self.rendering.answer, name, query)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "private, no-cache")
        settings, guarded = settings_of(self), self.settings["fgte_guarded"]
        title = answer.title
        self.finish(
            page(
                settings,
                self.base_url,
                view=name,
                title=title,
                body=shell,
                guarded=guarded,
                chosen=name != START,
            )
        )


class ViewHandler(Ours):
    """A view alone, for a page whose visitor has chosen something."""

    @authenticated
    async def get(self, view: str) -> None:
        """The view, what is said of it, and how the address then stands."""
        answer = await self.worked(self.rendering.answer, view, self.request.query)
        self.set_header("Cache-Control", "private, no-cache")
        self.finish({**asdict(answer), "html": unbroken(answer.html)})


class FigureHandler(Ours):
    """The figures of one indicator as a file for a spreadsheet."""

    @authenticated
    async def get(self, view: str) -> None:
        """The figures that the opened card shows."""
        made = await self.worked(csv_of, self.rendering, view, self.request.query)
        if made is None:
            raise HTTPError(404)
        name, content = made
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


class FileHandler(RequestHandler):
    """The two files of our own that pages ask for, and no others."""

    def get(self, name: str) -> None:
        """A script or a style sheet."""
        kind, content = files(settings_of(self))[name]
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Etag", f'"{tag(content)}"')
        self.finish(content)


class FrameHandler(TornadoVoilaHandler):  # type: ignore[misc]
    """Voilà's rendering of one of our notebooks; only within a page of ours."""

    async def get(self, path: str | None = None) -> None:
        """The notebook; a visitor who comes straight to it is led to its page.

        A frame on another site starts no kernel here, though nobody would see it.
        """
        name = (path or "").removesuffix(".ipynb")
        if self.request.headers.get("Sec-Fetch-Dest", "document") == "document":
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"{self.base_url}{name}{query}")
            return
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise HTTPError(403)
        await super().get(path=path)


class NoPage(Ours):
    """Any other address."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say that there is no such page."""
        raise HTTPError(404)


class LogoutPage(Ours):
    """The way out for one who has logged in: on a machine that others use as well."""

    @allow_unauthenticated
    def get(self) -> None:
        """Forget who this is, and say so."""
        self.identity_provider.clear_login_cookie(self)
        self.finish(message(settings_of(self), self.base_url, "out"))


class LoginPage(LoginFormHandler, Ours):
    """The form to log in with, in the same style as the pages."""

    def _render(self, message: dict[str, str] | None = None) -> None:
        onward = self.get_argument("next", self.base_url)
        form = self.xsrf_form_html()
        self.finish(login(settings_of(self), self.base_url, onward, form, wrong=bool(message)))
