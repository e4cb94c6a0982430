from __future__ import annotations

import pytest

from bot.slack.rendering.markup import escape, has_live_marks, link, message_text, shorten, tidy


@pytest.mark.parametrize(
    "text",
    ["*bold*", "_italic_", "a ~b~ c", "`code`", "```\nx\n```", "> quoted", "a\n> b", ":tada:", "so :+1: so", "_x", "x_ y"],
)
def test_what_slack_would_format_counts_as_live(text: str) -> None:
    assert has_live_marks(text)


@pytest.mark.parametrize(
    "text",
    ["Laredo, Texas", "first_last@cbp.example.gov", "08:00-16:30, 17:00-18:00", "a > b", "8:00–4:30", "(956) 523-7300", ""],
)
def test_ordinary_text_is_not_live(text: str) -> None:
    assert not has_live_marks(text)


def test_escaping_kills_mentions_and_links() -> None:
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_unseen_characters_are_taken_out() -> None:
    assert tidy("a\u202eb\u0000c\u200bd\ud800e\r\nf\tg") == "abcde\nf g"
    assert tidy("\u200ea\u00adb\u061cc\u2028d\U000e0041e\ue000f\u2067g\ufeff") == "abcdefg"


def test_what_joins_emoji_and_persian_letters_stays() -> None:
    assert tidy("👨\u200d👩\u200d👧 می\u200cخواهم") == "👨\u200d👩\u200d👧 می\u200cخواهم"


def test_a_link_cannot_be_broken_out_of() -> None:
    assert link("https://x.org/a|b> <!here>", "a|b>") == "<https://x.org/a%7Cb&gt;&lt;!here&gt;|a¦b&gt;>"


def test_shortened_text_keeps_within_its_limit() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"


def test_a_long_text_is_never_cut_inside_an_escape() -> None:
    for limit in range(20, 40):
        text = message_text("word " * 3 + "&&&&&&&&", limit)
        assert len(text) <= limit
        assert text.replace("&amp;", "").count("&") == 0
