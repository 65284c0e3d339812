"""What the journal's pages share while a server runs: sessions, patience, a line of work."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from fgte.dashboards.change_work.people import Patience, Session, Sessions
from fgte.journal import Journal, open_journal
from fgte.journal.access import Person
from fgte.journal.editors import person, seal_of, sign_in
from fgte.journal.place import has_journal
from fgte.settings import Settings
from fgte.store import Store

LINES = 2
"""So many pages of the journal are made at once; the charts have a line of their own."""

REMEMBERED = 2000
"""So many forms that have made an entry are remembered, should one be sent twice."""


class Office:
    """One server's desk for the journal.

    Parameters
    ----------
    settings
        Where the journal is, and in which language it is shown.
    store
        The store as it lies there when it is asked for.
    service_secret
        What another service shows to be believed when it says who a visitor is; empty where
        there is none.
    """

    def __init__(
        self, settings: Settings, store: Callable[[], Store], service_secret: str = ""
    ) -> None:
        self.settings, self.lang = settings, settings.lang
        self.store = store
        self.sessions, self.patience = Sessions(), Patience()
        self.line = ThreadPoolExecutor(LINES, thread_name_prefix="fgte-journal")
        self._secret = service_secret
        self._words: OrderedDict[str, str] = OrderedDict()
        self._made: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = Lock()

    @property
    def is_begun(self) -> bool:
        """Whether there is a journal; a visitor who reads never makes one."""
        return has_journal(self.settings)

    @contextmanager
    def opened(self) -> Iterator[Journal | None]:
        """The journal, or None where nobody has begun one."""
        if not self.is_begun:
            yield None
            return
        with open_journal(self.settings) as journal:
            yield journal

    def is_service(self, shown: str) -> bool:
        """Whether what a header shows is the secret of the service that is to be believed.

        A header is read as Latin-1 whatever was sent, so its bytes are what is compared.
        """
        sent = shown.encode("latin-1", "replace")
        return bool(self._secret) and hmac.compare_digest(self._secret.encode(), sent)

    def let_in(self, login: str, password: str) -> str | None:
        """The secret of a new session, when the password is right; the same work when it is not."""
        with self.opened() as journal:
            if journal is None or sign_in(journal, login, password) is None:
                return None
            return self.sessions.begin(login, seal_of(journal, login))

    def person_of(self, journal: Journal, session: Session) -> Person | None:
        """Who a session belongs to, as the account stands now; None once that has changed."""
        if seal_of(journal, session.login) != session.seal:
            return None
        return person(journal, session.login)

    def made_by(self, login: str, once: str) -> str | None:
        """The entry that a form has made already, when it is sent again."""
        with self._lock:
            return self._made.get((login, once))

    def remember(self, login: str, once: str, id: str) -> None:
        """Remember which entry a form made."""
        with self._lock:
            self._made[login, once] = id
            while len(self._made) > REMEMBERED:
                self._made.popitem(last=False)

    def leave_word(self, login: str, said: str) -> None:
        """Keep what is to be told to someone on the next page, once."""
        with self._lock:
            self._words[login] = said
            while len(self._words) > REMEMBERED:
                self._words.popitem(last=False)

    def take_word(self, login: str) -> str:
        """What was left to be told, and leave it no more."""
        with self._lock:
            return self._words.pop(login, "")

    def close(self) -> None:
        """Take no more work; what has begun is finished, so that nothing is left half done."""
        self.line.shutdown(wait=True, cancel_futures=True)
