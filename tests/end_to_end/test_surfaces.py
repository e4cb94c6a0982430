"""Every surface in Slack, over the real fact base: the bot's own process, over both transports."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack.browsing.pages import ASK
from bot.slack.browsing.searching import ENTRY, KIND
from bot.slack.manifest import FIND, SEARCH
from bot.workspace import SAM, Workspace
from bot.workspace.holding.cast import LUCIA
from tests.end_to_end.process import READY, running, socket_mode
from tests.slack.eventually import called

pytestmark = pytest.mark.asyncio(loop_scope="module")

LAREDO = "(956) 523-7300"
ROOT = Path(__file__).parent.parent.parent


def text(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


async def test_a_follow_up_in_a_thread_needs_no_mention(slack: Workspace) -> None:
    root = await slack.asks("phone for the port of laredo")
    await slack.next_message()
    await slack.says("and the address?", thread=root)
    answer = await slack.next_message()
    assert answer.thread_ts == root.ts
    assert "Laredo" in answer.text


async def test_home_leads_from_a_kind_over_a_state_to_a_card(slack: Workspace) -> None:
    await slack.opens_home()
    front = await slack.next_home()
    kind = next(e["text"]["text"] for b in front["blocks"] for e in b.get("elements", []) if "Ports of entry" in str(e))
    await slack.press_in(front, kind)
    ports = await slack.next_home()
    assert "Page 1 of" in text(ports)
    await slack.press_in(ports, "home:go:later")
    assert "Page 2 of" in text(await slack.next_home())
    texas = next(
        option["text"]["text"]
        for block in ports["blocks"]
        for element in block.get("elements", [])
        for option in element.get("options", [])
        if option["text"]["text"].startswith("Texas")
    )
    await slack.press_in(ports, "home:region", texas)
    await slack.press_in(await slack.next_home(), "home:go:row:0")
    card = await slack.next_home()
    assert "Texas" in text(card)
    await slack.press_in(card, "Pin")
    assert "Unpin" in text(await slack.next_home())
    await slack.opens_home()
    assert "Pinned" in text(await slack.next_home())


async def test_a_question_is_answered_in_home(slack: Workspace) -> None:
    await slack.opens_home()
    await slack.press_in(await slack.next_home(), ASK, "phone for the port of laredo")
    assert LAREDO in text(await slack.next_home())


async def test_home_and_answers_speak_spanish_to_who_does(slack: Workspace) -> None:
    await slack.opens_home(LUCIA)
    home = text(await slack.next_home())
    assert "Explorar" in home
    assert "contacto de prensa en Nogales" in home
    await slack.slash("/directory", "", user=LUCIA)
    assert "contacto de prensa en Nogales" in (await slack.next_message()).text


async def test_the_search_modal_finds_by_the_first_letters_within_a_kind(slack: Workspace) -> None:
    await slack.shortcut(SEARCH)
    modal = await slack.next_view()
    await slack.press_in(modal, KIND, "port")
    modal = await slack.next_view()
    options = await slack.suggests(modal, ENTRY, "lared")
    assert options[0]["value"] == "port/laredo-texas-2304"
    await slack.press_in(modal, ENTRY, options[0]["value"])
    assert LAREDO in text(await slack.next_view())


async def test_contacts_in_somebodys_message_are_found_privately(slack: Workspace) -> None:
    said = "KGNS called about the seizure.\nThey want the Laredo Field Office, and somebody gave them (520) 287-1410."
    message = await slack.says(said, user=SAM)
    await slack.message_shortcut(message, FIND)
    found = text(await slack.next_view())
    assert "Laredo Field Office" in found
    assert "Nogales, Arizona" in found


async def test_a_channel_that_is_listened_to_gets_sure_answers_only(slack: Workspace) -> None:
    await slack.slash("/directory", "here on")
    assert "asked me to listen here" in (await slack.next_message()).text
    await slack.says("We had lunch in Laredo today", user=SAM)
    await slack.says("Does anybody know a good hotel near the port?", user=SAM)
    question = await slack.says("what is the phone of the port of laredo?", user=SAM)
    answer = await slack.next_message()
    assert (answer.thread_ts, LAREDO in answer.text) == (question.ts, True)
    await slack.slash("/directory", "here off")
    assert "not to listen here any more" in (await slack.next_message()).text


async def test_the_messages_tab_suggests_questions(slack: Workspace) -> None:
    before = len(slack.record.calls("assistant.threads.setSuggestedPrompts"))
    await slack.opens_messages()
    calls = await called(slack, "assistant.threads.setSuggestedPrompts", before + 1)
    assert calls[-1].request["prompts"][0]["message"] == "press contact for Nogales"


async def test_a_link_to_a_page_of_the_fact_base_shows_its_card(slack: Workspace) -> None:
    link = "https://www.cbp.gov/about/contact/ports/laredo-texas-2304"
    message = await slack.says(f"see {link}")
    await called(slack, "chat.unfurl")
    stored = slack.state.message(message.channel, message.ts)
    assert stored and list(stored.unfurls) == [link]
    assert "Laredo" in str(stored.unfurls)


async def test_ports_have_their_own_command(slack: Workspace) -> None:
    await slack.slash("/port", "laredo")
    answer = await slack.next_message()
    assert answer.only_for == slack.user.id
    assert LAREDO in answer.text


@pytest.fixture
async def searched(tmp_path: Path) -> AsyncIterator[Workspace]:
    """A workspace with enterprise search, and the bot made for it."""
    manifest = json.loads((ROOT / "manifest-enterprise-search.json").read_text(encoding="utf-8"))
    async with (
        Workspace(manifest=manifest) as workspace,
        running(socket_mode(workspace) | {"ENTERPRISE_SEARCH": "true"}, tmp_path) as bot,
    ):
        await bot.says(READY)
        yield workspace
        assert await bot.stop() == 0
        assert "Traceback" not in bot.said


@pytest.mark.asyncio(loop_scope="function")
async def test_slacks_own_search_finds_entries_and_opens_them(searched: Workspace) -> None:
    found = (await searched.search("laredo", {"kind": ["port"]}))["search_result"]
    assert found[0]["title"] == "Laredo, Texas"
    assert any(option["value"] == "port" for option in (await searched.search_filters())["filters"][0]["options"])
    shown = await searched.opens_details(found[0]["link"], found[0]["external_ref"]["id"])
    assert LAREDO in json.dumps(shown, ensure_ascii=False)
