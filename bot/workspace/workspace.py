"""The workspace as one object: start it, act in it, look at what happened."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import secrets
import socket
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.workspace.carrying.delivery import ACK_SECONDS, RETRY_AFTER_SECONDS, Delivery
from bot.workspace.carrying.faults import Faults, Faulty
from bot.workspace.carrying.httpmode import HttpTransport
from bot.workspace.carrying.record import Record
from bot.workspace.carrying.socketmode import Sockets
from bot.workspace.doing.acting import Acting
from bot.workspace.doing.outbound import Outbound
from bot.workspace.doing.people import People
from bot.workspace.doing.searches import Searches
from bot.workspace.doing.surfaces import Surfaces
from bot.workspace.holding import cast
from bot.workspace.holding.assistant import Assistant
from bot.workspace.holding.executions import Executions
from bot.workspace.holding.files import Files
from bot.workspace.holding.interactions import ResponseUrls, Triggers
from bot.workspace.holding.state import Change, Clock, Json, Message, State, Team, User
from bot.workspace.pages.factbase import FactBase
from bot.workspace.pages.pagesocket import PageSockets
from bot.workspace.pages.server import application
from bot.workspace.process import BotProcess
from bot.workspace.shapes import events
from bot.workspace.shapes import manifest as manifests
from bot.workspace.views import Views
from bot.workspace.webapi import Api
from bot.workspace.webapi.calls import Calls
from bot.workspace.webapi.rates import Rates

log = logging.getLogger(__name__)

UNREAD = 10_000
"""Messages and views that wait to be looked at by a test; where nobody looks, older ones are let go."""


class Workspace(Acting):
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
        knowledge: FactBase | None = None,
        name: str = "Local workspace",
        team_id: str = "T0LOCAL0001",
    ) -> None:
        """
        Args:
            channel: name of the first channel, the one that everybody is in.
            manifest: the app's manifest; None: an app with all scopes, subscribed to all events.
            port: 0 takes a free one.
            ack_within: seconds the app has to acknowledge.
            retry_after: seconds before each further attempt to deliver an event.
            knowledge: the fact base that the app answers from, where its own view is to be shown beside.
            name: what the workspace is called.
            team_id: its id; those of its people and channels are the same in every one.
        """
        self.app = manifests.App() if manifest is None else manifests.read(manifest)
        for lack in manifests.lacking(manifest or {}):
            log.warning("Slack would not take this manifest: %s", lack)
        self.bot_token = f"xoxb-{secrets.token_hex(24)}"
        self.bot_tokens = {self.bot_token}
        """Those that are good now."""
        self.app_token = f"xapp-1-{secrets.token_hex(24)}"
        self.signing_secret = secrets.token_hex(16)
        self.bot = User("U0BOT000003", self.app.name.lower().replace(" ", "-"), self.app.name, is_bot=True)
        self.user = cast.ALEX
        """Who acts where nobody is named."""
        team = Team(team_id, name, "local", "A0LOCAL0001", "B0LOCAL0001", self.bot)
        self.state = State(team, [*cast.PEOPLE, cast.SLACKBOT], cast.channels(channel, self.bot.id), clock)
        for person in cast.PEOPLE:
            if not person.team:
                self.state.direct(person.id, self.bot.id)
        self.views = Views(team)
        self.assistants = Assistant()
        self._files = Files()
        self.record = Record()
        self.process = BotProcess()
        self.knowledge = knowledge
        self.tour: list[Json] = []
        """What the page plays by itself when it opens: steps, each what to say and what to do."""
        self._following: asyncio.Task[None] | None = None
        self.faults = Faults()
        self.sockets = Sockets(team.app_id, self.record, ack_within)
        self._transport = Faulty(self.sockets, self.faults, self.record, ack_within)
        self.delivery = Delivery(self._transport, retry_after)
        self.triggers = Triggers(clock)
        self.response_urls = ResponseUrls(clock)
        self._host, self._port, self._ack_within, self._clock = host, port, ack_within, clock
        self._runner: web.AppRunner | None = None
        self._http: HttpTransport | None = None
        self._from_app: asyncio.Queue[Message] = asyncio.Queue(UNREAD)
        self._modals: asyncio.Queue[Json] = asyncio.Queue(UNREAD)
        self._homes: asyncio.Queue[Json] = asyncio.Queue(UNREAD)
        self.state.listen(self._changed)
        self.views.listen(self._view_changed)

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
        api = Api(
            self.app,
            self.state,
            self.triggers,
            self.views,
            self.assistants,
            self._files,
            Executions(),
            self.url,
            self._socket_url,
        )
        self._out = Outbound(api, self.delivery, self.response_urls, secrets.token_hex(12))
        self.people = People(self._out, self.app.commands)
        self.surfaces = Surfaces(self._out)
        self.searches = Searches(self._out)
        pages = PageSockets(self)
        self.sockets.listen(lambda number: pages.bot_changed())
        if self.knowledge:
            self._following = asyncio.ensure_future(self.knowledge.follow(self._clock))
        calls = Calls(api, self.record, self.response_urls, self.faults, Rates(self._clock), self.bot_tokens, self.app_token)
        self.calls = calls
        self._pages = pages
        self._runner = web.AppRunner(
            application(calls, self.sockets, pages), access_log=None, shutdown_timeout=1, auto_decompress=False
        )
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()

    def _socket_url(self) -> str:
        return f"ws://{self._host}:{self._port}/socket?ticket={self.sockets.ticket()}"

    async def close(self) -> None:
        """Stop serving, and the bot where it was started from here."""
        await self.process.stop()
        if self._following:
            self._following.cancel()
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
        async with contextlib.AsyncExitStack() as unless_verified:
            unless_verified.push_async_callback(transport.close)
            await transport.verify()
            unless_verified.pop_all()
        if self._http:
            await self._http.close()
        self._transport.inner = self._http = transport
        self._pages.bot_changed()

    async def connected(self, within: float = 30.0) -> None:
        """Wait until the app has a socket open.

        Raises:
            TimeoutError: it has none in time.
        """
        async with asyncio.timeout(within):
            await self.sockets.wait_open()

    @property
    def bot_connected(self) -> bool:
        """Whether the app takes payloads now."""
        return self._http is not None or self.sockets.open > 0

    def _changed(self, change: Change) -> None:
        for event in events.events(change, self.state, self.app.events, self.app.unfurl_domains):
            self._out.deliver(event)
        adorned = change.kind == "changed" and change.silent
        if change.message.by_app and change.kind != "removed" and not adorned:
            _offer(self._from_app, change.message)

    def _view_changed(self, user: str, view: Json | None) -> None:
        if view:
            _offer(self._homes if view["type"] == "home" else self._modals, view)


def _offer(queue: asyncio.Queue[Any], one: Any) -> None:
    """Put it into a queue that perhaps nobody reads: the oldest makes room."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(one)
