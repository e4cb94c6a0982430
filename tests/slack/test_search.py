"""The search modal, from the person's side."""

from __future__ import annotations

import json
from typing import Any

from bot.slack.browsing.searching import ENTRY, KIND
from bot.slack.manifest import SEARCH
from bot.workspace import Workspace
from tests.slack.hand_built import Scripted


def text(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


async def opened(slack: Workspace) -> dict[str, Any]:
    await slack.shortcut(SEARCH)
    return await slack.next_view()


async def test_the_first_letters_find_an_entry_and_choosing_it_shows_its_card(slack: Workspace) -> None:
    modal = await opened(slack)
    options = await slack.suggests(modal, ENTRY, "harb")
    assert [option["text"]["text"] for option in options] == ["Harbour House"]
    await slack.press_in(modal, ENTRY, "house/harbour")
    shown = await slack.next_view()
    assert shown["id"] == modal["id"]
    assert "(207) 555-0110" in text(shown)


async def test_a_kind_narrows_the_search_and_forgets_what_was_chosen(slack: Workspace) -> None:
    modal = await opened(slack)
    await slack.press_in(modal, KIND, "press-desk")
    narrowed = await slack.next_view()
    options = await slack.suggests(narrowed, ENTRY, "w")
    assert [option["value"] for option in options] == ["press-desk/west"]
    assert {block["block_id"] for block in modal["blocks"]}.isdisjoint(
        {block["block_id"] for block in narrowed["blocks"] if block["block_id"].startswith("entry")}
    )
    await slack.press_in(narrowed, KIND, "-")
    assert len(await slack.suggests(await slack.next_view(), ENTRY, "w")) > 1


async def test_words_that_begin_no_name_find_what_they_ask_for(slack: Workspace, answerer: Scripted) -> None:
    modal = await opened(slack)
    options = await slack.suggests(modal, ENTRY, "phone zzz")
    assert answerer.asked[-1].text == "phone zzz"
    assert [option["value"] for option in options] == ["house/harbour"]
    assert await slack.suggests(modal, ENTRY, "?!") == []


async def test_the_search_opens_from_home_too(slack: Workspace) -> None:
    await slack.opens_home()
    await slack.press_in(await slack.next_home(), "Search by name")
    assert (await slack.next_view())["callback_id"] == "search"


async def test_an_entry_gone_meanwhile_leaves_the_search_open(slack: Workspace) -> None:
    modal = await opened(slack)
    await slack.suggests(modal, ENTRY, "harb")
    stored = slack.views.view(modal["id"])
    assert stored
    for block in stored["blocks"]:
        if block.get("accessory", {}).get("action_id") == ENTRY:
            block["accessory"] |= {"type": "static_select", "options": [{"text": {"type": "plain_text", "text": "Gone"},
                                                                        "value": "house/gone"}]}  # fmt: skip
    await slack.press_in(stored, ENTRY, "house/gone")
    shown = await slack.next_view()
    assert "What you choose is shown here" in text(shown)


async def test_a_modal_that_was_closed_meanwhile_is_let_be(slack: Workspace) -> None:
    modal = await opened(slack)
    await slack.suggests(modal, ENTRY, "harb")
    slack.refuse_next("views.update", "not_found")
    await slack.press_in(modal, ENTRY, "house/harbour")
    await slack.delivery.settled()
    assert "(207) 555-0110" not in text(slack.modal() or modal)


async def test_a_trigger_that_came_too_late_is_told(slack: Workspace) -> None:
    slack.refuse_next("views.open", "expired_trigger_id")
    await slack.shortcut(SEARCH)
    told = await slack.next_message()
    assert told.text == "That took too long. Please press it again."
    assert slack.direct_messages()[-1].ts == told.ts


async def test_a_private_answer_leads_to_a_new_search(slack: Workspace) -> None:
    for text in ("phone", "which", "moon", ""):
        await slack.slash("/directory", text)
        await slack.press(await slack.next_message(), "New search")
        assert (await slack.next_view())["callback_id"] == "search"
