"""Every payload that reaches the app, held against independent evidence of its shape."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.models.blocks import Block, BlockElement
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import JO, SAM, Workspace
from bot.workspace.kit.block_kit import BLOCKS, CONTEXT_ACTIONS, PRESSED, TYPED_IN, Surface
from tests.workspace.known_shapes import ANSWERS, SHAPES, differences, kind, values
from tests.workspace.showroom import shown

Json = dict[str, Any]
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def delivered() -> AsyncIterator[dict[str, Json]]:
    """One payload of each kind that the workspace delivers."""
    async with shown() as workspace:
        await everything_once(workspace)
        await workspace.delivery.settled()
        record = [(entry.name, entry.request["payload"]) for entry in workspace.record.deliveries()]
        by_kind: dict[str, Json] = {}
        for name, payload in record:
            # of a bot's own messages the events differ; of Home the second has the view
            if (
                payload.get("event", {}).get("type") != "message"
                or "bot_id" not in payload["event"]
                or payload["event"].get("files")
            ):
                by_kind[kind(name, payload)] = payload
        yield by_kind


async def everything_once(workspace: Workspace) -> None:
    """All that people can do."""
    for _ in range(2):
        await workspace.opens_home()
        home = await workspace.next_home()
    await workspace.press_in(home, "query", "laredo")
    await workspace.closes(await workspace.next_view())
    message = await workspace.asks("see https://cities.example/laredo")
    await workspace.until_changed(message)
    for add in (True, False):
        await workspace.reacts(message, "tada", SAM, add)
    await workspace.edits(await workspace.says("one"), "two")
    await workspace.deletes(await workspace.says("three"))
    await workspace.invites_bot("newsroom")
    await workspace.message_shortcut(message, "read")
    await workspace.slash("/show", "file")
    await workspace.slash("/show", "card")
    while not (card := await workspace.next_message()).blocks:
        pass
    await workspace.suggests(card, "town", "no")
    await workspace.press(card, "town", "nogales")
    for sends in (True, False):
        await workspace.shortcut("find")
        view = await workspace.next_view()
        await workspace.suggests(view, "city", "la")
        if sends:
            where = workspace.channel().id
            await workspace.submits(view, {"city": {"city": "laredo"}, "where": {"where": where}, "note": {"note": "hello"}})
        else:
            await workspace.closes(view)
    await workspace.search("laredo")
    await workspace.opens_details("https://cities.example/laredo", "laredo")


@pytest.mark.parametrize("name", SHAPES)
async def test_a_payload_is_as_its_sources_have_it(delivered: dict[str, Json], name: str) -> None:
    shape = SHAPES[name]
    assert shape.sources, "where from?"
    assert differences(delivered[name], shape) == []
    assert shape.bolt is None or shape.bolt(delivered[name])


async def test_no_payload_is_without_a_source(delivered: dict[str, Json]) -> None:
    assert delivered.keys() <= SHAPES.keys()


async def test_slack_sdks_models_know_every_view_and_block(delivered: dict[str, Json]) -> None:
    for name, payload in delivered.items():
        view = payload.get("view") or payload.get("event", {}).get("view")
        if view:
            parsed = View(**view)
            assert parsed.id == view["id"] and parsed.additional_attributes.keys() <= {"app_installed_team_id"}, name
            parsed.to_dict()
        message = payload.get("message") or payload.get("event", {})
        blocks = (view or {}).get("blocks") or message.get("blocks") or []
        assert all(type(block) is not Block for block in Block.parse_all(blocks)), name


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"trigger_id": 7}, "trigger_id is 7"),
        ({"channel": {"id": "C1"}}, "channel must not be there"),
        ({"callback_id": None}, "callback_id is None"),
    ],
)
async def test_a_shape_that_is_wrong_is_noticed(delivered: dict[str, Json], change: Json, wrong: str) -> None:
    assert differences(delivered["shortcut"] | change, SHAPES["shortcut"])[0].startswith(wrong)


async def test_a_field_that_is_missing_is_noticed(delivered: dict[str, Json]) -> None:
    cut = {key: value for key, value in delivered["shortcut"].items() if key != "user"}
    assert "user.id is missing" in differences(cut, SHAPES["shortcut"])


# --- answers of the Web API ---


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_has_no_field_that_its_source_has_not(name: str) -> None:
    async with Workspace() as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        place = await client.files_getUploadURLExternal(filename="a.vcf", length=3)
        async with aiohttp.ClientSession() as session:
            await session.post(place["upload_url"], data=b"abc")
        asked = {"bot": "B0LOCAL0001", "user": JO.id, "channel": "C0LOCAL0003", "file": place["file_id"]}
        shape = ANSWERS[name]
        answer = await client.api_call(name, params={**asked, "include_locale": "1", "include_num_members": "1"})
        (given,) = values(answer.data, shape.path)
        assert given and given.keys() <= set(shape.fields.split())


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
async def test_no_block_or_element_is_taken_that_slack_sdk_does_not_know(surface: Surface) -> None:
    blocks = {getattr(one, "type", None) for one in Block.__subclasses__()}
    assert BLOCKS[surface].keys() <= blocks
    assert {*PRESSED, *TYPED_IN, *CONTEXT_ACTIONS} <= {one.type for one in _all_elements()}


def _all_elements() -> Iterator[Any]:
    waiting = [BlockElement]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if isinstance(getattr(one, "type", None), str):
            yield one
