"""Messages through a response URL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.rendering.render import Message
from bot.slack.sending import posting
from bot.slack.sending.posting import NotDelivered, respond

MESSAGE = Message("the house is open", [{"type": "divider"}])


class Address:
    """A response URL that answers with these statuses, one after the other, and keeps what came."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.came: list[dict[str, object]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.came.append(await request.json())
        return web.Response(status=self.statuses[len(self.came) - 1], text="said Slack")


@pytest.fixture
async def address(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Address]:
    monkeypatch.setattr(posting, "PAUSE_SECONDS", 0.0)
    found, app = Address(), web.Application()
    app.router.add_post("/", found.take)
    async with TestServer(app) as server:
        found.url = str(server.make_url("/"))
        yield found


@pytest.mark.parametrize("statuses", [[200], [500, 200], [502, 503, 200]])
async def test_a_message_goes_again_while_a_server_fails(
    address: Address, statuses: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[str] = []
    monkeypatch.setattr(posting, "sent_again", again.append)
    address.statuses = statuses
    await respond(AsyncWebClient(), address.url, MESSAGE)
    assert [message["text"] for message in address.came] == [MESSAGE.text] * len(statuses)
    assert again == ["server"] * (len(statuses) - 1), "as it is counted"


@pytest.mark.parametrize(("statuses", "tried"), [([404], 1), ([500, 500, 500], 3)])
async def test_what_is_not_taken_in_the_end_is_said_with_its_status(
    address: Address, statuses: list[int], tried: int
) -> None:
    address.statuses = statuses
    with pytest.raises(NotDelivered, match=f"status {statuses[-1]}: said Slack"):
        await respond(AsyncWebClient(), address.url, MESSAGE)
    assert len(address.came) == tried
