"""What the workspace holds: its people, channels and messages. No network; whoever wants to know of a change listens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Json = dict[str, Any]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False
    locale: str = "en-US"
    tz: str = "America/New_York"
    role: str = ""
    """What the person is here for, as people read it; empty for bots."""
    team: str = ""
    """Id of the organisation, where it is another one; empty: the workspace's own."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or a direct conversation between two."""

    id: str
    name: str
    members: frozenset[str]
    is_im: bool = False
    is_private: bool = False
    is_ext_shared: bool = False
    """Whether people of another organisation are in it (Slack Connect)."""
    is_archived: bool = False

    @property
    def kind(self) -> str:
        """As events call it: ``im``, ``group`` (private) or ``channel``."""
        return "im" if self.is_im else "group" if self.is_private else "channel"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands; a change makes a new one with the same `ts`."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    only_for: str | None = None
    """The one user who sees it; None: everybody in the channel."""
    by_app: bool = False
    metadata: Json | None = None
    edited_ts: str | None = None
    reactions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Emoji name → who reacted with it, in order."""
    files: tuple[Json, ...] = ()
    unfurls: dict[str, Json] = field(default_factory=dict)
    """Address in the text → what is shown of it below the message."""

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a message; `previous` is how it stood before."""

    kind: Literal["posted", "changed", "removed"]
    message: Message
    previous: Message | None = None
    silent: bool = False
    """Whether the app is told nothing of it (the line that shows a slash command to everybody, a reaction)."""


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace itself and the app installed in it."""

    id: str
    name: str
    domain: str
    app_id: str
    bot_id: str
    bot: User


class State:
    """Everything said so far. Ephemeral messages are kept apart: they can be pressed, but are in nobody's history."""

    def __init__(self, team: Team, users: list[User], channels: list[Channel], clock: Clock = time.time) -> None:
        self.team = team
        self.users = {user.id: user for user in [*users, team.bot]}
        self.channels = {channel.id: channel for channel in channels}
        self._messages: dict[str, dict[str, Message]] = {channel.id: {} for channel in channels}
        self._ephemeral: dict[tuple[str, str], Message] = {}
        self._listeners: list[Callable[[Change], None]] = []
        self._channel_listeners: list[Callable[[Channel], None]] = []
        self._clock = clock
        self._last_ts = 0

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` after every change, in order."""
        self._listeners.append(listener)

    def listen_to_channels(self, listener: Callable[[Channel], None]) -> None:
        """Call `listener` with every channel that comes up or becomes another."""
        self._channel_listeners.append(listener)

    def now(self) -> float:
        """Unix time, by the workspace's clock."""
        return self._clock()

    def next_ts(self) -> str:
        """A message id as Slack writes them: seconds and six digits, never the same twice, always growing."""
        self._last_ts = max(self._last_ts + 1, int(self._clock() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def channel(self, id_or_name: str) -> Channel | None:
        """The channel with this id, or with this name, with or without `#`."""
        if found := self.channels.get(id_or_name):
            return found
        name = id_or_name.removeprefix("#")
        return next((c for c in self.channels.values() if not c.is_im and c.name == name), None)

    def direct(self, one: str, other: str) -> Channel:
        """The direct conversation of two users, opened when they have none yet."""
        pair = frozenset({one, other})
        for channel in self.channels.values():
            if channel.is_im and channel.members == pair:
                return channel
        return self.put(Channel(id=f"D{len(self.channels):08d}", name="directmessage", members=pair, is_im=True))

    def put(self, channel: Channel) -> Channel:
        """Set a channel up, or let it be another than it was."""
        self.channels[channel.id] = channel
        self._messages.setdefault(channel.id, {})
        for listener in self._channel_listeners:
            listener(channel)
        return channel

    def message(self, channel: str, ts: str) -> Message | None:
        """The message with this `ts`, ephemeral ones included."""
        return self._messages.get(channel, {}).get(ts) or self._ephemeral.get((channel, ts))

    def messages(self, channel: str) -> list[Message]:
        """All that everybody in the channel sees, replies included, oldest first."""
        return list(self._messages[channel].values())

    def ephemeral(self, channel: str) -> list[Message]:
        """What only one user was shown in the channel, oldest first."""
        return [message for (where, _), message in self._ephemeral.items() if where == channel]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and the replies to it, oldest first."""
        return [message for message in self._messages[channel].values() if ts in (message.ts, message.thread_ts)]

    def everything(self) -> Iterator[Message]:
        """All messages of all channels, ephemeral ones left out."""
        for messages in self._messages.values():
            yield from messages.values()

    def post(
        self,
        channel: str,
        user: str,
        text: str,
        *,
        blocks: list[Json] | None = None,
        thread_ts: str | None = None,
        only_for: str | None = None,
        metadata: Json | None = None,
        files: tuple[Json, ...] = (),
        silent: bool = False,
    ) -> Message:
        """Put a message into a channel. A reply to a reply joins the thread of the first message."""
        root = self.message(channel, thread_ts) if thread_ts else None
        message = Message(
            ts=self.next_ts(),
            channel=channel,
            user=user,
            text=text,
            blocks=blocks or [],
            thread_ts=(root.thread_ts or root.ts) if root else thread_ts,
            only_for=only_for,
            by_app=user == self.team.bot.id,
            metadata=metadata,
            files=files,
        )
        self._keep(message)
        self._tell(Change("posted", message, silent=silent))
        return message

    def change(self, message: Message, *, text: str, blocks: list[Json] | None, metadata: Json | None = None) -> Message:
        """Give a message another text and other blocks."""
        changed = replace(
            message,
            text=text,
            blocks=blocks or [],
            metadata=metadata or message.metadata,
            edited_ts=self.next_ts(),
        )
        self._keep(changed)
        self._tell(Change("changed", changed, previous=message))
        return changed

    def unfurl(self, message: Message, unfurls: dict[str, Json]) -> Message:
        """Show previews of a message's links below it: no edit, and no event."""
        return self._adorn(message, replace(message, unfurls={**message.unfurls, **unfurls}))

    def react(self, message: Message, user: str, name: str, add: bool) -> Message:
        """A user's reaction to a message comes or goes: no edit."""
        users = tuple(one for one in message.reactions.get(name, ()) if one != user) + ((user,) if add else ())
        reactions = {key: by for key, by in {**message.reactions, name: users}.items() if by}
        return self._adorn(message, replace(message, reactions=reactions))

    def _adorn(self, message: Message, adorned: Message) -> Message:
        self._keep(adorned)
        self._tell(Change("changed", adorned, previous=message, silent=True))
        return adorned

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self._messages[message.channel].pop(message.ts, None)
        self._ephemeral.pop((message.channel, message.ts), None)
        self._tell(Change("removed", message, previous=message))

    def _keep(self, message: Message) -> None:
        if message.ephemeral:
            self._ephemeral[message.channel, message.ts] = message
        else:
            self._messages[message.channel][message.ts] = message

    def _tell(self, change: Change) -> None:
        for listener in self._listeners:
            listener(change)
