"""``fgte import --instrument``: forms to answer an instrument with, and a round taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fgte.catalogue.instruments import instrument
from fgte.cli.output import console, print_json
from fgte.cli.survey_forms import place_forms
from fgte.errors import RequestError
from fgte.settings import Settings
from fgte.sources.instruments import new_codes, round_form, workbook
from fgte.sources.instruments.codes import MOST, write_codes
from fgte.sources.instruments.profile import RoundProfile
from fgte.sources.whole_files import write_whole
from fgte.texts import text

SLIPS, SEALED = "koder-att-dela-ut.txt", "koder.json"


def place_any_forms(
    folder: Path,
    id: str | None,
    settings: Settings,
    *,
    groups: Sequence[str],
    codes: int,
    as_json: bool,
) -> int:
    """Write the forms of an instrument; without one those of a survey that is described freely."""
    if id is None:
        if groups or codes:
            raise RequestError("instrument_named")
        return place_forms(folder, settings, as_json=as_json)
    return place_instrument_forms(folder, id, settings, groups=groups, codes=codes, as_json=as_json)


def told_of_round(made: RoundProfile, lang: str, *, file: str = "") -> tuple[str, ...]:
    """What was read, what of it is not shown and why; that a file of answers is to be deleted."""
    means = [
        m for each in made.figures for m in (each.mean, *each.parts.values(), *each.items.values())
    ]
    hidden, left_out = sum(each is None for each in means), made.incomplete
    said = text(
        "instruments.import.recognised_few"
        if made.answered is None
        else "instruments.import.recognised",
        lang,
        label=made.instrument.label[lang],
        version=made.instrument.version,
        name=made.rated.name,
        date=made.date,
        n=made.answered,
        few=made.threshold,
    )
    few = {"n": hidden, "of": len(means), "few": made.threshold}
    more = [text("instruments.import.hidden", lang, **few)] if hidden else []
    more += [text("instruments.import.incomplete", lang, n=left_out)] if left_out else []
    more += [text("instruments.import.remove", lang, file=file)] if file else []
    return (said, *more)


def place_instrument_forms(
    folder: Path,
    id: str,
    settings: Settings,
    *,
    groups: Sequence[str],
    codes: int,
    as_json: bool,
) -> int:
    """Write the Excel form, the file about the round and, if asked for, codes to hand out.

    What lies there already is never written over.
    """
    asked = instrument(id, settings)
    if not 0 <= codes <= MOST:
        raise RequestError("instrument_code_number", found=codes, most=MOST)
    made = {
        f"{asked.id}-svar.xlsx": workbook(asked, groups, settings.lang),
        f"{asked.id}-omgang.toml": round_form(asked, groups, settings.lang, codes=codes > 0),
    }
    if codes:
        slips, sealed = new_codes(codes)
        made[SLIPS] = ("\n".join(slips) + "\n").encode()
        made[SEALED] = write_codes(sealed)
    taken = [folder / name for name in made if (folder / name).exists()]
    if taken:
        raise RequestError("form_exists", file=taken[0])
    for name, content in made.items():
        write_whole(folder / name, content)
        if name == SLIPS:
            (folder / name).chmod(0o600)
    _tell([folder / name for name in made], settings.lang, codes=codes > 0, as_json=as_json)
    return 0


def _tell(files: Sequence[Path], lang: str, *, codes: bool, as_json: bool) -> None:
    if as_json:
        print_json([str(each) for each in files])
        return
    for each in files:
        console().print(text("instruments.form.saved", lang, file=each))
    if codes:
        console().print(text("instruments.form.slips", lang, file=SLIPS, sealed=SEALED))
