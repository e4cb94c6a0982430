"""What is kept, and the interface through which it is kept and read."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Listening = Literal["off", "on", "confident-only"]
"""Whether the bot answers in a channel without being mentioned: never, when it has an answer, only when it is sure of it."""
Cause = Literal["alias", "fact", "entry", "scope"]
"""What an unanswered question most likely lacks: another name of an entry, a fact of an entry, a whole entry; or it asks for
what is no business of the directory."""

RECENT = 20
"""How many entries are kept as the latest that a person looked at."""
CLAIM_SECONDS = 24 * 3600.0
"""How long a claim holds where nothing else is said: Slack delivers again for minutes, a button lives for half an hour."""
LEASE_SECONDS = 20.0
"""How long a process that says nothing more is believed to be at work on what it began; then any process takes it over."""
CONVERSATION_SECONDS = 8 * 3600.0
"""How long a conversation is remembered: a working day."""
RECENT_DAYS = 90
"""How long it is known that a person looked at an entry."""


class NotKept(Exception):
    """Something could not be kept. Its text says why in one line, for the log; the person is told to try again."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's *It worked* or *It didn't*."""

    person: str
    """Slack's id of the person."""
    entry: str
    worked: bool
    attribute: str = ""
    """The attribute that was shown large; empty: the card as a whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """A person says that a fact is not, or no longer, so."""

    person: str
    """Slack's id of the person, whom curators may ask back."""
    entry: str
    attribute: str
    """Empty: no one attribute, the entry as a whole."""
    value: str
    """What it should say, as typed."""
    seen: str
    """Where that was seen, as typed."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found no answer. Nothing in it tells who asked, or where."""

    text: str
    outcome: str
    cause: Cause
    entry: str = ""
    """Id of the entry that lacks the fact, or comes nearest; may be empty."""
    place: str = ""
    """Code of the place that nobody is known to serve; may be empty."""
    kinds: tuple[str, ...] = ()
    """The kinds it was narrowed to, as a slash command does."""
    attributes: tuple[str, ...] = ()
    """Asked for."""
    language: str = "en"


def fingerprint(text: str) -> str:
    """Stands for a text in a key, which must be short and tell nobody's words."""
    return f"{zlib.crc32(text.encode(errors='surrogatepass')):x}"


def reporting(form: str) -> str:
    """The key that a report takes, so that its form is kept once however often it arrives."""
    return f"report:{form}"


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A request that was begun, and that no process was at work on any more; this one is now."""

    team: str
    key: str
    body: dict[str, Any]
    """As Slack sent it."""
    attempt: int
    """Which attempt at it begins now; the first one taken over is the second."""


class Records(Protocol):
    """What is kept of one workspace. None of it is ever seen from another one.

    A method returns when what it was given is safe. ``vote``, ``report``, ``set_listening``, ``pin`` and ``unpin`` raise
    NotKept when it could not be kept, for somebody is waiting to hear that it was. All the others never raise: where the
    store fails they make do with the memory of this process, and the log says so.
    """

    # --- doing a thing once

    async def claim(self, *keys: str, seconds: float = CLAIM_SECONDS) -> bool:
        """Takes all the keys for so long; False, and no key taken, when any process has any of them already.

        Of what people wrote a key holds the ``fingerprint``.
        """

    async def release(self, *keys: str) -> None:
        """Gives the keys back, so that the thing can be tried again."""

    # --- answering a request, whatever happens

    async def begin(self, key: str, body: dict[str, Any]) -> bool:
        """Keeps a request until ``end``, this process being at work on it; False when any process is, or has answered it."""

    async def holds(self, key: str) -> bool:
        """Whether no other process has taken over the request, as happens while this one sleeps."""

    async def end(self, key: str) -> None:
        """Forgets the request; that it was answered is remembered for CLAIM_SECONDS."""

    async def put_off(self, key: str, seconds: float) -> None:
        """Is at work on it no more: any process takes it over after so long."""

    # --- conversations

    async def recall(self, *conversations: str) -> tuple[str, ...]:
        """What is kept of the first of these conversations of which anything is, not long past; empty: nothing of any."""

    async def remember(self, about: tuple[str, ...], *conversations: str) -> None:
        """Keeps what all these conversations are about now."""

    # --- what people say of answers

    async def vote(self, vote: Vote) -> None:
        """Keeps a vote; a person's last one on an entry's attribute is the one that counts. Raises NotKept."""

    async def report(self, report: Report, form: str) -> bool:
        """Keeps a report of a change, once for the form (its id) that it was sent with; False: it is kept already.

        Raises NotKept.
        """

    async def unanswered(self, question: Unanswered) -> None:
        """Keeps a question without an answer, with its day; nothing at all where the settings say so."""

    # --- channels

    async def listening(self, channel: str) -> Listening:
        """Whether the bot answers there without being mentioned; ``off`` where nobody said otherwise."""

    async def set_listening(self, channel: str, listening: Listening) -> None:
        """Sets whether the bot answers there without being mentioned. Raises NotKept."""

    # --- what a person keeps at hand

    async def pins(self, person: str) -> tuple[str, ...]:
        """Ids of the entries a person pinned, the latest first."""

    async def pin(self, person: str, entry: str) -> None:
        """Pins an entry; one that is pinned already stays where it is. Raises NotKept."""

    async def unpin(self, person: str, entry: str) -> None:
        """Takes a pin away, if there is one. Raises NotKept."""

    async def recents(self, person: str) -> tuple[str, ...]:
        """Ids of the entries a person looked at, the latest first, RECENT at most."""

    async def visited(self, person: str, entry: str) -> None:
        """Keeps that a person looked at an entry just now."""


class Store(Protocol):
    """Where the records of all workspaces are."""

    def of(self, team: str) -> Records:
        """The records of the workspace with this id."""

    async def take_over(self) -> list[Abandoned]:
        """Holds what this process is at work on for LEASE_SECONDS more, and takes over what no process holds any more.

        Never raises.
        """

    async def forget(self, team: str) -> None:
        """Deletes all that is kept of a workspace. Raises NotKept."""

    async def probe(self) -> None:
        """Keeps something that nobody needs. Raises NotKept."""

    @property
    def failures(self) -> int:
        """How often keeping or reading something failed."""
