"""What has been worked out once is not worked out again while the figures stay the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from fgte.catalogue import Catalogue
from fgte.dashboards.choices import Lists
from fgte.store import Store

P = ParamSpec("P")
Made = TypeVar("Made")


def remembered(keep: int) -> Callable[[Callable[P, Made]], Callable[P, Made]]:
    """A function of choices and a store that keeps its latest results.

    A store stands for its fingerprint, which also covers the catalogue: a store
    that has been rebuilt of other figures is worked out anew.

    Parameters
    ----------
    keep
        How many results are kept; the one used longest ago goes first.
    """

    def decorate(work: Callable[P, Made]) -> Callable[P, Made]:
        kept: OrderedDict[Hashable, Made] = OrderedDict()
        lock = Lock()

        @wraps(work)
        def remembering(*args: P.args, **kwargs: P.kwargs) -> Made:
            key = tuple(map(_key, (*args, *sorted(kwargs.items()))))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key]
            made = work(*args, **kwargs)
            with lock:
                kept[key] = made
                while len(kept) > keep:
                    kept.popitem(last=False)
            return made

        return remembering

    return decorate


def _key(given: object) -> Hashable:
    if isinstance(given, Store):
        return given.fingerprint
    if isinstance(given, Catalogue | Lists):
        return None
    assert isinstance(given, Hashable)
    return given
