"""A bad network between the bot and the Web API: calls that never arrive, and answers that get lost on their way."""

from __future__ import annotations

from dataclasses import dataclass, field

import aiohttp
from aiohttp import web


@dataclass
class Network:
    """Passes calls on to an address. The counted faults are used up one by one."""

    to: str
    lost: int = 0
    """So many next calls break off before they arrive."""
    mute: int = 0
    """So many next calls are made, but the line breaks before their answer: nobody knows that they were."""
    url: str = ""
    """Where to call it."""
    _runner: web.AppRunner | None = None
    _session: aiohttp.ClientSession = field(init=False)

    async def __aenter__(self) -> Network:
        self._session = aiohttp.ClientSession()
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._pass)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner, "it has been entered"
        await self._runner.cleanup()
        await self._session.close()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        assert request.transport, "somebody calls"
        if self.lost:
            self.lost -= 1
            request.transport.abort()
            return web.Response()
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        url = self.to + request.match_info["method"]
        async with self._session.request(
            request.method, url, params=request.query, data=await request.read(), headers=headers
        ) as answer:
            body = await answer.read()
            if self.mute and request.match_info["method"] == "chat.postMessage":
                self.mute -= 1
                request.transport.abort()
            kept = {n: v for n, v in answer.headers.items() if n in ("Content-Type", "Retry-After", "X-OAuth-Scopes")}
            return web.Response(status=answer.status, body=body, headers=kept)
