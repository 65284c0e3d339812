"""The command line: what to do is read here, and told in the language of who asked."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from typer.main import get_command

from fgte.cli.app import app
from fgte.cli.faults import UsageError, usage_message, write_log
from fgte.cli.speech import language_of, speak
from fgte.errors import FgteError
from fgte.settings import read_settings
from fgte.texts import text

DONE, STOPPED = 0, 130
CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)
"""What a full disk, a disk that only can be read, and a lack of rights are called."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0: done. 1: something in the work failed; the rest was done. 2: what was
    asked for does not exist or does not fit; nothing was done.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = language_of(words, os.environ)
    try:
        return _run(words, lang)
    except FgteError as error:
        return _told(error.message(lang), error.exit_code)
    except UsageError as error:
        return _told(usage_message(error, lang), UsageError.exit_code)
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        if error.errno not in CANNOT_WRITE:
            return _unexpected(error, lang)
        place = error.filename or read_settings(lang=lang).home
        return _told(text("cli.fault.cannot_write", lang, place=place, cause=error.strerror), 1)
    except Exception as error:
        return _unexpected(error, lang)


def _unexpected(error: Exception, lang: str) -> int:
    log = write_log(error)
    name, cause = type(error).__name__, str(error).partition("\n")[0]
    return _told(text("cli.fault.unexpected", lang, name=name, cause=cause, log=log), 1)


def _run(words: list[str], lang: str) -> int:
    command = get_command(app)
    speak(command, lang)
    code = command.main(args=words, prog_name="fgte", standalone_mode=False, obj=lang)
    if code == STOPPED:
        return _told(text("cli.fault.stopped", lang), STOPPED)
    return code if isinstance(code, int) else DONE


def _told(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
