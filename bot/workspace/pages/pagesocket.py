"""The pages' own connections: what there is to see when one opens, every change after that, and what people do on it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.workspace.carrying.delivery import NotAcknowledged
from bot.workspace.carrying.record import Entry
from bot.workspace.doing.outbound import Impossible
from bot.workspace.holding.assistant import Thread
from bot.workspace.holding.state import Change, Channel, Json, User
from bot.workspace.pages import pageview
from bot.workspace.pages.wishes import grant

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

INSPECTED = 500
"""Exchanges shown of the time before the inspector was opened."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Page:
    ws: web.WebSocketResponse
    me: User
    inspecting: bool = False


class PageSockets:
    """All open pages. Each acts as one person; two may act as two."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._open: set[_Page] = set()
        self._tasks: set[asyncio.Future[None]] = set()
        workspace.state.listen(self._changed)
        workspace.state.listen_to_channels(self._channel)
        workspace.views.listen(self._views)
        workspace.assistants.listen(self._thread)
        workspace.faults.listen(lambda: self._tell_all({"type": "faults", "faults": workspace.faults.shown()}))
        workspace.record.listen(self._exchange)
        workspace.process.listen(self.bot_changed)
        if knowledge := workspace.knowledge:
            knowledge.listen(lambda: self._tell_all({"type": "knowledge", "knowledge": knowledge.status()}))

    def bot_changed(self) -> None:
        """Show whether the bot is there."""
        self._tell_all({"type": "bot", "bot": pageview.bot(self._workspace)})

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One page, until it is closed."""
        # not compressed: that is done beside, and a long message could be overtaken by a short one
        ws = web.WebSocketResponse(heartbeat=30, max_msg_size=1024 * 1024, compress=False)
        await ws.prepare(request)
        page = _Page(ws, self._person(request.query.get("user", "")) or self._workspace.user)
        self._open.add(page)  # before the first word, so that no change falls between the two
        try:
            await ws.send_json(pageview.everything(self._workspace, page.me))
            async for frame in ws:
                if frame.type is WSMsgType.TEXT:
                    self._start(self._act(page, frame.data))
        finally:
            self._open.discard(page)
        return ws

    async def close(self) -> None:
        """Close every page's connection."""
        for page in list(self._open):
            await page.ws.close(code=1001)

    def _person(self, user_id: str) -> User | None:
        user = self._workspace.state.users.get(user_id)
        return user if user and not user.is_bot else None

    # --- news ---

    def _changed(self, change: Change) -> None:
        news = {"type": change.kind, "message": pageview.message(change.message)}
        self._tell_all(news, lambda page: pageview.sees(page.me, change.message, self._workspace.state))

    def _channel(self, channel: Channel) -> None:
        news = {"type": "channel", "channel": pageview.channel(channel, self._workspace.state)}
        self._tell_all(news, lambda page: page.me.id in channel.members)

    def _views(self, user: str, view: Json | None) -> None:
        home = view is not None and view["type"] == "home"
        news = {"type": "home", "home": view} if home else {"type": "modals", "modals": self._workspace.views.stack(user)}
        self._tell_all(news, lambda page: page.me.id == user)

    def _thread(self, thread: Thread) -> None:
        members = self._workspace.state.channels[thread.channel].members
        self._tell_all(pageview.thread(thread), lambda page: page.me.id in members)

    def _exchange(self, entry: Entry) -> None:
        if any(page.inspecting for page in self._open):
            news = {"type": "exchange", "entry": pageview.exchange(entry)}
            self._tell_all(news, lambda page: page.inspecting)

    def _tell_all(self, news: Json, whom: Callable[[_Page], bool] = lambda page: True) -> None:
        for page in list(self._open):
            if whom(page):
                self._start(_send(page.ws, news))

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- wishes ---

    async def _act(self, page: _Page, data: str) -> None:
        """Do what the page asks; what cannot be done is said to that page alone."""
        answer: Json = {"type": "done"}
        try:
            wish = json.loads(data)
            answer["ref"] = wish.get("ref")
            if wish["type"] == "act_as":
                await self._act_as(page, wish["user"])
            elif wish["type"] == "inspect":
                await self._inspect(page, bool(wish["on"]))
            else:
                answer |= await grant(self._workspace, page.me, wish)
        except (Impossible, NotAcknowledged) as failed:
            reason = str(failed) if isinstance(failed, Impossible) else f"The bot did not answer ({failed.reason})."
            answer |= {"type": "failed", "reason": reason}
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as odd:
            log.warning("The page asked for something that is not understood: %r", odd)
            answer |= {"type": "failed", "reason": "The workspace did not understand this."}
        await _send(page.ws, answer)

    async def _act_as(self, page: _Page, user_id: str) -> None:
        person = self._person(user_id)
        if person is None:
            raise Impossible("There is nobody of this name here.")
        page.me = person
        await _send(page.ws, pageview.everything(self._workspace, person))

    async def _inspect(self, page: _Page, on: bool) -> None:
        page.inspecting = on
        if on:
            entries = [pageview.exchange(entry) for entry in self._workspace.record][-INSPECTED:]
            await _send(page.ws, {"type": "exchanges", "entries": entries})


async def _send(ws: web.WebSocketResponse, news: Json) -> None:
    try:
        await ws.send_json(news)
    except ConnectionError:
        log.debug("a page went away before it was told %s", news["type"])
