"""What the site remembers while it runs: who is signed in, the notes on datasets, the opinions. In memory alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest

SESSION = "sessionid"
LONGEST_NOTE = 500  # characters
MOST_SESSIONS = 1000

Randomness = Callable[[], str]  # a new unguessable text


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in to the back office."""

    name: str
    password: str

    def admits(self, name: str, password: str) -> bool:
        """Whether both are right, in a time that tells nothing of which was not."""
        right_name = compare_digest(name.encode(), self.name.encode())
        return compare_digest(password.encode(), self.password.encode()) and right_name


@dataclass(slots=True)
class State:
    """Everything that changes. Opinions are counts: nothing says whose they were."""

    randomness: Randomness
    sessions: dict[str, str] = field(default_factory=dict)  # token -> account's name
    notes: dict[str, str] = field(default_factory=dict)  # dataset -> note
    opinions: Counter[tuple[str, bool]] = field(default_factory=Counter)  # (dataset, useful)

    def sign_in(self, name: str) -> str:
        """A new session's token; the oldest session ends where there are too many."""
        token = self.randomness()
        if len(self.sessions) >= MOST_SESSIONS:
            self.sessions.pop(next(iter(self.sessions)))
        self.sessions[token] = name
        return token

    def signed_in(self, token: str) -> str:
        """Who a session belongs to; empty where there is none."""
        return self.sessions.get(token, "")

    def sign_out(self, token: str) -> None:
        self.sessions.pop(token, None)

    def note(self, slug: str, text: str) -> None:
        """Sets a dataset's note, or removes it where the text is empty."""
        text = " ".join(text.split())[:LONGEST_NOTE]
        if text:
            self.notes[slug] = text
        else:
            self.notes.pop(slug, None)
