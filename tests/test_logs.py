from __future__ import annotations

import logging

import pytest

from bot.logs import Redacting


@pytest.mark.parametrize("secret", ["xoxb-1-AbC", "xapp-1-A0-99-abc", "xoxe.xoxb-1-Abc", "0123456789abcdef", "ticket=ab-c_d"])
def test_secrets_never_reach_the_log(secret: str) -> None:
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "url?%s&x=1", (secret,), None)
    try:
        raise ValueError(f"token was {secret}")
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    text = Redacting(["0123456789abcdef", ""]).format(record)
    assert secret not in text.replace("[secret]", "")
    assert text.count("[secret]") >= 2
