from __future__ import annotations

import pytest

from bot.slack.people.incoming import question_text, says_nothing


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@UBOT> phone for laredo", "phone for laredo"),
        ("phone for laredo <@UBOT>", "phone for laredo"),
        ("<@UBOT|directory> phone", "phone"),
        ("ask <@U1|sam> &amp; <@U2>", "ask sam &"),
        ("<#C1|press-room> phone", "press-room phone"),
        ("<#C1|> phone", "phone"),
        ("<!channel> phone", "@channel phone"),
        ("<!subteam^S1|@press> phone", "@press phone"),
        ("<!date^1^{date}|May 5> hours", "May 5 hours"),
        ("who answers <tel:+19565237300|(956) 523-7300>", "who answers (956) 523-7300"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<mailto:a@b.org>", "a@b.org"),
        ("<https://www.cbp.gov/contact|cbp.gov>", "cbp.gov"),
        ("<https://www.cbp.gov/contact>", "https://www.cbp.gov/contact"),
        ("&lt;!channel&gt; &lt;@UBOT&gt;", "<!channel> <@UBOT>"),
        ("&amp;lt;", "&lt;"),
        (":wave: phone :flag-us: laredo:wave::wave:", "phone laredo:wave:"),
        ("open 8:00:30 or 9:00", "open 8:00:30 or 9:00"),
        ("  phone \n for\tlaredo\u0000 ", "phone for laredo"),
        ("a < b > c <", "a < b > c <"),
        ("", ""),
    ],
)
def test_slacks_writing_becomes_what_was_typed(sent: str, typed: str) -> None:
    assert question_text(sent, "UBOT") == typed


@pytest.mark.parametrize("text", ["", "   ", "👋🏽", "?!…", "*** ``` ***"])
def test_emoji_and_punctuation_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["a", "7", "ларедо", "ラレド", "é"])
def test_letters_and_digits_of_any_script_say_something(text: str) -> None:
    assert not says_nothing(text)
