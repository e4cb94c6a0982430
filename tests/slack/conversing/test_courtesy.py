from __future__ import annotations

import pytest

from bot.slack.conversing.courtesy import is_courtesy, opens_with_courtesy

COURTESIES = [
    "Thanks!!", "thx", "ty", "thank you so much", "ok great, thanks", "Perfect, thank you!", "got it", "Great",
    "muchas gracias", "gracias por todo", "thanks a million 🙏", "that was perfect, thanks again",
]  # fmt: skip
QUESTIONS = [
    "", "?!", "thanks, and the fax?", "thanks! phone for laredo", "great falls", "phone for the perfect port", "it",
    "gracias, ¿y el horario?", "help", "and the hours", "is it open",
]  # fmt: skip


@pytest.mark.parametrize("text", COURTESIES)
def test_thanks_is_a_courtesy(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", [q for q in QUESTIONS if q != "it"])
def test_a_question_is_none_however_politely_it_begins(text: str) -> None:
    assert not is_courtesy(text)


def test_what_opens_with_a_courtesy_and_asks_nothing_is_no_question() -> None:
    assert opens_with_courtesy("thanks, will call them")
    assert opens_with_courtesy("ok I'll call them")
    assert opens_with_courtesy("Gracias, ya llamé")
    assert not opens_with_courtesy("thanks, and the fax?")
    assert not opens_with_courtesy("will call, thanks")
    assert not opens_with_courtesy("it is open now")
    assert not opens_with_courtesy("👍")
