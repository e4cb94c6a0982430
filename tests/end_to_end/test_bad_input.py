"""Whatever is typed gets a sensible reply, in which nothing of it is live."""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace import Message, Workspace

pytestmark = pytest.mark.asyncio(loop_scope="module")

BOMB = 'a: &a ["x"]\n' + "\n".join(f"{c}: &{c} [*{p},*{p},*{p},*{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True))

INPUT = {
    "40,000 characters": ("phone for laredo " * 3000)[:39_000],
    "40,000 characters without a space": "a" * 39_000,
    "only emoji": "👋🏽🎉👨‍👩‍👧",
    "only emoji codes": ":wave: :tada:",
    "punctuation": "?!… --- \\",
    "Cyrillic": "телефон порта Ларедо",
    "Japanese": "ラレドの電話番号は？",
    "Arabic, right to left": "رقم هاتف ميناء لاريدو",
    "control characters": "phone\x00 for\x07 \x1b[31mlaredo\x7f",
    "a direction override": "phone for \u202eoderal",
    "a lone surrogate": "phone \ud800 laredo",
    "combining marks": "l" + "\u0301" * 500 + "aredo",
    "a channel alarm": "<!channel> phone for laredo",
    "a mention": "<@U123> phone for laredo",
    "formatting": "*bold* _italic_ ~struck~ phone",
    "backticks": "`code` ```phone for laredo```",
    "HTML": "<b>phone</b> <script>alert(1)</script> &amp; &#60;",
    "an address": "https://evil.example/?a=1&b=<x>|click",
    "a dressed link": "<https://evil.example|(956) 523-7300>",
    "SQL": "'; DROP TABLE offices; -- OR 1=1",
    "a YAML bomb": BOMB,
    "JSON": '{"entry": "port/laredo-texas-2304", "$ref": "#"}',
    "a template": "${7*7} {{7*7}} %s %n {0} {name}",
    "a path": "../../../../etc/passwd",
    "quotes": "\"'“”‘’«»",
    "many lines": "phone\n" * 2000,
}

TRICKS = ["<!", "<@", "*bold*", "_italic_", "~struck~", "```", "<b>", "evil.example|"]
"""What of it must never be read in a message where Slack would act on it."""


def live(message: Message) -> list[str]:
    """All text of the message in which Slack would read markup."""
    found = [message.text]

    def walk(thing: Any) -> None:
        if isinstance(thing, dict):
            if thing.get("type") == "mrkdwn":
                found.append(str(thing["text"]))
            for value in thing.values():
                walk(value)
        elif isinstance(thing, list):
            for one in thing:
                walk(one)

    walk(message.blocks)
    return found


def dead(message: Message) -> None:
    for text in live(message):
        assert not [trick for trick in TRICKS if trick in text], text
        assert not set(text) & {"\x00", "\x07", "\x1b", "\u202e", "\ud800"}


@pytest.mark.parametrize("answered", ["socket"], indirect=True)
async def test_bad_input_gets_a_sensible_reply_and_nothing_of_it_is_live(slack: Workspace) -> None:
    for what, text in INPUT.items():
        typed = await slack.dm(text)
        answer = await slack.next_message()
        assert answer.text.strip(), what
        assert "Sorry, something went wrong" not in answer.text, what
        dead(answer)
        sent_as_it_is = await slack.says(f"<@{slack.bot.id}> {text}", raw=True)
        answer = await slack.next_message()
        assert answer.thread_ts == sent_as_it_is.ts, what
        assert "Sorry, something went wrong" not in answer.text, what
        dead(answer)
        assert typed.ts < answer.ts


@pytest.mark.parametrize("answered", ["http"], indirect=True)
async def test_bad_input_to_a_command_is_answered_privately(slack: Workspace) -> None:
    for what, text in INPUT.items():
        if what == "a lone surrogate":
            continue  # cannot be written into a form
        await slack.slash("/directory", text)
        answer = await slack.next_message()
        assert answer.only_for == slack.user.id, what
        assert "failed" not in answer.text and "Sorry, something went wrong" not in answer.text, what
        dead(answer)


async def test_only_a_mention_gets_help(slack: Workspace) -> None:
    await slack.says(f"<@{slack.bot.id}>", raw=True)
    answer = await slack.next_message()
    assert "press contact for Nogales" in answer.text
