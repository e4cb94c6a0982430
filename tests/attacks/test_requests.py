"""What strangers send to the address that Slack posts to: each request is refused, and nobody is answered for it."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.slack.connecting.http import BODY_LIMIT
from bot.workspace.carrying.httpmode import FORM, encoded
from bot.workspace.holding.cast import ALEX
from tests.attacks.target import Target

pytestmark = pytest.mark.asyncio(loop_scope="module")

Headers = dict[str, str]
Forge = Callable[[Target, bytes], Headers]
QUESTION = "phone for harbour house"
COMMAND = {
    "command": "/directory", "text": QUESTION, "user_id": ALEX.id, "channel_id": "C0LOCAL0001", "channel_name": "press-room",
    "team_id": "T0LOCAL0001", "response_url": "http://127.0.0.1:9/none", "trigger_id": "1.2.3",
}  # fmt: skip


def event(**more: Any) -> dict[str, Any]:
    """A question put to the bot directly."""
    said = {"type": "message", "channel_type": "im", "channel": "D1", "user": ALEX.id, "text": QUESTION, "ts": "1.2"}
    return {"type": "event_callback", "event_id": "Ev1", "team_id": "T0LOCAL0001", "event": said} | more


def changed(name: str, change: Callable[[str], str]) -> Forge:
    """Good headers, one of them changed afterwards."""

    def forge(bot: Target, body: bytes) -> Headers:
        good = bot.signed(body)
        return good | {name: change(good[name])}

    return forge


def plain_hash(bot: Target, body: bytes) -> Headers:
    """Hashed with the secret in front of the text: no HMAC."""
    at = str(int(time.time()))
    digest = hashlib.sha256(f"{bot.workspace.signing_secret}v0:{at}:".encode() + body).hexdigest()
    return {TIME: at, SIGNATURE: f"v0={digest}"}


def body_alone(bot: Target, body: bytes) -> Headers:
    """A signature that does not cover the time."""
    digest = hmac.new(bot.workspace.signing_secret.encode(), body, hashlib.sha256).hexdigest()
    return {TIME: str(int(time.time())), SIGNATURE: f"v0={digest}"}


TIME, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
FORGED: dict[str, Forge] = {
    "no headers at all": lambda bot, body: {},
    "a signature without a time": lambda bot, body: {SIGNATURE: bot.signed(body)[SIGNATURE]},
    "a time without a signature": lambda bot, body: {TIME: bot.signed(body)[TIME]},
    "signed with another secret": lambda bot, body: bot.signed(body, secret="0" * 32),
    "signed with the bot's token": lambda bot, body: bot.signed(body, secret=bot.workspace.bot_token),
    "the signature of another body": lambda bot, body: bot.signed(body + b" "),
    "the signature of no body": lambda bot, body: bot.signed(b""),
    "six minutes old": lambda bot, body: bot.signed(body, at=time.time() - 360),
    "six minutes ahead": lambda bot, body: bot.signed(body, at=time.time() + 360),
    "of 1970": lambda bot, body: bot.signed(body, at=0),
    "before 1970": lambda bot, body: bot.signed(body, at=-time.time()),
    "another time than was signed": changed(TIME, lambda at: str(int(at) + 1)),
    "a time that is no number": changed(TIME, lambda at: "now"),
    "a time that is not a number": changed(TIME, lambda at: "nan"),
    "a time of 400 digits": changed(TIME, lambda at: "9" * 400),
    "a time of 5,000 digits": changed(TIME, lambda at: "9" * 5000),
    "the time in another script": changed(TIME, lambda at: "".join(chr(ord(digit) + 0x630) for digit in at)),
    "a signature cut short": changed(SIGNATURE, lambda signed: signed[:-1]),
    "a signature drawn out": changed(SIGNATURE, lambda signed: signed + "0"),
    "a signature in capitals": changed(SIGNATURE, str.upper),
    "a signature of version 1": changed(SIGNATURE, lambda signed: signed.replace("v0=", "v1=")),
    "a signature without its version": changed(SIGNATURE, lambda signed: signed.removeprefix("v0=")),
    "a signature not in ASCII": changed(SIGNATURE, lambda signed: "v0=é"),
    "an empty signature": changed(SIGNATURE, lambda signed: ""),
    "two signatures": changed(SIGNATURE, lambda signed: f"{signed}, {signed}"),
    "a hash that is no HMAC": plain_hash,
    "a signature of the body alone": body_alone,
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_or_stale_signature_is_refused_and_nothing_of_it_logged(
    how: str, bot: Target, caplog: pytest.LogCaptureFixture
) -> None:
    calls = len(bot.workspace.record.calls())
    body = json.dumps(event()).encode()
    status, _ = await bot.post(body, {"Content-Type": "application/json"} | FORGED[how](bot, body))
    assert status == 401
    await bot.quiet()
    assert len(bot.workspace.record.calls()) == calls, "nothing came of it"
    assert "harbour" not in caplog.text and not [record for record in caplog.records if record.exc_info]


async def test_a_handshake_without_a_signature_gives_nothing_back(bot: Target) -> None:
    status, text = await bot.post(b'{"type": "url_verification", "challenge": "c"}', {"Content-Type": "application/json"})
    assert (status, "challenge" in text) == (401, False)


async def test_a_certificate_check_without_a_signature_is_refused(bot: Target) -> None:
    assert (await bot.post(b"ssl_check=1&token=x", {"Content-Type": FORM}))[0] == 401


@pytest.mark.parametrize(
    ("what", "kind", "payload"),
    [
        ("an event", "events_api", event(event_id="Ev-replayed")),
        ("a command", "slash_commands", COMMAND | {"trigger_id": "replayed.1"}),
        ("a press", "interactive", {"type": "shortcut", "callback_id": "x", "trigger_id": "r.2", "user": {"id": ALEX.id}}),
    ],
)
@pytest.mark.parametrize("retry", [False, True], ids=["as it was", "called a retry"])
async def test_what_is_sent_again_is_not_done_again(
    what: str, kind: str, payload: dict[str, Any], retry: bool, bot: Target
) -> None:
    body, content_type = encoded(kind, payload | {"api_app_id": str(retry)})
    headers = {"Content-Type": content_type} | bot.signed(body)
    assert (await bot.post(body, headers))[0] == 200
    await bot.quiet()
    calls = len(bot.workspace.record.calls())
    again = headers | ({"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"} if retry else {})
    assert (await bot.post(body, again))[0] == (200 if retry and kind == "events_api" else 409)  # Slack says so
    await bot.quiet()
    assert len(bot.workspace.record.calls()) == calls, f"{what} was done twice"


BODIES: dict[str, tuple[bytes, Headers, int]] = {
    "nothing": (b"", {}, 404),
    "half an object": (b"{", {}, 400),
    "a list": (b"[]", {}, 400),
    "a string": (b'"x"', {}, 400),
    "null": (b"null", {}, 400),
    "not UTF-8": (b"\xff\xfe", {}, 401),
    "100,000 brackets": (b"[" * 100_000, {}, 400),
    "900 objects in each other": (b'{"event":' * 900 + b"1" + b"}" * 900, {}, 404),
    "a number of 10,000 digits": (b'{"type":' + b"9" * 10_000 + b"}", {}, 400),
    "a form with half an object": (b"payload=%7B", {"Content-Type": FORM}, 400),
    "a form with a list": (b"payload=[1]", {"Content-Type": FORM}, 400),
    "a form of 100,000 fields": (b"&".join(b"a%d=1" % n for n in range(100_000)), {"Content-Type": FORM}, 404),
    "a form in parts": (b"--b\r\n\r\nx\r\n--b--", {"Content-Type": "multipart/form-data; boundary=b"}, 404),
    "one byte too much": (b" " * (BODY_LIMIT + 1), {}, 413),
    "20 megabytes, compressed": (gzip.compress(b" " * 20_000_000), {"Content-Encoding": "gzip"}, 401),
    "said to be compressed": (b"x", {"Content-Encoding": "gzip"}, 400),
}
"""Body, headers, and the status that it must get, signed as Slack does."""


@pytest.mark.parametrize("what", BODIES)
async def test_a_body_that_holds_no_payload_is_refused(what: str, bot: Target, caplog: pytest.LogCaptureFixture) -> None:
    body, headers, expected = BODIES[what]
    signed = {} if expected == 401 else bot.signed(body)
    status, _ = await bot.post(body, {"Content-Type": "application/json"} | signed | headers)
    assert status == expected
    assert not [record for record in caplog.records if record.exc_info]


CHUNK = b"40000\r\n" + b" " * 0x40000 + b"\r\n"
RAW: dict[str, tuple[str, bytes, bytes]] = {
    "a body without end": ("Transfer-Encoding: chunked", CHUNK * 5, b"413"),
    "a chunk of no length": ("Transfer-Encoding: chunked", b"zz\r\n", b"400"),
    "two lengths": ("Content-Length: 1\r\nContent-Length: 2", b"ab", b"400"),
    "a length, and chunks": ("Content-Length: 4\r\nTransfer-Encoding: chunked", b"0\r\n\r\n", b"400"),
    "a negative length": ("Content-Length: -1", b"", b"400"),
    "a length in words": ("Content-Length: ten", b"", b"400"),
    "a header of 100,000 letters": ("X: " + "a" * 100_000, b"", b"400"),
    "a line break in a header's name": ("X\r\n: a", b"", b"400"),
    "a zero byte in a header": ("X: a\x00b", b"", b"400"),
}
"""Headers and body, and the status that they must get."""
LINES = {
    "GET /slack/events": b"405",
    "DELETE /slack/events": b"405",
    "BREW /slack/events": b"400",
    "POST /": b"404",
    "POST /slack/events/": b"404",
    "POST /slack/events/../../../etc/passwd": b"404",
    "POST /slack/%2e%2e/%2e%2e/etc/passwd": b"404",
    "POST //slack//events": b"404",
    "POST http://169.254.169.254/latest/meta-data": b"404",
    "CONNECT 127.0.0.1:22": b"404",
}
"""First lines of requests, and the status that they must get."""


async def answered(bot: Target, request: bytes) -> bytes:
    """The status that these bytes get."""
    host, _, port = bot.url.removeprefix("http://").partition("/")[0].partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    async with asyncio.timeout(30):
        line = await reader.readline()
    writer.close()
    return line.split()[1]


@pytest.mark.parametrize("what", RAW)
async def test_what_is_no_proper_request_is_refused_and_logged_in_a_line(
    what: str, bot: Target, caplog: pytest.LogCaptureFixture
) -> None:
    headers, body, expected = RAW[what]
    assert await answered(bot, f"POST /slack/events HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\n".encode() + body) == expected
    assert not [record for record in caplog.records if record.exc_info or record.levelno > logging.WARNING]


@pytest.mark.parametrize("line", LINES)
async def test_nothing_but_the_one_address_is_served(line: str, bot: Target) -> None:
    assert await answered(bot, f"{line} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode()) == LINES[line]


async def test_what_is_no_http_is_refused(bot: Target) -> None:
    assert await answered(bot, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n") == b"400"


async def test_a_command_with_fields_twice_is_that_of_the_last_ones(bot: Target) -> None:
    body = urlencode([*COMMAND.items(), ("user_id", "<!channel>")]).encode()
    status, text = await bot.post(body, {"Content-Type": FORM} | bot.signed(body))
    assert (status, text) == (200, ""), "acknowledged, and passed over for its user"
