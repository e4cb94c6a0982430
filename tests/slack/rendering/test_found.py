"""*Find contacts in message*, from the person's side."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.answering.engine import Answerer
from bot.directory.model import Directory
from bot.slack.manifest import FIND
from bot.workspace import SAM, Workspace

LONG = "Call Harbour House, please.\nThe Whale Hall too! And (760) 555-0142?\nSee you at lunch."


@pytest.fixture
def answerer(museum: Directory) -> Answerer:
    return Answerer(museum)


def text(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


async def found(slack: Workspace, said: str) -> dict[str, Any]:
    message = await slack.says(said, user=SAM)
    await slack.message_shortcut(message, FIND)
    return await slack.next_view()


async def test_the_contacts_a_message_speaks_of_are_listed_to_who_asked_alone(slack: Workspace) -> None:
    view = await found(slack, LONG)
    names = [block["text"]["text"].splitlines()[0].strip("*") for block in view["blocks"][1:]]
    assert names == ["Harbour House", "Whale Hall", "Valley press desk"]
    assert slack.modal() and slack.modal(SAM) is None
    assert len(slack.messages()) == 1


async def test_several_contacts_in_one_sentence_are_found(slack: Workspace) -> None:
    view = await found(slack, "Please ask Harbour House or the Whale Hall, Night Hall perhaps.")
    for name in ("Harbour House", "Whale Hall", "Night Hall"):
        assert name in text(view)


async def test_a_contact_opens_on_top_as_a_card(slack: Workspace) -> None:
    view = await found(slack, LONG)
    await slack.press_in(view, view["blocks"][1]["accessory"]["action_id"])
    card = await slack.next_view()
    assert "(207) 555-0110" in text(card)
    assert len(slack.modals()) == 2


@pytest.mark.parametrize("said", ["Lunch at noon?", ":tada:", "x" * 4000, "\n".join(["nothing here."] * 300)])
async def test_a_message_without_contacts_says_so(slack: Workspace, said: str) -> None:
    assert "I found no contact" in text(await found(slack, said))


async def test_nothing_of_the_message_is_kept(slack: Workspace, desk: Any) -> None:
    await found(slack, "What is the fax of the moon?")
    assert desk.store.of(slack.state.team.id).questions == []


async def test_too_late_for_a_modal_is_said_privately(slack: Workspace) -> None:
    message = await slack.says(LONG, user=SAM)
    slack.refuse_next("views.open", "expired_trigger_id")
    await slack.message_shortcut(message, FIND)
    told = await slack.next_message()
    assert (told.only_for, told.text) == (slack.user.id, "That took too long. Please press it again.")
