"""A load balancer as small as one can be: each request to the next process, and to another where that one takes none."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

TRIES = 100
PAUSE_SECONDS = 0.1
"""Between two rounds in which no process took it; a real one would give up sooner, and Slack deliver again."""


class Balancer:
    """Sends what comes to these addresses in turn; to the next, where a process is not there or says that it stops."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.taken: dict[str, int] = dict.fromkeys(addresses, 0)
        """How many requests each has taken."""
        self.twice = False
        """Whether every process gets each of them, as Slack's own deliveries do that come again."""
        self.only: str | None = None
        """The address that gets all of them for now."""
        self._turn = 0

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Listens meanwhile; gives the address for Slack."""
        app = web.Application()
        app.router.add_post("/slack/events", self._forward)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with aiohttp.ClientSession() as self._session:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
            await runner.cleanup()

    async def _forward(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), dict(request.headers)
        if self.twice:
            again = headers | {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
            answers = await asyncio.gather(
                *(self._sent(address, body, how) for address, how in zip(self.addresses, (headers, again), strict=True))
            )
            return answers[0] or web.Response(status=502)
        for _ in range(TRIES):
            for _ in self.addresses:
                self._turn += 1
                if answer := await self._sent(self.only or self.addresses[self._turn % len(self.addresses)], body, headers):
                    return answer
            await asyncio.sleep(PAUSE_SECONDS)
        return web.Response(status=502)

    async def _sent(self, address: str, body: bytes, headers: dict[str, str]) -> web.Response | None:
        """The answer; None where the process is not there, or stops."""
        try:
            async with self._session.post(address, data=body, headers=headers) as response:
                if response.status == 503:
                    return None
                self.taken[address] += 1
                kind = response.headers.get("Content-Type", "text/plain").partition(";")[0]
                return web.Response(status=response.status, body=await response.read(), content_type=kind)
        except aiohttp.ClientError:
            return None
