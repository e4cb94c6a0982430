"""Messages through a response URL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.rendering.render import Message
from bot.slack.sending import posting
from bot.slack.sending.posting import NotDelivered, respond, respond_or_post

MESSAGE = Message("the house is open", [{"type": "divider"}])


class Address:
    """A response URL that answers with these statuses, one after the other, and keeps what came; beside it, the Web API."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.came: list[dict[str, object]] = []
        self.posted: list[dict[str, object]] = []
        self.says = "said Slack"
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.came.append(await request.json())
        return web.Response(status=self.statuses[len(self.came) - 1], text=self.says)

    async def post(self, request: web.Request) -> web.Response:
        self.posted.append(await request.json())
        return web.json_response({"ok": True, "ts": "1.2"})


@pytest.fixture
async def address(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Address]:
    monkeypatch.setattr(posting, "PAUSE_SECONDS", 0.0)
    found, app = Address(), web.Application()
    app.router.add_post("/", found.take)
    app.router.add_post("/chat.postMessage", found.post)
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


@pytest.mark.parametrize(("status", "says"), [(404, "expired_url"), (200, '{"ok": false, "error": "used_url"}')])
async def test_what_cannot_be_shown_to_a_person_where_they_are_goes_to_them_directly(
    address: Address, status: int, says: str
) -> None:
    address.statuses, address.says = [status], says
    await respond_or_post(AsyncWebClient(base_url=address.url), address.url, "U1", MESSAGE)
    assert [(message["channel"], message["text"]) for message in address.posted] == [("U1", MESSAGE.text)]


async def test_blocks_that_are_refused_with_a_good_status_leave_the_text(address: Address) -> None:
    address.statuses, address.says = [200, 200], '{"ok": false, "error": "invalid_blocks"}'
    with pytest.raises(NotDelivered):  # the text is refused here as well
        await respond(AsyncWebClient(), address.url, MESSAGE)
    assert [message.get("blocks") for message in address.came] == [MESSAGE.blocks, []]
