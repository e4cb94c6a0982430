"""What is said in channels without a mention, from the channel's side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.model import Answer, Ask
from bot.answering.resolving.turns import taken
from bot.directory.model import Directory
from bot.slack.desk import Desk
from bot.slack.people.mandate import Mandate
from bot.workspace import SAM, Message, Workspace
from tests.slack.eventually import called
from tests.slack.hand_built import Scripted


async def quiet(slack: Workspace) -> None:
    await slack.delivery.settled()
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)


async def asked(slack: Workspace) -> Message:
    root = await slack.asks("phone for harbour house")
    await slack.next_message()
    return root


class Understanding(Scripted):
    """Reads every question as it is typed, as one for a number."""

    def answer(self, ask: Ask) -> Answer:
        answer = super().answer(ask)
        return replace(answer, question=replace(answer.question, text=ask.text, attributes=("phone",)))


@pytest.fixture
def answerer(museum: Directory) -> Scripted:
    return Understanding(museum)


# --- follow-ups in threads


async def test_a_follow_up_in_the_bots_thread_needs_no_mention(slack: Workspace, answerer: Scripted) -> None:
    root = await asked(slack)
    await slack.says("and the other phone?", thread=root)
    answer = await slack.next_message()
    assert answer.thread_ts == root.ts
    assert taken(answerer.asked[-1].context).entries == ("house/harbour",)


async def test_talk_in_the_bots_thread_that_asks_nothing_is_left_alone(slack: Workspace) -> None:
    root = await asked(slack)
    await slack.says("I had lunch with the moon people", thread=root)
    await slack.says("thanks, will phone them", thread=root)
    await slack.says("I’ll phone them", thread=root)
    await slack.says(f"<@{SAM.id}> can you phone them?", thread=root, raw=True)
    await quiet(slack)


async def test_thanks_in_the_bots_thread_gets_a_reaction(slack: Workspace) -> None:
    root = await asked(slack)
    thanks = await slack.says("Thanks!!", thread=root)
    await called(slack, "reactions.add")
    stored = slack.state.message(thanks.channel, thanks.ts)
    assert stored and list(stored.reactions) == ["+1"]
    await quiet(slack)


async def test_thanks_to_the_bot_gets_a_reaction_or_a_short_line(slack: Workspace) -> None:
    said = await slack.dm("thank you so much!")
    await called(slack, "reactions.add")
    stored = slack.state.message(said.channel, said.ts)
    assert stored and list(stored.reactions) == ["+1"]
    slack.refuse_next("reactions.add", "no_permission")
    await slack.asks("thanks!!")
    assert (await slack.next_message()).text == "You are welcome."


async def test_where_replies_are_not_heard_the_answer_says_how_to_go_on(slack: Workspace, desk: Desk) -> None:
    await slack.says(f"{slack.bot_mention} phone for harbour house", "partners")
    answer = await slack.next_message()
    assert f"mention me again in this thread: @{desk.name} and the hours?" in str(answer.blocks)
    await slack.asks("phone for harbour house")
    assert "mention me again" not in str((await slack.next_message()).blocks)


async def test_a_follow_up_among_strangers_is_left_alone(slack: Workspace) -> None:
    root = await slack.says(f"{slack.bot_mention} phone for harbour house", "partners")
    await slack.next_message()
    await slack.says("and the other phone?", "partners", thread=root)
    await quiet(slack)


# --- answer channels


async def listen(slack: Workspace, how: str = "on") -> Message:
    await slack.slash("/directory", f"here {how}")
    return await slack.next_message()


async def test_a_channel_is_listened_to_when_somebody_there_says_so_and_everybody_is_told(
    slack: Workspace, answerer: Scripted
) -> None:
    told = await listen(slack)
    assert told.only_for is None
    assert told.text.startswith(f"<@{slack.user.id}> asked me to listen here")
    question = await slack.says("what is the phone of harbour house?", user=SAM)
    answer = await slack.next_message()
    assert (answer.thread_ts, answer.only_for) == (question.ts, None)
    assert (await listen(slack, "off")).only_for is None
    await slack.says("what is the phone of harbour house?", user=SAM)
    await quiet(slack)


async def test_a_thread_is_answered_once_unless_the_bot_is_mentioned(slack: Workspace, answerer: Scripted) -> None:
    await listen(slack)
    root = await slack.says("what is the phone of harbour house?")
    await slack.next_message()
    await slack.says("and the phone of hill house?", thread=root)
    await quiet(slack)
    await slack.asks("and the other phone?", thread=root)
    assert (await slack.next_message()).thread_ts == root.ts
    assert taken(answerer.asked[-1].context).entries == ("house/harbour",)
    await slack.says("and one more phone?", thread=root)
    assert (await slack.next_message()).thread_ts == root.ts


async def test_a_thread_among_people_may_be_answered_once_too(slack: Workspace) -> None:
    await listen(slack)
    root = await slack.says("good morning")
    await slack.says("what is the phone of harbour house?", thread=root)
    assert (await slack.next_message()).thread_ts == root.ts
    await slack.says("what is the phone of hill house?", thread=root)
    await quiet(slack)


async def test_what_is_not_surely_a_question_is_left_alone(slack: Workspace) -> None:
    await listen(slack)
    await slack.says("the moon is lovely tonight")
    await slack.says(f"<@{SAM.id}> what is the phone of harbour house?", raw=True)
    await slack.says("thanks")
    await quiet(slack)


async def test_confident_only_gives_one_answer_or_none(slack: Workspace) -> None:
    await listen(slack, "confident-only")
    await slack.says("list of all phones?")
    await quiet(slack)
    await listen(slack, "on")
    root = await slack.says("list of all phones?")
    assert (await slack.next_message()).thread_ts == root.ts


async def test_a_channel_with_strangers_is_never_answered_unasked(slack: Workspace) -> None:
    await slack.slash("/directory", "here on", "partners")
    await slack.next_message()
    await slack.says("what is the phone of harbour house?", "partners")
    await quiet(slack)


async def test_what_is_overheard_is_not_kept(slack: Workspace, desk: Desk) -> None:
    await listen(slack)
    await slack.says("what about the moon?")
    await quiet(slack)
    assert desk.store.of(slack.state.team.id).questions == []


async def test_a_channel_that_the_bot_is_put_out_of_meanwhile_stays_silent(
    slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    await listen(slack)
    slack.refuse_next("chat.postMessage", "is_archived")
    await slack.says("what is the phone of harbour house?")
    await quiet(slack)
    assert slack.direct_messages() == []
    assert "could not be posted where it was asked (is_archived)" in caplog.text
    assert not any(record.levelname == "ERROR" for record in caplog.records)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("here", "I do not listen here: I answer when I am mentioned. /directory here on lets me."),
        ("here maybe", "Type /directory here on, /directory here off or /directory here confident-only."),
        ("HERE Off", "I do not listen here: I answer when I am mentioned. /directory here on lets me."),
    ],
)
async def test_here_tells_the_caller_alone_how_it_stands_or_what_to_type(slack: Workspace, text: str, line: str) -> None:
    await slack.slash("/directory", text)
    told = await slack.next_message()
    assert (told.only_for, told.text) == (slack.user.id, line)


async def test_here_at_the_head_of_a_question_is_a_question(slack: Workspace, answerer: Scripted) -> None:
    await slack.slash("/directory", "here is what I need: the phone of harbour house")
    await slack.next_message()
    assert answerer.asked


async def test_only_curators_set_it_where_they_are_named(slack: Workspace, desk: Desk) -> None:
    desk.mandate = Mandate([SAM.id])
    told = await listen(slack)
    assert (told.only_for, told.text) == (slack.user.id, "Only the curators of this directory can change that.")
    await slack.slash("/directory", "here on", user=SAM)
    assert (await slack.next_message()).only_for is None


async def test_a_channel_without_the_bot_is_told_to_invite_it(slack: Workspace, desk: Desk) -> None:
    await slack.slash("/directory", "here on", "newsroom")
    told = await slack.next_message()
    assert told.only_for == slack.user.id
    assert told.text.startswith(f"I am not in this conversation. Invite me first (/invite @{desk.name})")
    assert await desk.store.of(slack.state.team.id).listening(slack.channel("newsroom").id) == "off"


@pytest.mark.parametrize("error", ["not_in_channel", "is_archived"])
async def test_a_channel_that_cannot_be_told_is_no_more_listened_to_all_the_same(
    slack: Workspace, desk: Desk, error: str
) -> None:
    await listen(slack)
    slack.refuse_next("chat.postMessage", error)
    await slack.slash("/directory", "here off")
    assert (await slack.next_message()).text.startswith("I do not listen here")
    assert await desk.store.of(slack.state.team.id).listening(slack.channel().id) == "off"


async def test_a_direct_message_needs_no_listening(slack: Workspace) -> None:
    direct = slack.state.direct(slack.user.id, slack.bot.id)
    await slack.slash("/directory", "here on", direct.id)
    assert (await slack.next_message()).text == "That is for channels; here I always answer."
