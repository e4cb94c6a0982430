"""The workspace as one object: start it, act in it, look at what happened."""

from __future__ import annotations

import asyncio
import errno
import secrets
import socket
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.workspace import manifest as manifests
from bot.workspace import payloads
from bot.workspace.blocks import elements
from bot.workspace.calls import Calls
from bot.workspace.delivery import ACK_SECONDS, RETRY_AFTER_SECONDS, Delivery
from bot.workspace.httpmode import HttpTransport
from bot.workspace.interactions import ResponseUrls, Triggers
from bot.workspace.pagesocket import PageSockets
from bot.workspace.people import SLACKBOT, Impossible, People, options
from bot.workspace.record import Record
from bot.workspace.server import application
from bot.workspace.socketmode import Sockets
from bot.workspace.state import Change, Channel, Clock, Message, State, Team, User
from bot.workspace.webapi import Api, Views

ALEX = User("U0ALEX00001", "alex", "Alex Rivera")
SAM = User("U0SAM000002", "sam", "Sam Okafor")


class Workspace:
    """A local stand-in for Slack on 127.0.0.1, with one app installed. Use as `async with Workspace() as ws:`."""

    def __init__(
        self,
        *,
        channel: str = "press-room",
        manifest: Mapping[str, Any] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        ack_within: float = ACK_SECONDS,
        retry_after: tuple[float, ...] = RETRY_AFTER_SECONDS,
        clock: Clock = time.time,
    ) -> None:
        """
        Args:
            channel: name of the one channel.
            manifest: the app's manifest; None: an app with all scopes, subscribed to all events.
            port: 0 takes a free one.
            ack_within: seconds the app has to acknowledge.
            retry_after: seconds before each further attempt to deliver an event.
        """
        self.app = manifests.read(manifest) if manifest else manifests.App()
        self.bot_token = f"xoxb-{secrets.token_hex(24)}"
        self.app_token = f"xapp-1-{secrets.token_hex(24)}"
        self.signing_secret = secrets.token_hex(16)
        self.bot = User("U0BOT000003", self.app.name.lower().replace(" ", "-"), self.app.name, is_bot=True)
        self.user = ALEX
        """The person whose page it is."""
        team = Team("T0LOCAL0001", "Local workspace", "local", "A0LOCAL0001", "B0LOCAL0001", self.bot)
        everybody = frozenset({ALEX.id, SAM.id, self.bot.id})
        self.state = State(team, [ALEX, SAM, SLACKBOT], [Channel("C0LOCAL0001", channel, everybody)], clock)
        self.state.direct(self.user.id, self.bot.id)
        self.record = Record()
        self.sockets = Sockets(team.app_id, self.record, ack_within)
        self.delivery = Delivery(self.sockets, retry_after)
        self.response_urls = ResponseUrls(clock)
        self._host, self._port, self._ack_within, self._clock = host, port, ack_within, clock
        self._verification_token = secrets.token_hex(12)
        self._runner: web.AppRunner | None = None
        self._http: HttpTransport | None = None
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()
        self.state.listen(self._changed)

    # --- running ---

    @property
    def url(self) -> str:
        """Address of the page."""
        return f"http://{self._host}:{self._port}"

    @property
    def api_url(self) -> str:
        """Base address of the Web API, as `SLACK_API_URL` wants it."""
        return f"{self.url}/api/"

    async def start(self) -> None:
        """Serve.

        Raises:
            OSError: the port is taken; the message says which.
        """
        try:
            # bound first: the addresses handed out carry the port
            listening = socket.create_server((self._host, self._port), family=socket.AF_INET)
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise OSError(error.errno, f"Port {self._port} on {self._host} {why}.") from error
        self._port = listening.getsockname()[1]
        api = Api(self.state, Triggers(self._clock), Views(), self.url, self._socket_url)
        self.people = People(api, self.delivery, self.response_urls, self.app.commands, self._verification_token)
        pages = PageSockets(self.state, self.people, self.user, self.app.commands)
        self.sockets.listen(lambda number: pages.bot_connected(number > 0))
        calls = Calls(api, self.record, self.response_urls, self.bot_token, self.app_token, self.app.scopes)
        self._pages = pages
        self._runner = web.AppRunner(application(calls, self.sockets, pages), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()

    def _socket_url(self) -> str:
        return f"ws://{self._host}:{self._port}/socket?ticket={self.sockets.ticket()}"

    async def close(self) -> None:
        """Stop serving."""
        await self.delivery.close()
        await self.sockets.close()
        if self._http:
            await self._http.close()
        if self._runner:
            await self._pages.close()
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def deliver_to(self, request_url: str) -> None:
        """Deliver over HTTP to this request URL from now on, once it has passed Slack's handshake.

        Raises:
            NotAcknowledged: the app did not give the challenge back.
        """
        transport = HttpTransport(request_url, self.signing_secret, self.record, self._ack_within)
        try:
            await transport.verify()
        except BaseException:
            await transport.close()
            raise
        if self._http:
            await self._http.close()
        self.delivery.transport = self._http = transport
        self._pages.bot_connected(True)

    async def connected(self, within: float = 10.0) -> None:
        """Wait until the app has a socket open.

        Raises:
            TimeoutError: it has none in time.
        """
        async with asyncio.timeout(within):
            await self.sockets.wait_open()

    def _changed(self, change: Change) -> None:
        for event in payloads.events(change, self.state, self.app.events):
            self.delivery.event(payloads.event_callback(event, self.state.team, self._verification_token))
        if change.message.by_app and change.kind != "removed":
            self._from_app.put_nowait(change.message)

    # --- acting ---

    def channel(self, name: str | None = None) -> Channel:
        """A channel by name or id; None: the one channel."""
        found = self.state.channel(name) if name else next(c for c in self.state.channels.values() if not c.is_im)
        if found is None:
            raise LookupError(f"no channel {name!r}")
        return found

    @property
    def bot_mention(self) -> str:
        """What to type to mention the bot."""
        return f"@{self.bot.real_name}"

    async def says(
        self,
        text: str,
        channel: str | None = None,
        user: User | None = None,
        thread: Message | None = None,
        raw: bool = False,
    ) -> Message:
        """Somebody writes in a channel. `text` is as typed (`@name` mentions), or in Slack's own writing when `raw`."""
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        return self.people.say(user or self.user, self.channel(channel), text, thread_ts, raw)

    async def asks(self, question: str, thread: Message | None = None) -> Message:
        """Mention the bot with a question in the one channel."""
        return await self.says(f"{self.bot_mention} {question}", thread=thread)

    async def dm(self, text: str, user: User | None = None, thread: Message | None = None, raw: bool = False) -> Message:
        """Somebody writes to the bot directly."""
        sender = user or self.user
        channel = self.state.direct(sender.id, self.bot.id)
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        return self.people.say(sender, channel, text, thread_ts, raw)

    async def slash(self, command: str, text: str = "", channel: str | None = None, user: User | None = None) -> None:
        """Somebody calls a slash command; returns when the app has acknowledged it."""
        await self.people.slash(user or self.user, self.channel(channel), command, text)

    async def press(self, message: Message, what: str, option: str | None = None, user: User | None = None) -> None:
        """Press the button with this action id or text; or choose the option with this value or text from a menu.

        Raises:
            Impossible: no such button or option.
            NotAcknowledged: the app did not answer.
        """
        current = self.state.message(message.channel, message.ts) or message
        for block in current.blocks:
            for _, element in elements(block):
                label = element.get("text") or element.get("placeholder") or {}
                if what in (element.get("action_id"), label.get("text")):
                    value = next((o["value"] for o in options(element) if option in (o["value"], o["text"]["text"])), option)
                    who = user or self.user
                    return await self.people.press(who, current, block["block_id"], element["action_id"], value)
        raise Impossible(f"No button or menu {what!r} in this message.")

    async def edits(self, message: Message, text: str) -> Message:
        """The author changes a message."""
        return self.state.change(message, text=text, blocks=None)

    async def deletes(self, message: Message) -> None:
        """The author takes a message back."""
        self.state.remove(message)

    # --- looking ---

    async def next_message(self, timeout: float = 10.0) -> Message:
        """The next message that the app posted or changed, ephemeral ones too, each given once.

        Raises:
            TimeoutError: nothing came in time.
        """
        async with asyncio.timeout(timeout):
            return await self._from_app.get()

    def messages(self, channel: str | None = None) -> list[Message]:
        """All that everybody in the channel sees, replies included, oldest first."""
        return self.state.messages(self.channel(channel).id)

    def direct_messages(self, user: User | None = None) -> list[Message]:
        """The conversation of a person with the bot, oldest first."""
        return self.state.messages(self.state.direct((user or self.user).id, self.bot.id).id)
