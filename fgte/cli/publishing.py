"""``fgte publish``: prepare, sign, release, list; without a step, how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime

from fgte.catalogue import open_catalogue
from fgte.cli.building import build_if_needed
from fgte.cli.output import console, print_json
from fgte.cli.report_progress import progress
from fgte.errors import FgteError, RequestError, closest
from fgte.reports import publishing
from fgte.reports.forms import How, pages_of
from fgte.reports.publishing.contents import members
from fgte.reports.publishing.places import draft_folder
from fgte.reports.publishing.signing import every_signature
from fgte.settings import Settings
from fgte.store.ledger_table import read_ledger
from fgte.texts import text

STEPS = ("prepare", "sign", "release", "list")


@dataclass(frozen=True)
class Wish:
    """Which step is wanted, and what belongs to it."""

    step: str | None = None
    municipality: str | None = None
    role: str | None = None
    comment: str | None = None
    without: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    pages_only: bool = False


def publish(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Take one step of the publication, or tell how far it has come."""
    _require_sense(wish)
    if wish.step == "prepare":
        return _prepare(wish, settings, as_json=as_json)
    if wish.step == "sign":
        return _sign(wish, settings, as_json=as_json)
    if wish.step == "release":
        return _release(wish, settings, as_json=as_json)
    if wish.step == "list":
        return _list(settings, as_json=as_json)
    return _status(settings, as_json=as_json)


def _require_sense(wish: Wish) -> None:
    if wish.step is not None and wish.step not in STEPS:
        near = closest(wish.step, STEPS)
        raise RequestError("unknown_publish_step", found=wish.step, closest=near)
    signing = bool(wish.municipality or wish.role or wish.comment)
    preparing = bool(wish.forms or wish.others or wish.pages_only)
    asked = {"sign": signing, "release": bool(wish.without), "prepare": preparing}
    if any(given and wish.step != step for step, given in asked.items()):
        raise RequestError("publish_options")
    if wish.forms and wish.pages_only:
        raise RequestError("forms_or_pages_only")
    if wish.step == "sign" and not (wish.municipality and wish.role):
        raise RequestError("sign_what")


def _prepare(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    contents = publishing.contents_named(wish.forms, wish.others, pages_only=wish.pages_only)
    build_if_needed(settings)
    n = pages_of(publishing.jobs_of(contents, settings), contents.forms, every_page=True)
    with progress(n, settings.lang) as tell:
        how = How(on_page=tell, on_form=tell)
        draft, outcomes = publishing.prepare(settings, _now(), contents, how)
    folder = draft_folder(settings)
    if as_json:
        reports = [each.to_dict() for each in outcomes]
        print_json({"folder": folder, "prepared": draft is not None, "reports": reports})
    elif draft is None:
        for each in outcomes:
            if not each.ok:
                _say("told.failed", settings, place=each.job.heading, cause=each.cause)
    else:
        told = {"n": len(draft.parts), "files": len(draft.files)}
        _say("told.prepared", settings, folder=folder, **told)
        _tell_signatures(settings)
    return 0 if draft is not None else 1


def _sign(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    named, role = wish.municipality or "", wish.role or ""
    given = publishing.sign(named, role, settings, _now(), comment=wish.comment or "")
    if as_json:
        print_json(asdict(given))
    else:
        place = open_catalogue(settings).municipality(given.municipality).name
        _say("told.signed", settings, place=place, role=given.role)
    return 0


def _release(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    edition, new = publishing.release(settings, _now().date(), without=wish.without)
    if as_json:
        print_json({"folder": edition.path, "new": new, **edition.about})
    else:
        key = "told.released" if new else "told.same"
        _say(key, settings, name=edition.name, folder=edition.path)
    return 0


def _list(settings: Settings, *, as_json: bool) -> int:
    found = [(each, publishing.touched(each)) for each in publishing.editions(settings)]
    if as_json:
        print_json(
            [
                {"name": each.name, "folder": each.path, "touched": files, **_short(each.about)}
                for each, files in found
            ]
        )
    for each, files in () if as_json else found:
        key = "told.touched" if files else "told.edition"
        told = {"name": each.name, "n": len(each.reports), "files": ", ".join(files)}
        _say(key, settings, **told)
    if not found and not as_json:
        _say("told.none", settings)
    return 1 if any(files for _, files in found) else 0


def _short(about: Mapping[str, Any]) -> dict[str, Any]:
    names = ("fingerprint", "version", "lang", "reports", "signatures", "not_signed")
    return {name: about[name] for name in names}


def _status(settings: Settings, *, as_json: bool) -> int:
    draft, latest = publishing.read_draft(settings), publishing.editions(settings)[-1:]
    current, held = _is_current(settings), _held(settings)
    signed = publishing.standing(draft, settings) if draft else {}
    if as_json:
        about = {
            "prepared": draft.prepared if draft else None,
            "current": current,
            "signed": [asdict(each) for each in signed.values()],
            "not_signed": [e.id for e in members(settings) if e.id not in signed],
            "held": held,
            "latest": latest[0].name if latest else None,
        }
        print_json(about)
        return 0
    if draft is None:
        _say("status.nothing", settings)
    else:
        place = draft_folder(settings)
        told = {"prepared": _moment(draft.prepared, settings), "n": len(draft.parts)}
        _say("status.prepared", settings, folder=place, **told)
        _tell_signatures(settings)
    if held:
        _say("status.held", settings, n=held)
    for each in latest:
        _say("status.latest", settings, name=each.name, folder=each.path)
    if draft is None or not current:
        _say("status.next_prepare", settings)
    return 0


def _tell_signatures(settings: Settings) -> None:
    """Who has signed and who has not, in code order, and what is to be done next."""
    draft = publishing.read_draft(settings)
    if draft is None or not _is_current(settings):
        _say("status.old", settings)
        return
    signed = publishing.standing(draft, settings)
    before = {each.municipality: each for each in every_signature(settings)}
    for place in members(settings):
        known = signed.get(place.id) or before.get(place.id)
        state = "signed" if place.id in signed else "again" if known else "not_signed"
        told = {"role": known.role, "when": _moment(known.when, settings)} if known else {}
        _say(f"status.{state}", settings, place=place.name, **told)
    for key, told in _next(settings, signed):
        _say(key, settings, **told)


def _next(settings: Settings, signed: Mapping[str, object]) -> Iterator[tuple[str, dict[str, str]]]:
    waiting = [each.name for each in members(settings) if each.id not in signed]
    if waiting:
        yield "status.next_sign", {"place": waiting[0]}
    else:
        yield "status.next_release", {}


def _is_current(settings: Settings) -> bool:
    try:
        publishing.require_current(settings)
    except FgteError:
        return False
    return True


def _held(settings: Settings) -> int:
    """How many figures wait in the ledger to be accepted."""
    lines = read_ledger(settings.store)
    waiting = lines[lines["held"].astype(bool)]
    figure = ["kpi", "municipality_id", "school_unit", "sex", "year"]
    return len(waiting.drop_duplicates(figure))


def _say(key: str, settings: Settings, **told: object) -> None:
    console().print(text(f"publishing.{key}", settings.lang, **told))


def _moment(when: str, settings: Settings) -> str:
    """A day and time of day as it is said: ``22 november 2026 09:30``."""
    pattern = "d MMMM y HH:mm"
    return format_datetime(datetime.fromisoformat(when), pattern, locale=settings.lang)


def _now() -> datetime:
    return datetime.now().astimezone()
