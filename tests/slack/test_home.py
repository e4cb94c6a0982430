"""App Home, from the person's side."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.slack.browsing.pages import ASK, PAGE
from bot.slack.browsing.place import Place
from bot.slack.desk import Desk
from bot.workspace import Workspace
from bot.workspace.holding.cast import LUCIA, SAM
from tests.slack.eventually import called
from tests.slack.hand_built import Scripted


def text(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


def small_print(view: dict[str, Any]) -> list[str]:
    return [part["text"] for block in view["blocks"] if block["type"] == "context" for part in block["elements"]]


async def front(slack: Workspace) -> dict[str, Any]:
    await slack.opens_home()
    return await slack.next_home()


async def test_home_opens_with_search_kinds_with_counts_and_freshness(slack: Workspace, desk: Desk) -> None:
    view = await front(slack)
    assert "Lantern Museum directory" in text(view)
    assert "Houses · 3" in text(view)
    assert "Search by name" in text(view)
    assert f"{len(desk.directory.entries)} entries" in text(view)
    assert "the newest is of 2026" in text(view)


async def test_the_messages_tab_is_left_alone(slack: Workspace) -> None:
    await slack.opens_messages()
    await slack.delivery.settled()
    assert slack.home() is None


async def test_a_kind_leads_to_its_entries_by_region_and_to_a_card_and_back(slack: Workspace) -> None:
    view = await front(slack)
    await slack.press_in(view, "Houses · 3")
    shelf = await slack.next_home()
    assert all(name in text(shelf) for name in ("Harbour House", "Hill House", "Canal House"))
    await slack.press_in(shelf, "home:region", "Maine · 1")
    maine = await slack.next_home()
    assert "Harbour House" in text(maine) and "Hill House" not in text(maine)
    await slack.press_in(maine, "home:go:row:0")
    card = await slack.next_home()
    assert "(207) 555-0110" in text(card)
    await slack.press_in(card, "← Back to the list")
    assert "Hill House" not in text(await slack.next_home())
    await slack.press_in(maine, "← Home")
    assert "Houses · 3" in text(await slack.next_home())


async def test_an_opening_that_comes_late_takes_nobody_back_to_the_front_page(
    slack: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, slow = await front(slack), asyncio.Event()
    records = type(desk.store.of(slack.state.team.id))
    pins = records.pins

    async def slowly(*arguments: Any) -> Any:
        await slow.wait()
        return await pins(*arguments)

    monkeypatch.setattr(records, "pins", slowly)
    await slack.opens_home()
    await slack.press_in(view, "Houses · 3")
    shelf = await slack.next_home()
    slow.set()
    await called(slack, "views.publish", 3)
    assert slack.record.calls("views.publish")[-1].error == "hash_conflict"
    assert slack.home() == shelf
    await front(slack)  # who comes back later begins at the front page again


async def test_a_pinned_entry_and_the_last_ones_looked_at_stand_on_the_front_page(slack: Workspace) -> None:
    view = await front(slack)
    await slack.press_in(view, "Houses · 3")
    shelf = await slack.next_home()
    await slack.press_in(shelf, "home:go:row:2")  # by name: Canal, Harbour, Hill
    card = await slack.next_home()
    await slack.press_in(card, "Pin")
    pinned = await slack.next_home()
    assert "Unpin" in text(pinned)
    await slack.press_in(card, "home:go:back")
    await slack.next_home()
    await slack.press_in(shelf, "home:go:row:0")
    await slack.next_home()
    view = await front(slack)
    headers = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
    assert headers[1:3] == ["Pinned", "Looked at lately"]
    assert "Hill House" in text(view) and "Canal House" in text(view)
    assert "Open now: it is" in text(view)  # Hill House never closes
    await slack.press_in(view, "home:go:row:0")
    await slack.press_in(await slack.next_home(), "Unpin")
    await slack.next_home()
    assert "Pinned" not in text(await front(slack))


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-24T17:00+00:00", "Open now: it is Tue 12:00 EST there."),
        ("2026-11-23T17:00+00:00", "Closed now: it is Mon 12:00 EST there."),
        (
            "2026-11-26T17:00+00:00",
            "Open now: it is Thu 12:00 EST there. Today is Thanksgiving Day there, a public holiday; the hours may differ.",
        ),
    ],
)
async def test_a_pinned_entry_says_whether_it_is_open_as_its_answers_do(
    slack: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch, moment: str, told: str
) -> None:
    monkeypatch.setattr("bot.slack.desk._moment", lambda: moment)
    await desk.store.of(slack.state.team.id).pin(slack.user.id, "house/harbour")
    await desk.store.of(slack.state.team.id).pin(slack.user.id, "house/canal")  # by appointment only
    view = await front(slack)
    assert [line for line in small_print(view) if "now: it is" in line] == [told]


async def test_what_one_person_pins_nobody_else_sees(slack: Workspace, desk: Desk) -> None:
    await desk.store.of(slack.state.team.id).pin(slack.user.id, "house/hill")
    await slack.opens_home(SAM)
    assert "Hill House" not in text(await slack.next_home())
    assert "Hill House" in text(await front(slack))


async def test_a_question_typed_in_home_is_answered_in_home(slack: Workspace, answerer: Scripted) -> None:
    view = await front(slack)
    await slack.press_in(view, ASK, "phone for harbour house")
    answered = await slack.next_home()
    assert answerer.asked[-1].text == "phone for harbour house"
    assert "(207) 555-0110" in text(answered)
    await slack.press_in(answered, ASK, " ")
    assert "Houses · 3" in text(await slack.next_home())


async def test_home_speaks_the_askers_language(slack: Workspace, desk: Desk) -> None:
    await desk.store.of(slack.state.team.id).pin(LUCIA.id, "house/hill")
    await slack.opens_home(LUCIA)
    view = await slack.next_home()
    assert "casa · 0103" in text(view)
    assert "teléfono de Harbour House" in text(view)


@pytest.mark.parametrize(
    "value",
    [
        '{"entry":"house/gone"}',
        '{"kind":"gone"}',
        '{"kind":"house","region":"XX","page":99}',
        "not json",
        "[]",
        '{"page":"x"}',
    ],
)
async def test_a_button_of_an_older_home_leads_to_the_nearest_page_there_is(
    slack: Workspace, desk: Desk, value: str
) -> None:
    place = Place.parse(value)
    assert place.known(desk.directory).entry == ""
    view = await front(slack)
    stored = slack.views.view(view["id"])
    assert stored
    button = {"type": "button", "action_id": "home:go:old", "value": value, "text": {"type": "plain_text", "text": "Old"}}
    stored["blocks"].append({"type": "actions", "block_id": "old", "elements": [button]})
    await slack.press_in(stored, "Old")
    shown = await slack.next_home()
    gone = "no longer in the directory" in text(shown)
    assert gone is ("gone" in value)
    assert shown["type"] == "home"


async def test_a_page_beyond_the_last_is_the_last(desk: Desk) -> None:
    from bot.slack.browsing.pages import shelf
    from bot.slack.people.askers import Asker

    view = shelf(desk.directory, desk.shelves, Place("house", page=7), Asker())
    assert "Harbour House" in text(view)
    assert PAGE >= 3


async def test_a_page_that_slack_refuses_is_logged_and_told_privately(
    slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    view = await front(slack)
    slack.refuse_next("views.publish", "invalid_arguments")
    await slack.press_in(view, ASK, "phone")
    assert "Sorry, something went wrong" in text(await slack.next_view())
    assert "A listener failed on block_actions" in caplog.text


async def test_a_failure_in_home_is_told_privately(slack: Workspace, answerer: Scripted) -> None:
    view = await front(slack)
    answerer.fails = True
    await slack.press_in(view, ASK, "phone")
    told = await slack.next_view()
    assert "Sorry, something went wrong" in text(told)
