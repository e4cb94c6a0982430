"""The page's own connection: what there is to see when it opens, every change after that, and what people do on it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from aiohttp import WSMsgType, web

from bot.workspace.delivery import NotAcknowledged
from bot.workspace.manifest import Command
from bot.workspace.people import Impossible, People
from bot.workspace.state import Change, Json, Message, State, User

log = logging.getLogger(__name__)


def shown(message: Message) -> Json:
    """A message as the page gets it."""
    return {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "ephemeral": message.ephemeral,
        "edited": message.edited_ts is not None and not message.by_app,
    }


class PageSockets:
    """All open pages."""

    def __init__(self, state: State, people: People, user: User, commands: Sequence[Command]) -> None:
        self._state = state
        self._people = people
        self._user = user
        self._commands = commands
        self._open: set[web.WebSocketResponse] = set()
        self._tasks: set[asyncio.Future[None]] = set()
        self.connected = False
        state.listen(self._changed)

    def bot_connected(self, connected: bool) -> None:
        """Show whether the bot is there."""
        if connected != self.connected:
            self.connected = connected
            self._send_all({"type": "bot", "connected": connected})

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One page, until it is closed."""
        ws = web.WebSocketResponse(heartbeat=30, max_msg_size=1024 * 1024)
        await ws.prepare(request)
        self._open.add(ws)  # before the first word, so that no change falls between the two
        try:
            await ws.send_json(self._everything())
            async for frame in ws:
                if frame.type is WSMsgType.TEXT:
                    self._start(self._act(ws, frame.data))
        finally:
            self._open.discard(ws)
        return ws

    async def close(self) -> None:
        """Close every page's connection."""
        for ws in list(self._open):
            await ws.close(code=1001)

    def _everything(self) -> Json:
        state = self._state
        return {
            "type": "everything",
            "team": state.team.name,
            "me": self._user.id,
            "bot": {"user": state.team.bot.id, "connected": self.connected},
            "users": [asdict(user) for user in state.users.values()],
            "channels": [
                {"id": channel.id, "name": channel.name, "is_im": channel.is_im, "members": sorted(channel.members)}
                for channel in state.channels.values()
                if self._user.id in channel.members
            ],
            "commands": [asdict(command) for command in self._commands],
            "messages": [shown(message) for message in state.everything() if self._sees(message)],
        }

    def _sees(self, message: Message) -> bool:
        mine = self._user.id in self._state.channels[message.channel].members
        return mine and message.only_for in (None, self._user.id)

    def _changed(self, change: Change) -> None:
        if self._sees(change.message):
            self._send_all({"type": change.kind, "message": shown(change.message)})

    def _send_all(self, news: Json) -> None:
        for ws in list(self._open):
            self._start(_send(ws, news))

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _act(self, ws: web.WebSocketResponse, data: str) -> None:
        """Do what the page asks; what cannot be done is said to that page alone."""
        answer: Json = {"type": "done"}
        try:
            wish = json.loads(data)
            answer["ref"] = wish.get("ref")
            await self._do(wish)
        except (Impossible, NotAcknowledged) as failed:
            reason = str(failed) if isinstance(failed, Impossible) else f"The bot did not answer ({failed.reason})."
            answer |= {"type": "failed", "reason": reason}
        except (ValueError, KeyError, TypeError, AttributeError) as odd:
            log.warning("the page asked for something that is not understood: %r", odd)
            answer |= {"type": "failed", "reason": "The workspace did not understand this."}
        await _send(ws, answer)

    async def _do(self, wish: Json) -> None:
        channel = self._state.channels[wish["channel"]]
        match wish["type"]:
            case "say":
                self._people.say(self._user, channel, wish["text"], wish.get("thread_ts"))
            case "slash":
                await self._people.slash(self._user, channel, wish["command"], wish["text"])
            case "press":
                message = self._state.message(channel.id, wish["ts"])
                if message is None:
                    raise Impossible("This message is not there any more.")
                await self._people.press(self._user, message, wish["block_id"], wish["action_id"], wish.get("value"))
            case other:
                raise ValueError(other)


async def _send(ws: web.WebSocketResponse, news: Json) -> None:
    try:
        await ws.send_json(news)
    except ConnectionError:
        log.debug("a page went away before it was told %s", news["type"])
