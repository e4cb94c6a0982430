"""The page's connection: what it shows to whom, what it may ask for, what the inspector sees."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.workspace import ALEX, JO, LUCIA, SAM, Workspace

Json = dict[str, Any]


class Page:
    """A page as its script sees it: wishes out, news in."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse, everything: Json) -> None:
        self.ws = ws
        self.everything = everything
        self.news: list[Json] = []
        self._ref = 0

    async def wish(self, kind: str, **what: Any) -> Json:
        """The answer to a wish; news that come meanwhile are kept."""
        self._ref += 1
        await self.ws.send_json({"type": kind, "ref": self._ref, **what})
        return await self.until(lambda news: news.get("ref") == self._ref)

    async def until(self, wanted: Callable[[Json], bool]) -> Json:
        """The first of the news that is wanted."""
        while True:
            for number, news in enumerate(self.news):
                if wanted(news):
                    return self.news.pop(number)
            self.news.append(await self.ws.receive_json(timeout=30))

    async def hears(self, kind: str) -> Json:
        """The next news of a type."""
        return await self.until(lambda news: news["type"] == kind)


@asynccontextmanager
async def page_of(workspace: Workspace, user: str = "") -> AsyncIterator[Page]:
    """An open page."""
    query = f"?user={user}" if user else ""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{workspace.url}/live{query}") as ws:
        yield Page(ws, await ws.receive_json())


@pytest.fixture
async def page(showroom: Workspace) -> AsyncIterator[Page]:
    """A page open on the showroom."""
    async with page_of(showroom) as page:
        yield page


async def test_a_page_learns_what_the_app_offers(page: Page, showroom: Workspace) -> None:
    everything = page.everything
    assert [shortcut["callback_id"] for shortcut in everything["shortcuts"]] == ["find", "read"]
    assert everything["tabs"] == {"home": True, "messages": True}
    assert (everything["agent"], everything["knowledge"]) == (True, None)
    assert everything["bot"]["process"]["state"] == "none"
    roles = {user["id"]: user["role"] for user in everything["users"]}
    assert roles[SAM.id] == "Curator" and roles[JO.id] == "From another organisation" and roles[showroom.bot.id] == ""


@pytest.mark.parametrize(
    ("user", "channels"),
    [
        (ALEX, ["press-room", "partners", "newsroom"]),
        (SAM, ["press-room", "curators", "partners", "newsroom"]),
        (JO, ["partners"]),
    ],
)
async def test_everybody_sees_the_channels_they_are_in(workspace: Workspace, user: Any, channels: list[str]) -> None:
    async with page_of(workspace, user.id) as page:
        assert page.everything["me"] == user.id
        assert [channel["name"] for channel in page.everything["channels"] if not channel["is_im"]] == channels


async def test_two_pages_act_as_two_people(workspace: Workspace) -> None:
    async with page_of(workspace, ALEX.id) as alex, page_of(workspace, SAM.id) as sam:
        await alex.wish("say", channel="C0LOCAL0001", text="hello")
        assert (await sam.hears("posted"))["message"]["user"] == ALEX.id
        await sam.wish("say", channel="C0LOCAL0002", text="secret")
        await sam.wish("say", channel="C0LOCAL0001", text="public")
        assert [(await alex.hears("posted"))["message"]["text"] for _ in range(2)] == ["hello", "public"]


async def test_a_page_becomes_somebody_else(workspace: Workspace) -> None:
    async with page_of(workspace) as page:
        await page.wish("act_as", user=LUCIA.id)
        assert (await page.hears("everything"))["me"] == LUCIA.id
        await page.wish("say", channel="C0LOCAL0001", text="hola")
        assert workspace.messages()[-1].user == LUCIA.id
        assert (await page.wish("act_as", user=workspace.bot.id))["reason"] == "There is nobody of this name here."


async def test_nobody_writes_where_they_are_not(workspace: Workspace) -> None:
    async with page_of(workspace, JO.id) as page:
        refused = await page.wish("say", channel="C0LOCAL0001", text="x")
        assert refused["reason"] == "Jo Keller is not in this conversation."
        assert workspace.messages() == []


async def test_a_modal_with_typeahead_from_the_page(page: Page, showroom: Workspace) -> None:
    await page.wish("shortcut", callback_id="find")
    (view,) = (await page.hears("modals"))["modals"]
    answer = await page.wish("suggest", view_id=view["id"], block_id="city", action_id="city", query="la")
    assert [option["value"] for option in answer["options"]] == ["laredo", "las cruces"]
    state = {"city": {"city": "laredo"}, "where": {"where": "C0LOCAL0001"}, "note": {"note": "wrong"}}
    assert (await page.wish("submit", view_id=view["id"], state=state))["errors"] == {"note": "Not this one."}
    state["note"] = {"note": "fine"}
    assert (await page.wish("submit", view_id=view["id"], state=state))["errors"] == {}
    assert (await page.hears("modals"))["modals"] == []
    assert (await page.hears("posted"))["message"]["text"] == "Laredo: fine"
    gone = await page.wish("close", view_id=view["id"])
    assert gone["reason"] == "This window is not open any more."


async def test_home_from_the_page(page: Page) -> None:
    await page.wish("tab", tab="home")
    home = (await page.hears("home"))["home"]
    await page.wish("press", view_id=home["id"], block_id="buttons", action_id="more")
    assert (await page.hears("home"))["home"]["blocks"][0]["text"]["text"] == "Page 2"
    assert (await page.wish("tab", tab="attic"))["type"] == "failed"


async def test_files_reactions_links_and_the_agent_reach_the_page(page: Page, showroom: Workspace) -> None:
    await page.wish("slash", channel="C0LOCAL0001", command="/show", text="file")
    (file,) = (await page.hears("posted"))["message"]["files"]
    assert file["url"].startswith("/files/F") and file["name"] == "laredo.vcf"
    await page.wish("say", channel="C0LOCAL0001", text="https://cities.example/laredo")
    posted = (await page.hears("posted"))["message"]
    shown = (await page.hears("changed"))["message"]
    assert shown["unfurls"]["https://cities.example/laredo"]["blocks"]
    await page.wish("react", channel=posted["channel"], ts=posted["ts"], name="eyes", add=True)
    assert (await page.hears("changed"))["message"]["reactions"] == [{"name": "eyes", "users": [ALEX.id], "count": 1}]
    direct = next(channel["id"] for channel in page.everything["channels"] if channel["is_im"])
    await page.wish("say", channel=direct, text="phone")
    thread = await page.until(lambda news: news["type"] == "assistant" and bool(news["status"]))
    assert (thread["status"], thread["loading_messages"], thread["channel"]) == ("is looking", ["Reading…"], direct)


async def test_only_its_author_deletes_a_message(workspace: Workspace) -> None:
    mine, other = await workspace.says("one"), await workspace.says("not mine", user=SAM)
    where = {"channel": mine.channel, "ts": mine.ts}
    async with page_of(workspace) as page:
        refused = await page.wish("delete", channel=other.channel, ts=other.ts)
        assert refused["reason"] == "Only its author can delete a message."
        await page.wish("delete", **where)
        assert [message.text for message in workspace.messages()] == ["not mine"]


async def test_the_bot_is_invited_and_the_channel_shows_it(page: Page, showroom: Workspace) -> None:
    await page.wish("invite", channel="C0LOCAL0004")
    assert (await page.hears("channel"))["channel"]["bot_in"] is True
    assert (await page.wish("invite", channel="C0LOCAL0004"))["reason"] == "Showroom is here already."


# --- the inspector ---


async def test_the_inspector_sees_each_exchange_begin_and_end_in_order(page: Page, showroom: Workspace) -> None:
    await page.wish("say", channel="C0LOCAL0001", text="before")
    await showroom.delivery.settled()
    await page.wish("inspect", on=True)
    earlier = (await page.hears("exchanges"))["entries"]
    assert {"apps.connections.open", "events_api"} <= {entry["name"] for entry in earlier}
    await page.wish("slash", channel="C0LOCAL0001", command="/show", text="card")
    begun = (await page.hears("exchange"))["entry"]
    assert (begun["kind"], begun["label"], begun["took_ms"]) == ("delivery", "/show card", None)
    exchanges = [begun]
    while not any(one["number"] == begun["number"] and one["took_ms"] is not None for one in exchanges):
        exchanges.append((await page.hears("exchange"))["entry"])
    assert exchanges[-1]["took_ms"] > 0 and exchanges[-1]["request"]["payload"]["text"] == "card"
    calls = [one for one in exchanges if one["name"] == "chat.postMessage"]
    calls = calls or [(await page.until(lambda n: n.get("entry", {}).get("name") == "chat.postMessage"))["entry"]]
    assert calls[0]["number"] > begun["number"]
    await page.wish("inspect", on=False)
    page.news.clear()
    await page.wish("say", channel="C0LOCAL0001", text="after")
    await showroom.delivery.settled()
    await page.wish("inspect", on=False)
    assert "exchange" not in {news["type"] for news in page.news}


async def test_no_token_reaches_the_inspector(page: Page, showroom: Workspace) -> None:
    await page.wish("inspect", on=True)
    shown = str(await page.hears("exchanges"))
    assert not [secret for secret in (showroom.bot_token, showroom.app_token, showroom.signing_secret) if secret in shown]


# --- faults ---


async def test_faults_are_switched_from_the_page_and_shown_on_every_page(workspace: Workspace) -> None:
    async with page_of(workspace) as one, page_of(workspace, SAM.id) as other:
        await one.wish("fault", name="fail_500", value=2)
        assert (await other.hears("faults"))["faults"]["fail_500"] == 2
        async with aiohttp.ClientSession() as session:
            await session.post(f"{workspace.api_url}api.test")
        assert (await other.hears("faults"))["faults"]["fail_500"] == 1
        await one.wish("fault", name="clear")
        assert (await other.hears("faults"))["faults"]["fail_500"] == 0
        assert (await one.wish("fault", name="drop", value="many"))["type"] == "failed"


@pytest.mark.parametrize("name", ["disconnect", "cut"])
async def test_the_bot_comes_back_after_its_connection_went(page: Page, showroom: Workspace, name: str) -> None:
    await page.wish("fault", name=name)
    await page.until(lambda news: news["type"] == "bot" and not news["bot"]["connected"])
    await page.until(lambda news: news["type"] == "bot" and news["bot"]["connected"])
    await page.wish("slash", channel="C0LOCAL0001", command="/show", text="card")
    assert (await page.hears("posted"))["message"]["text"] == "Laredo"


async def test_a_bot_that_was_not_started_here_is_not_restarted(page: Page) -> None:
    assert (await page.wish("restart"))["reason"].startswith("The bot was not started from here")
