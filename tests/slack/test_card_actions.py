"""What the buttons of a card do, from the person's side, on every surface they stand on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import vobject
from aiohttp import ServerDisconnectedError
from slack_sdk.web.async_client import AsyncWebClient

from bot.records.memory import RecordsInMemory
from bot.records.model import NotKept, Report, Vote
from bot.slack.browsing.searching import ENTRY
from bot.slack.desk import Desk
from bot.slack.manifest import SEARCH
from bot.slack.rendering.buttons import VOTE
from bot.slack.rendering.forms import SEEN, VALUE, WHERE, WHICH
from bot.slack.rendering.words import WORDS
from bot.workspace import SAM, Message, Workspace
from bot.workspace.holding.interactions import Refused, ResponseUrl
from tests.slack.hand_built import Scripted

CARD = "harbour house"
"""A question that the hand-built answerer answers with a phone."""


@pytest.fixture
def records(slack: Workspace, desk: Desk) -> RecordsInMemory:
    return desk.store.of(slack.state.team.id)  # type: ignore[return-value]


async def card_in_channel(slack: Workspace) -> Message:
    """The whole card, in a thread of the channel."""
    await slack.asks(f"phone for {CARD}")
    short = await slack.next_message()
    await slack.press(short, "More")
    return await slack.next_message()


async def quiet(slack: Workspace) -> None:
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)


def submitted(slack: Workspace) -> dict[str, Any]:
    """What was delivered of the form that was sent."""
    sent = [entry.request["payload"] for entry in slack.record.deliveries("interactive")]
    return next(payload for payload in sent if payload["type"] == "view_submission")


def shown(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False)


# --- More


async def test_more_puts_the_card_in_the_place_of_the_short_answer(slack: Workspace) -> None:
    await slack.asks(f"phone for {CARD}")
    short = await slack.next_message()
    assert "1 Quay Street" not in shown(short.blocks)
    await slack.press(short, "More")
    card = await slack.next_message()
    assert (card.ts, card.thread_ts, card.only_for) == (short.ts, short.thread_ts, None)
    assert "1 Quay Street" in shown(card.blocks)


async def test_more_of_a_private_answer_stays_private_and_can_be_shared(slack: Workspace) -> None:
    await slack.slash("/directory", f"phone for {CARD}")
    short = await slack.next_message()
    await slack.press(short, "More")
    card = await slack.next_message()
    assert (card.ts, card.only_for) == (short.ts, slack.user.id)
    assert "Share here" in shown(card.blocks)


# --- votes


async def test_a_person_has_one_vote_and_the_last_one_counts(slack: Workspace, records: RecordsInMemory) -> None:
    message = await card_in_channel(slack)
    await slack.press(message, VOTE, option="It worked")
    thanks = await slack.next_message()
    assert (thanks.only_for, thanks.text) == (slack.user.id, "Thank you: noted that it worked.")
    await slack.press(message, VOTE, option="It didn't")
    sorry = await slack.next_message()
    assert "Report a change" in shown(sorry.blocks)
    await slack.press(message, VOTE, option="It worked", user=SAM)
    await slack.next_message()
    assert records.votes == {
        (slack.user.id, "house/harbour", "phone"): False,
        (SAM.id, "house/harbour", "phone"): True,
    }


async def test_who_says_that_it_did_not_work_can_say_what_is_right(slack: Workspace) -> None:
    message = await card_in_channel(slack)
    await slack.press(message, VOTE, option="It didn't")
    await slack.press(await slack.next_message(), "Report a change")
    assert (await slack.next_view())["callback_id"] == "report"


async def test_a_vote_that_cannot_be_kept_is_said(
    slack: Workspace, records: RecordsInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(vote: Vote) -> None:
        raise NotKept("the disk is full")

    monkeypatch.setattr(records, "vote", full)
    await slack.press(await card_in_channel(slack), VOTE, option="It worked")
    assert (await slack.next_message()).text.startswith("I could not note that down")


# --- save contact


async def test_the_contact_comes_as_a_file_in_the_direct_conversation(slack: Workspace) -> None:
    await slack.press(await card_in_channel(slack), "Save contact")
    sent, told = await slack.next_message(), await slack.next_message()
    assert sent.channel == slack.direct_messages()[0].channel
    (file,) = slack.files.values()
    assert file.name == "harbour.vcf"
    contact = vobject.readOne((file.body or b"").decode())
    assert contact.fn.value == "Harbour House"
    assert told.only_for == slack.user.id
    assert "direct messages" in told.text


async def test_a_contact_saved_from_two_answers_comes_for_each(slack: Workspace) -> None:
    for _ in range(2):
        await slack.press(await card_in_channel(slack), "Save contact")
        await slack.next_message()
        await slack.next_message()
    assert len(slack.files) == 2


async def test_a_double_click_saves_once(slack: Workspace) -> None:
    message = await card_in_channel(slack)
    await slack.press(message, "Save contact")
    await slack.press(message, "Save contact")
    await slack.next_message()
    await slack.next_message()
    await quiet(slack)
    assert len(slack.files) == 1


@pytest.mark.parametrize("refused", [True, False])
async def test_a_file_that_does_not_get_through_is_said_and_can_be_tried_again(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    async def broken(client: AsyncWebClient, **how: Any) -> None:
        raise ServerDisconnectedError

    message = await card_in_channel(slack)
    with monkeypatch.context() as network:
        if refused:
            slack.refuse_next("files.getUploadURLExternal", "missing_scope")
        else:
            network.setattr(AsyncWebClient, "conversations_open", broken)
        await slack.press(message, "Save contact")
        assert (await slack.next_message()).text.startswith("I could not send you the contact card")
    await slack.press(message, "Save contact")
    await slack.next_message()
    assert len(slack.files) == 1


# --- copy


async def test_the_text_can_be_copied_out_of_a_box(slack: Workspace) -> None:
    await slack.press(await card_in_channel(slack), "Copy text")
    told = await slack.next_message()
    assert told.only_for == slack.user.id
    (box,) = [part for part in told.blocks[0]["elements"] if part["type"] == "rich_text_preformatted"]
    assert box["elements"][0]["text"] == "Harbour House: everything"


# --- report a change


async def test_a_change_is_kept_and_told_to_the_curators(slack: Workspace, records: RecordsInMemory, desk: Desk) -> None:
    desk.curators = slack.channel().id
    await slack.press(await card_in_channel(slack), "Report a change")
    form = await slack.next_view()
    assert form["blocks"][1]["element"]["initial_option"]["text"]["text"] == "Phone: (207) 555-0110"
    fields = {WHICH: {WHICH: "phone#0"}, VALUE: {VALUE: " <!channel> (207) 555-0199 "}, SEEN: {SEEN: "on *the* door"}}
    assert await slack.submits(form, fields) == {}
    assert "Thank you." in shown((await slack.next_view())["blocks"])
    report = Report(slack.user.id, "house/harbour", "phone", "<!channel> (207) 555-0199", "on *the* door")
    assert records.reports == [report]
    told = await slack.next_message()
    assert told.text.startswith(f"<@{slack.user.id}> reports a change of Harbour House:")
    assert "<!channel>" not in told.text
    assert "Phone: (207) 555-0110" in shown(told.blocks)
    assert "mrkdwn" not in shown(told.blocks), "what people type goes where nothing is markup"


async def test_a_report_that_is_delivered_twice_is_kept_and_told_once(
    slack: Workspace, records: RecordsInMemory, desk: Desk
) -> None:
    desk.curators = slack.channel().id
    await slack.press(await card_in_channel(slack), "Report a change")
    fields = {WHICH: {WHICH: "phone#0"}, VALUE: {VALUE: "(207) 555-0199"}, SEEN: {SEEN: "on the door"}}
    await slack.submits(await slack.next_view(), fields)
    assert (await slack.next_message()).channel == desk.curators
    again = await slack.delivery.interaction("interactive", submitted(slack))
    assert again.payload and "Thank you." in shown(again.payload["view"]), "who sent it sees no difference"
    assert len(records.reports) == 1
    await quiet(slack)


async def test_a_report_that_cannot_be_kept_stays_in_the_form(
    slack: Workspace, records: RecordsInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(report: Report, form: str) -> bool:
        raise NotKept("the disk is full")

    monkeypatch.setattr(records, "report", full)
    await slack.press(await card_in_channel(slack), "Report a change")
    fields = {WHICH: {WHICH: "#"}, VALUE: {VALUE: "It moved."}, SEEN: {SEEN: "there"}}
    errors = await slack.submits(await slack.next_view(), fields)
    assert errors[VALUE].startswith("I could not note that down")
    assert slack.modal() is not None


async def test_a_report_on_an_entry_that_is_gone_meanwhile_is_said(slack: Workspace, desk: Desk) -> None:
    await slack.press(await card_in_channel(slack), "Report a change")
    form = await slack.next_view()
    others = {id: entry for id, entry in desk.directory.entries.items() if id != "house/harbour"}
    desk.directory = replace(desk.directory, entries=others)
    await slack.submits(form, {WHICH: {WHICH: "#"}, VALUE: {VALUE: "x"}, SEEN: {SEEN: "y"}})
    assert "no longer in the directory" in shown((await slack.next_view())["blocks"])


async def test_a_form_that_comes_too_late_is_said(slack: Workspace) -> None:
    message = await card_in_channel(slack)
    slack.refuse_next("views.open", "expired_trigger_id")
    await slack.press(message, "Report a change")
    assert (await slack.next_message()).text == "That took too long. Please press it again."


# --- share


async def test_an_answer_is_shared_into_another_conversation(slack: Workspace) -> None:
    await slack.press(await card_in_channel(slack), "Share …")
    form = await slack.next_view()
    there = slack.channel("newsroom").id
    await slack.submits(form, {WHERE: {WHERE: there}})
    posted = await slack.next_message()
    assert (posted.channel, posted.only_for) == (there, None), "though the bot is no member there"
    assert posted.text.startswith(f"Shared by <@{slack.user.id}>")


async def test_a_form_to_share_that_is_delivered_twice_shares_once(slack: Workspace) -> None:
    await slack.press(await card_in_channel(slack), "Share …")
    await slack.submits(await slack.next_view(), {WHERE: {WHERE: slack.channel("newsroom").id}})
    assert (await slack.next_message()).text.startswith("Shared by")
    await slack.delivery.interaction("interactive", submitted(slack))
    await quiet(slack)


async def test_an_answer_is_shared_where_the_bot_is_a_member_though_no_way_there_was_opened(slack: Workspace) -> None:
    await slack.press(await card_in_channel(slack), "Share …")
    await slack.submits(await slack.next_view(), {WHERE: {WHERE: slack.channel("newsroom").id}})
    await slack.next_message()
    sent = submitted(slack)
    for view, there, begins in (("V1", slack.channel().id, "Shared by"), ("V2", "C0NOWHERE01", "I could not share")):
        chosen = {"values": {WHERE: {WHERE: {"type": "conversations_select", "selected_conversation": there}}}}
        again = sent | {"response_urls": [], "view": sent["view"] | {"id": view, "state": chosen}}
        await slack.delivery.interaction("interactive", again)
        told = await slack.next_message()
        assert told.text.startswith(begins)
        assert (told.channel == there) is (begins == "Shared by")


async def test_an_answer_that_is_gone_before_it_is_shared_is_said_directly(slack: Workspace, desk: Desk) -> None:
    await slack.press_in(await card_in_search(slack), "share_to")
    form = await slack.next_view()
    others = {id: entry for id, entry in desk.directory.entries.items() if id != "house/harbour"}
    desk.directory = desk.answerer.directory = replace(desk.directory, entries=others)
    await slack.submits(form, {WHERE: {WHERE: slack.channel("newsroom").id}})
    told = await slack.next_message()
    assert (told.channel, told.text.split(".")[0]) == (
        slack.direct_messages()[0].channel,
        "That entry is no longer in the directory",
    )


async def test_an_answer_that_cannot_be_shared_there_is_said_directly(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    await slack.press(await card_in_channel(slack), "Share …")
    form = await slack.next_view()

    def refuse(key: str) -> ResponseUrl:
        raise Refused("expired_url")

    monkeypatch.setattr(slack.response_urls, "take", refuse)
    await slack.submits(form, {WHERE: {WHERE: slack.channel("newsroom").id}})
    told = await slack.next_message()
    assert told.channel == slack.direct_messages()[0].channel
    assert told.text.startswith("I could not share that")


# --- beside


async def test_what_belongs_to_an_entry_is_shown_to_who_picks_it(slack: Workspace) -> None:
    await slack.slash("/directory", "list of houses")
    listed = await slack.next_message()
    await slack.press(listed, "open:row", option='{"e":"hall/night"}')
    card = await slack.next_message()
    assert card.only_for == slack.user.id
    assert card.ts != listed.ts
    assert "Night Hall" in card.text


async def test_a_double_click_on_an_entry_shows_it_once(slack: Workspace) -> None:
    await slack.slash("/directory", "list of houses")
    listed = await slack.next_message()
    for _ in range(2):
        await slack.press(listed, "open:row", option='{"e":"hall/night"}')
    assert "Night Hall" in (await slack.next_message()).text
    await quiet(slack)


async def test_pages_are_turned_in_place(slack: Workspace, answerer: Scripted) -> None:
    answerer.rows = 23
    await slack.asks("list of houses")
    first = await slack.next_message()
    await slack.press(first, "Next")
    second = await slack.next_message()
    assert second.ts == first.ts
    assert "11–20 of 23" in shown(second.blocks)
    await slack.press(second, "Earlier")
    assert "1–10 of 23" in shown((await slack.next_message()).blocks)


async def test_an_example_is_asked_by_pressing_it(slack: Workspace) -> None:
    await slack.slash("/directory", "help")
    help_ = await slack.next_message()
    await slack.press(help_, "phone for Harbour House")
    answer = await slack.next_message()
    assert (answer.only_for, answer.blocks[0]["text"]["text"]) == (slack.user.id, "(207) 555-0110")


async def test_an_example_in_a_direct_message_is_answered_there(slack: Workspace) -> None:
    await slack.dm("the moon")
    unknown = await slack.next_message()
    await slack.press(unknown, "phone for Harbour House")
    answer = await slack.next_message()
    assert (answer.only_for, answer.channel, answer.thread_ts) == (None, unknown.channel, unknown.thread_ts)


# --- ask the curators


async def test_a_question_without_an_answer_goes_to_the_curators_once(
    slack: Workspace, records: RecordsInMemory, desk: Desk
) -> None:
    desk.curators = slack.channel().id
    await slack.dm("the moon <!channel>")
    unknown = await slack.next_message()
    await slack.press(unknown, "Ask the curators")
    told, thanks = await slack.next_message(), await slack.next_message()
    assert told.channel == desk.curators
    assert told.text.startswith(f"<@{slack.user.id}> asks the curators")
    assert "the moon" in told.text
    assert thanks.text == "I passed your question on to the curators."
    await slack.press(unknown, "Ask the curators")
    assert (await slack.next_message()).text == thanks.text
    await quiet(slack)
    assert [key for key in records._claims if slack.user.id in key], "that it was passed on is kept"
    assert not [key for key in records._claims if "moon" in key], "who asked what is not"


@pytest.mark.parametrize("channel", [None, "C0NOBODY000"])
@pytest.mark.parametrize(
    ("kept", "said"),
    [(True, "The curators go through what I could not answer"), (False, "I could not pass your question on")],
)
async def test_without_a_curators_channel_the_person_is_told_how_it_goes_on(
    slack: Workspace, desk: Desk, channel: str | None, kept: bool, said: str
) -> None:
    desk.curators, desk.keeps_questions = channel, kept
    await slack.dm("the moon")
    await slack.press(await slack.next_message(), "Ask the curators")
    assert (await slack.next_message()).text.startswith(said)


# --- in a modal


async def card_in_search(slack: Workspace) -> dict[str, Any]:
    """The whole card on top of the search modal, which has the short answer."""
    await slack.shortcut(SEARCH)
    modal = await slack.next_view()
    await slack.suggests(modal, ENTRY, "harb")
    await slack.press_in(modal, ENTRY, "house/harbour")
    await slack.press_in(await slack.next_view(), "more")
    return await slack.next_view()


async def test_what_a_card_does_in_a_modal_is_told_on_top_of_it(slack: Workspace, records: RecordsInMemory) -> None:
    modal = await card_in_search(slack)
    await slack.press_in(modal, "vote:+")
    assert "Thank you" in shown((await slack.next_view())["blocks"])
    assert len(slack.modals()) == 3
    assert records.votes == {(slack.user.id, "house/harbour", "phone"): True}


async def test_a_contact_saved_from_a_modal_comes_directly(slack: Workspace) -> None:
    await slack.press_in(await card_in_search(slack), "save")
    sent = await slack.next_message()
    assert sent.channel == slack.direct_messages()[0].channel
    assert "direct messages" in shown((await slack.next_view())["blocks"])


async def test_a_change_can_be_reported_from_a_modal(slack: Workspace, records: RecordsInMemory) -> None:
    await slack.press_in(await card_in_search(slack), "report")
    form = await slack.next_view()
    await slack.submits(form, {WHICH: {WHICH: "phone#0"}, VALUE: {VALUE: "1"}, SEEN: {SEEN: "2"}})
    assert [report.entry for report in records.reports] == ["house/harbour"]


async def test_where_a_modal_comes_too_late_the_person_is_told_directly(slack: Workspace) -> None:
    modal = await card_in_search(slack)
    slack.refuse_next("views.push", "expired_trigger_id", times=2)
    await slack.press_in(modal, "report")
    told = await slack.next_message()
    assert told.channel == slack.direct_messages()[0].channel
    assert told.text == "That took too long. Please press it again."


# --- what goes wrong


@pytest.mark.parametrize(
    "what", ["more", "page:later", "open:row", "ask:0", "vote", "save", "copy", "report", "curators", "share_to"]
)
@pytest.mark.parametrize("value", ["", "not json", '{"e":"house/gone"}', '+{"e":"house/gone"}', "[]"])
async def test_a_button_of_an_old_message_says_so_privately(slack: Workspace, what: str, value: str) -> None:
    button = {"type": "button", "action_id": what, "value": value or "x", "text": {"type": "plain_text", "text": "Old"}}
    block = {"type": "actions", "block_id": "old", "elements": [button]}
    message = slack.state.post(slack.channel().id, slack.bot.id, "old", blocks=[block], silent=True)
    await slack.next_message()
    await slack.press(message, what, user=SAM)
    told = await slack.next_message()
    gone = what != "curators" and value == ("+" if what == "vote" else "") + '{"e":"house/gone"}'
    assert (told.only_for, told.text) == (SAM.id, WORDS["gone" if gone else "outdated"])


async def test_a_form_and_a_button_in_it_of_an_older_version_say_so(slack: Workspace) -> None:
    await slack.press(await card_in_channel(slack), "Share …")
    form = await slack.next_view()
    stored = slack.views.view(form["id"])
    assert stored
    stored["callback_id"] = "from_an_older_version"
    old = {"type": "button", "action_id": "old", "value": "x", "text": {"type": "plain_text", "text": "Old"}}
    stored["blocks"].append({"type": "actions", "block_id": "old", "elements": [old]})
    await slack.press_in(stored, "Old")
    assert WORDS["outdated"] in shown(await slack.next_view())
    await slack.closes(slack.modals()[-1])
    await slack.submits(stored, {WHERE: {WHERE: slack.channel("newsroom").id}})
    assert WORDS["outdated"] in shown(await slack.next_view())


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
async def test_blocks_that_slack_refuses_go_out_as_text_once(slack: Workspace, error: str) -> None:
    slack.refuse_next("chat.postMessage", error)
    await slack.asks(f"phone for {CARD}")
    answer = await slack.next_message()
    assert (answer.blocks, answer.text) == ([], "Phone: Harbour House\n(207) 555-0110")
    await quiet(slack)
    slack.refuse_next("chat.update", error)
    await slack.asks(f"phone for {CARD}")
    await slack.press(await slack.next_message(), "More")
    assert (await slack.next_message()).blocks == []


async def test_private_answers_too_go_out_as_text(slack: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    take = slack.response_urls.take

    def refuse_once(key: str) -> ResponseUrl:
        monkeypatch.setattr(slack.response_urls, "take", take)
        raise Refused("invalid_blocks")

    monkeypatch.setattr(slack.response_urls, "take", refuse_once)
    await slack.slash("/directory", f"phone for {CARD}")
    answer = await slack.next_message()
    assert (answer.only_for, answer.blocks) == (slack.user.id, [])


async def test_what_is_refused_for_another_reason_is_not_sent_again(slack: Workspace) -> None:
    await slack.asks(f"phone for {CARD}")
    short = await slack.next_message()
    slack.refuse_next("chat.update", "ekm_access_denied")
    await slack.press(short, "More")
    assert (await slack.next_message()).text.startswith("Sorry, something went wrong")


@pytest.mark.parametrize("error", ["message_not_found", "edit_window_closed", "not_in_channel"])
async def test_a_message_that_cannot_be_changed_any_more_is_answered_beside_it(slack: Workspace, error: str) -> None:
    await slack.asks(f"phone for {CARD}")
    short = await slack.next_message()
    slack.refuse_next("chat.update", error)
    await slack.press(short, "More")
    told = await slack.next_message()
    assert told.only_for == slack.user.id
    assert "1 Quay Street" in shown(told.blocks)
