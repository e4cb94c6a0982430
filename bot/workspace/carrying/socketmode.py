"""Socket Mode: the app's WebSocket connections, the envelopes sent over them, and the acknowledgements."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bot.workspace.carrying.delivery import Ack, NotAcknowledged, Retry
from bot.workspace.carrying.record import Record

MAX_CONNECTIONS = 10
CONNECTION_SECONDS = 3600
GRACE_SECONDS = 10.0


@dataclass(eq=False)
class _Connection:
    ws: web.WebSocketResponse
    retired: bool = False
    silent: bool = False
    """Half open: it looks alive, but nothing passes."""
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class Sockets:
    """All connections of the app. A payload goes to one of them, in turn."""

    def __init__(self, app_id: str, record: Record, ack_within: float) -> None:
        self._app_id = app_id
        self._record = record
        self._ack_within = ack_within
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._turn = 0
        self._arrived = asyncio.Condition()
        self._listeners: list[Callable[[int], None]] = []
        self.connection_seconds = float(CONNECTION_SECONDS)
        """After this long a connection is told to go, as Slack recycles them."""

    @property
    def open(self) -> int:
        """How many connections take payloads now."""
        return sum(not connection.retired for connection in self._connections)

    def listen(self, listener: Callable[[int], None]) -> None:
        """Call `listener` with the number of open connections whenever it changes."""
        self._listeners.append(listener)

    async def wait_open(self) -> None:
        """Wait until there is a connection that takes payloads."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: self.open > 0)

    def ticket(self) -> str:
        """Leave to connect once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="This ticket is unknown or used; call apps.connections.open for another.")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(
            autoping=False, compress=False
        )  # pings are answered below, where a half-open one does not
        await ws.prepare(request)
        if self.open >= MAX_CONNECTIONS:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": "local"}})
            await ws.close()
            return ws
        connection = _Connection(ws)
        await ws.send_json(
            {
                "type": "hello",
                "num_connections": self.open + 1,
                "connection_info": {"app_id": self._app_id},
                "debug_info": {"host": "local", "approximate_connection_time": int(self.connection_seconds)},
            }
        )
        self._connections.append(connection)
        self._tell()
        async with self._arrived:
            self._arrived.notify_all()
        recycling = asyncio.ensure_future(self._recycle(connection))
        try:
            async for frame in ws:
                if connection.silent:
                    continue
                if frame.type is WSMsgType.PING:
                    await ws.pong(frame.data)
                elif frame.type is WSMsgType.TEXT:
                    self._acknowledged(connection, frame.data)
        finally:
            recycling.cancel()
            self._connections.remove(connection)
            for future in connection.waiting.values():
                if not future.done():
                    future.set_exception(NotAcknowledged("connection_failed"))
            self._tell()
        return ws

    def _acknowledged(self, connection: _Connection, data: str) -> None:
        try:
            answer = json.loads(data)
        except ValueError:
            return  # Slack, too, says nothing to a frame that is no acknowledgement
        future = connection.waiting.pop(answer.get("envelope_id", ""), None) if isinstance(answer, dict) else None
        if future and not future.done():
            future.set_result(answer.get("payload"))

    async def send(self, kind: str, payload: dict[str, Any], retry: Retry | None = None) -> Ack:
        """Send one envelope and wait for its acknowledgement; waits for a connection too, where there is none.

        Raises:
            NotAcknowledged: nobody acknowledged it in time.
        """
        envelope: dict[str, Any] = {
            "envelope_id": str(uuid.uuid4()),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind == "slash_commands" or payload.get("type") in _ANSWERED_IN_ACK,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
        entry = self._record.add("delivery", kind, envelope)
        connection: _Connection | None = None
        try:
            async with asyncio.timeout(self._ack_within):
                connection = await self._next()
                future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
                connection.waiting[envelope["envelope_id"]] = future
                if not connection.silent:
                    await connection.ws.send_json(envelope)
                answer = await future
        except TimeoutError:
            entry.done(error="timeout" if connection else "connection_failed")
            raise NotAcknowledged(entry.error) from None
        except (NotAcknowledged, ConnectionError) as error:
            entry.done(error="connection_failed")
            raise NotAcknowledged("connection_failed") from error
        finally:
            if connection:
                connection.waiting.pop(envelope["envelope_id"], None)
        entry.done(response=answer)
        return Ack(answer)

    async def _next(self) -> _Connection:
        await self.wait_open()
        ready = [connection for connection in self._connections if not connection.retired]
        self._turn += 1
        return ready[self._turn % len(ready)]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to go and come back, as Slack does at will. They get no payload any more."""
        for connection in [connection for connection in self._connections if not connection.retired]:
            await self._retire(connection, reason)
        self._tell()

    async def _retire(self, connection: _Connection, reason: str) -> None:
        connection.retired = True
        await connection.ws.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
        leaving = asyncio.ensure_future(_close_after(GRACE_SECONDS, connection.ws))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    async def _recycle(self, connection: _Connection) -> None:
        await asyncio.sleep(self.connection_seconds)
        if not connection.retired:
            await self._retire(connection, "warning")
            self._tell()

    def half_open(self) -> None:
        """Let nothing pass any more over the connections that are open now; they stay open."""
        for connection in self._connections:
            connection.silent = True

    async def drop(self) -> None:
        """Cut every connection without a word."""
        for connection in list(self._connections):
            await connection.ws.close(code=1006)

    async def close(self) -> None:
        """Close every connection, for good."""
        for task in self._leaving:
            task.cancel()
        await asyncio.gather(*(connection.ws.close() for connection in list(self._connections)))

    def _tell(self) -> None:
        for listener in self._listeners:
            listener(self.open)


async def _close_after(seconds: float, ws: web.WebSocketResponse) -> None:
    await asyncio.sleep(seconds)
    await ws.close()


_ANSWERED_IN_ACK = ("view_submission", "block_suggestion")
