"""What can go wrong between a press and its answer: each is told privately or passed over, and logged."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.records.memory import RecordsInMemory
from bot.records.model import NotKept
from bot.slack.browsing.place import Place
from bot.slack.browsing.searching import ENTRY
from bot.slack.desk import Desk
from bot.slack.manifest import SEARCH
from bot.slack.rendering.forms import ELSE, SEEN, VALUE, WHICH
from bot.slack.rendering.words import WORDS
from bot.slack.sending import retrying
from bot.workspace import SAM, Workspace
from tests.slack.eventually import called
from tests.slack.hand_built import Scripted

HOUSE = "(207) 555-0110"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "AGAIN", 0)


@pytest.mark.parametrize("reason", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
async def test_an_answer_that_cannot_be_posted_where_it_was_asked_goes_to_the_asker(
    slack: Workspace, caplog: pytest.LogCaptureFixture, reason: str
) -> None:
    slack.refuse_next("chat.postMessage", reason)
    await slack.asks("phone for harbour house")
    told = await slack.next_message()
    assert told.channel == slack.state.direct(slack.user.id, slack.bot.id).id
    assert told.text.startswith("I could not answer in that conversation, so here it is:")
    assert HOUSE in told.text
    assert "I could not answer in that conversation" in json.dumps(told.blocks)
    assert f"could not be posted where it was asked ({reason})" in caplog.text
    assert not any(record.levelname == "ERROR" for record in caplog.records)


async def test_a_question_in_a_thread_that_was_deleted_meanwhile_is_still_answered(slack: Workspace) -> None:
    root = await slack.says("good morning")
    await slack.deletes(root)
    slack.refuse_next("chat.postMessage", "thread_not_found")
    await slack.asks("phone for harbour house", thread=root)
    assert HOUSE in (await slack.next_message()).text


async def test_blocks_that_slack_refuses_leave_the_text(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    slack.refuse_next("chat.postMessage", "invalid_blocks")
    await slack.asks("phone for harbour house")
    answer = await slack.next_message()
    assert HOUSE in answer.text
    assert answer.blocks == []
    assert "invalid_blocks" in caplog.text


async def test_a_failure_on_what_nobody_asked_of_the_bot_is_told_to_nobody(
    slack: Workspace, desk: Desk, answerer: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.store.of(slack.state.team.id).set_listening(slack.channel().id, "on")
    answerer.fails = True
    await slack.says("what is the phone of harbour house?")
    await slack.delivery.settled()
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.5)
    assert any("A listener failed on message" in record.getMessage() for record in caplog.records)


async def test_a_double_press_in_home_shows_the_same_page_twice_and_nothing_worse(slack: Workspace, desk: Desk) -> None:
    place = Place("house", entry="house/hill")
    await slack.opens_home()
    front = await slack.next_home()
    await slack.press_in(front, "Houses · 3")
    shelf = await slack.next_home()
    await slack.press_in(shelf, "home:go:row:2")
    card = await slack.next_home()
    for _ in range(2):
        await slack.press_in(card, "pin:on" if "pin:on" in json.dumps(slack.home()) else "pin:off")
        await slack.next_home()
    assert await desk.store.of(slack.state.team.id).pins(slack.user.id) in ((place.entry,), ())


async def test_a_pin_that_cannot_be_kept_is_told(slack: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: RecordsInMemory, person: str, entry: str) -> None:
        raise NotKept("the disk is full")

    monkeypatch.setattr(RecordsInMemory, "pin", full)
    await slack.opens_home()
    await slack.press_in(await slack.next_home(), "Houses · 3")
    await slack.press_in(await slack.next_home(), "home:go:row:0")
    await slack.press_in(await slack.next_home(), "Pin")
    told = await slack.next_view()
    assert "I could not note that down just now" in json.dumps(told)


async def test_a_modal_changed_twice_at_once_keeps_the_last_choice(slack: Workspace) -> None:
    await slack.shortcut(SEARCH)
    modal = await slack.next_view()
    await slack.suggests(modal, ENTRY, "h")
    slack.refuse_next("views.update", "hash_conflict")
    await slack.press_in(modal, ENTRY, "house/hill")
    await called(slack, "views.update")
    await slack.press_in(modal, ENTRY, "house/harbour")
    assert HOUSE in json.dumps(await slack.next_view())


async def test_someone_elses_old_home_button_works_for_themselves_alone(slack: Workspace) -> None:
    await slack.opens_home(SAM)
    theirs = await slack.next_home()
    await slack.press_in(theirs, "Houses · 3", user=SAM)
    await slack.next_home()
    assert slack.home() is None


@pytest.mark.parametrize("what", ["here on", "More", "Report a change"])
async def test_where_slack_answers_with_a_page_instead_of_a_word_who_waits_is_told(
    slack: Workspace, desk: Desk, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    await slack.asks("phone for harbour house")
    answer = await slack.next_message()
    if what == "Report a change":
        await slack.press(answer, "More")
        answer = await slack.next_message()
    slack.faults.set("fail_500", 1000)
    await (slack.slash("/directory", what) if what == "here on" else slack.press(answer, what))
    told = await slack.next_message()
    assert (told.text, told.only_for) == (WORDS["failed"], slack.user.id)
    assert await desk.store.of(slack.state.team.id).listening(slack.channel().id) == "off"
    assert "status: 500" in caplog.text and not [record for record in caplog.records if record.exc_info]


async def test_the_first_question_needs_no_word_of_slack_on_who_the_bot_is(slack: Workspace) -> None:
    slack.refuse_next("auth.test", "internal_error", times=1000)
    await slack.asks("phone for harbour house")
    assert HOUSE in (await slack.next_message()).text


async def test_a_report_is_kept_and_thanked_for_though_the_curators_cannot_be_told(
    slack: Workspace, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.curators = slack.channel().id
    await slack.asks("phone for harbour house")
    await slack.press(await slack.next_message(), "More")
    await slack.press(await slack.next_message(), "Report a change")
    form = await slack.next_view()
    slack.faults.set("fail_500", 1000)
    await slack.submits(form, {WHICH: {WHICH: ELSE}, VALUE: {VALUE: "It moved."}, SEEN: {SEEN: "there"}})
    assert WORDS["report_thanks"] in json.dumps(slack.modal())
    async with asyncio.timeout(30):
        while "could not be told (status 500)" not in caplog.text:
            await asyncio.sleep(0.01)
    assert len(desk.store.of(slack.state.team.id).reports) == 1  # type: ignore[attr-defined]
    assert not [record for record in caplog.records if record.levelname == "ERROR"], "nobody is told that it failed"


@pytest.mark.parametrize(
    ("asked", "what", "shown"), [("phone", "Share here", WORDS["not_shared"]), ("which", "Show", HOUSE)]
)
async def test_a_press_in_a_private_answer_that_has_no_address_is_answered_in_a_modal(
    slack: Workspace, caplog: pytest.LogCaptureFixture, asked: str, what: str, shown: str
) -> None:
    await slack.slash("/directory", asked)
    await slack.press(await slack.next_message(), what)
    await slack.next_message()
    pressed = slack.record.deliveries("interactive")[0].request
    pressed = dict(pressed.get("payload", pressed))
    del pressed["response_url"]
    await slack.delivery.interaction("interactive", pressed)
    assert shown in json.dumps(await slack.next_view())
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
