"""Codes that give one answer a person and round, and are never kept in the clear.

Whoever answers gets a slip with a code. What is kept is a sealed list: it can tell whether a code
is one of those that were handed out, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fgte.errors import DataError
from fgte.sources.whole_files import read_whole

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and figures that are not taken for one another on a slip of paper."""

LENGTH, MOST = 10, 2000
_WORK = {"n": 2**13, "r": 8, "p": 1, "dklen": 16}


@dataclass(frozen=True)
class CodeList:
    """The sealed codes of one round, with the salt they were sealed with (both base64)."""

    salt: str
    sealed: frozenset[str]

    def knows(self, code: str) -> bool:
        """Whether a code is one of those that were handed out."""
        return self.seal_of(code) is not None

    def seal_of(self, code: str) -> str | None:
        """What a code that was handed out is kept as; None for any other."""
        made = _sealed(code, self.salt)
        return made if made in self.sealed else None


def new_codes(number: int) -> tuple[tuple[str, ...], CodeList]:
    """So many new codes to hand out, and the sealed list of them.

    The codes are drawn by lot: nothing in them, nor in their order, points at anyone.
    """
    codes: set[str] = set()
    while len(codes) < number:
        codes.add("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
    salt = base64.b64encode(secrets.token_bytes(16)).decode()
    return tuple(sorted(codes)), CodeList(salt, frozenset(_sealed(each, salt) for each in codes))


def write_codes(codes: CodeList) -> bytes:
    """The sealed list as a file; in an order that says nothing."""
    return msgspec.json.format(
        msgspec.json.encode({"salt": codes.salt, "sealed": sorted(codes.sealed)}), indent=1
    )


def read_codes(path: Path) -> CodeList:
    """A sealed list from its file.

    Raises
    ------
    DataError
        The file is no sealed list.
    """
    try:
        return msgspec.json.decode(read_whole(path), type=CodeList)
    except msgspec.DecodeError as error:
        raise DataError("instrument_codes", file=path) from error


def _sealed(code: str, salt: str) -> str:
    """A code that cannot be read back, and is slow to guess."""
    plain = "".join(code.casefold().split()).replace("-", "").encode()
    made = hashlib.scrypt(plain, salt=base64.b64decode(salt), **_WORK)
    return base64.b64encode(made).decode()
