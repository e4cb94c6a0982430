"""From what a person types to Slack's writing."""

from __future__ import annotations

import pytest

from bot.workspace import Workspace
from bot.workspace.holding.typed import encode, escape, rich_text, unescape

STATE = Workspace().state
BOT = STATE.team.bot.id


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("hello", "hello"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel> <@U123>", "&lt;!channel&gt; &lt;@U123&gt;"),
        ("@Directory phone", f"<@{BOT}> phone"),
        ("@directory phone", f"<@{BOT}> phone"),
        ("@Directory, please", f"<@{BOT}>, please"),
        ("@Directorys", "@Directorys"),
        ("me@directory.org", "<mailto:me@directory.org|me@directory.org>"),
        ("ask @Sam Okafor", "ask <@U0SAM000002>"),
        ("in #press-room", "in <#C0LOCAL0001|press-room>"),
        ("see https://x.org/a?b=1&c=2.", "see <https://x.org/a?b=1&amp;c=2>."),
        ("(http://x.org)", "(<http://x.org>)"),
        ("write a.b@c-d.org!", "write <mailto:a.b@c-d.org|a.b@c-d.org>!"),
        ("*bold* `code` _it_", "*bold* `code` _it_"),
        ("", ""),
    ],
)
def test_typed_text_becomes_slacks_writing(typed: str, sent: str) -> None:
    assert encode(typed, STATE) == sent


def test_escape_and_unescape_undo_each_other() -> None:
    text = "a &amp; <b> & c"
    assert unescape(escape(text)) == text


def test_rich_text_names_mentions_links_and_the_rest() -> None:
    (block,) = rich_text(f"<@{BOT}> see <https://x.org|there> &amp; <#C1|room> <!here>")
    (section,) = block["elements"]
    assert section["elements"] == [
        {"type": "user", "user_id": BOT},
        {"type": "text", "text": " see "},
        {"type": "link", "url": "https://x.org", "text": "there"},
        {"type": "text", "text": " & "},
        {"type": "channel", "channel_id": "C1"},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
    ]
