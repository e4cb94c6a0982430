"""Looking at what came of it in the workspace: the words that tests speak."""

from __future__ import annotations

import asyncio

from bot.workspace.holding.assistant import Assistant, Thread
from bot.workspace.holding.files import File, Files
from bot.workspace.holding.state import Channel, Json, Message, State, User
from bot.workspace.views import Views


class Looking:
    """What can be seen in a workspace that runs. Where no user is named, `user` looks."""

    user: User
    bot: User
    state: State
    views: Views
    assistants: Assistant
    _files: Files
    _from_app: asyncio.Queue[Message]
    _modals: asyncio.Queue[Json]
    _homes: asyncio.Queue[Json]

    def channel(self, name: str | None = None) -> Channel:
        """A channel by name or id; None: the first one."""
        found = self.state.channel(name) if name else next(c for c in self.state.channels.values() if not c.is_im)
        if found is None:
            raise LookupError(f"no channel {name!r}")
        return found

    async def next_message(self, timeout: float = 30.0) -> Message:
        """The next message that the app posted or changed, ephemeral ones too, each given once.

        Raises:
            TimeoutError: nothing came in time.
        """
        async with asyncio.timeout(timeout):
            return await self._from_app.get()

    async def until_changed(self, message: Message, timeout: float = 30.0) -> Message:
        """The message once it has become another than it was: edited, reacted to, its links unfurled.

        Raises:
            TimeoutError: it stayed as it is.
        """
        changed = asyncio.Event()
        self.state.listen(lambda change: changed.set())
        async with asyncio.timeout(timeout):
            while (now := self.state.message(message.channel, message.ts)) in (None, message):
                changed.clear()
                await changed.wait()
        assert now is not None
        return now

    async def next_view(self, timeout: float = 30.0) -> Json:
        """The next modal that the app opened, pushed or changed, each given once.

        Raises:
            TimeoutError: nothing came in time.
        """
        async with asyncio.timeout(timeout):
            return await self._modals.get()

    async def next_home(self, timeout: float = 30.0) -> Json:
        """The next Home view that the app published, each given once.

        Raises:
            TimeoutError: nothing came in time.
        """
        async with asyncio.timeout(timeout):
            return await self._homes.get()

    def messages(self, channel: str | None = None) -> list[Message]:
        """All that everybody in the channel sees, replies included, oldest first."""
        return self.state.messages(self.channel(channel).id)

    def direct_messages(self, user: User | None = None) -> list[Message]:
        """The conversation of a person with the bot, oldest first."""
        return self.state.messages(self.state.direct((user or self.user).id, self.bot.id).id)

    def modals(self, user: User | None = None) -> list[Json]:
        """A person's open modals, the last one on top."""
        return self.views.stack((user or self.user).id)

    def modal(self, user: User | None = None) -> Json | None:
        """A person's topmost modal."""
        return next(reversed(self.modals(user)), None)

    def home(self, user: User | None = None) -> Json | None:
        """What is published to a person's Home tab."""
        return self.views.home((user or self.user).id)

    def assistant(self, channel: str, thread_ts: str = "") -> Thread:
        """What the agent shows in a thread, or without one in its whole Messages tab."""
        return self.assistants.thread(channel, thread_ts)

    async def until_shown(self, channel: str, thread_ts: str = "", timeout: float = 30.0) -> Thread:
        """The next state of what the agent shows in a thread, or in its Messages tab.

        Raises:
            TimeoutError: it stayed as it is.
        """
        before, changed = self.assistant(channel, thread_ts), asyncio.Event()
        self.assistants.listen(lambda thread: changed.set())
        async with asyncio.timeout(timeout):
            while (now := self.assistant(channel, thread_ts)) == before:
                changed.clear()
                await changed.wait()
        return now

    def threads(self) -> list[Thread]:
        """Every thread in which the agent shows something."""
        return list(self.assistants)

    @property
    def files(self) -> dict[str, File]:
        """All uploaded files by id."""
        return self._files.by_id
