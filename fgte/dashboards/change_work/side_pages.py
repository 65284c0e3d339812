"""Small whole pages: where one signs in, and where it is said why something was not done."""

from __future__ import annotations

from markupsafe import Markup

from fgte.dashboards.change_work.desk import content_held
from fgte.dashboards.change_work.drafts import own
from fgte.dashboards.change_work.typed import Posted
from fgte.dashboards.change_work.visit import Visit
from fgte.dashboards.change_work.words import drawn, say_in

SECRETS = ("_xsrf", "fgte-mark", "fgte-login", "fgte-password", "fgte-next")
"""What is never carried on in a page: the marks of a form, and the words to sign in with."""


def sign_in_page(
    visit: Visit, *, onward: str = "", posted: Posted | None = None, note: str = ""
) -> tuple[Markup, str]:
    """The page to sign in on, with what was typed in a form that was sent without a session."""
    html = drawn(
        "work_sign_in",
        visit.lang,
        visit=visit,
        note=note,
        login=own(posted, "login")[:80] if posted else "",
        onward=onward or (own(posted, "next") if posted else ""),
        carried=_carried(posted or {}) if posted and own(posted, "kind") else (),
    )
    return html, say_in(visit.lang)("sign_in.heading")


def refused_page(
    kind: str, visit: Visit, posted: Posted | None, cause: str = "", *, again: str = ""
) -> tuple[Markup, str]:
    """Why something was not done, with all that was typed and, with ``again``, a way to resend."""
    html = drawn(
        "work_refused",
        visit.lang,
        visit=visit,
        kind=kind,
        cause=cause,
        again=again,
        carried=_carried(posted or {}),
        held=content_held(posted or {}),
    )
    return html, say_in(visit.lang)(f"refused.{kind}.heading")


def _carried(posted: Posted) -> tuple[tuple[str, str], ...]:
    """Everything that was sent but what proves who sent it."""
    return tuple(
        (name, each) for name, held in posted.items() if name not in SECRETS for each in held
    )
