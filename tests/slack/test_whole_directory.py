"""Every entry of the fact base that comes with the bot, as Slack would see it."""

from __future__ import annotations

import json

from bot.answering.engine import Answerer
from bot.answering.model import Answer
from bot.cli import KNOWLEDGE
from bot.directory.loader import load
from bot.slack.blocks import MESSAGE_LIMIT, fits
from bot.slack.pointer import Pointer
from bot.slack.render import render
from tests import block_kit


def test_the_card_of_every_entry_is_a_valid_message_with_its_source() -> None:
    directory = load(KNOWLEDGE)
    answerer = Answerer(directory)
    longest = 0
    for entry in directory.entries.values():
        answer = answerer.show(entry.id, (), "en", "2026-01-01")
        assert isinstance(answer, Answer)
        message = render(answer, directory, share=Pointer(entry=entry.id).value())
        block_kit.check({"text": message.text, "blocks": message.blocks})
        assert fits(message.blocks), entry.id
        assert entry.name in json.dumps(message.blocks, ensure_ascii=False), entry.id
        if answer.facts or answer.card:
            assert message.blocks[-1]["type"] == "context", f"{entry.id} is shown without its source"
        longest = max(longest, len(json.dumps(message.blocks, ensure_ascii=False)))
    assert 0 < longest <= MESSAGE_LIMIT
