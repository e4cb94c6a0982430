"""HTTP delivery: signed requests to the app's request URL."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace.carrying.delivery import Ack, NotAcknowledged, Retry
from bot.workspace.carrying.record import Record

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature of a request."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


def encoded(kind: str, payload: dict[str, Any]) -> tuple[bytes, str]:
    """The body and content type of a payload: commands and interactions travel as forms, events as JSON."""
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), FORM
    return json.dumps(payload).encode(), "application/json"


class HttpTransport:
    """Posts each payload to one URL."""

    def __init__(self, url: str, signing_secret: str, record: Record, ack_within: float) -> None:
        self._url = url
        self._secret = signing_secret
        self._record = record
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ack_within))

    async def send(self, kind: str, payload: dict[str, Any], retry: Retry | None = None) -> Ack:
        """Post once; any 2xx acknowledges.

        Raises:
            NotAcknowledged: refused, unreachable, or not answered in time.
        """
        body, content_type = encoded(kind, payload)
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
        entry = self._record.add("delivery", kind, {"headers": headers, "payload": payload})
        try:
            async with self._session.post(self._url, data=body, headers=headers, allow_redirects=False) as response:
                text = await response.text()
                final = response.headers.get("X-Slack-No-Retry") == "1"
                if not 200 <= response.status < 300:
                    raise NotAcknowledged("http_error", final=final)
        except TimeoutError:
            entry.done(error="http_timeout")
            raise NotAcknowledged("http_timeout") from None
        except aiohttp.ClientError as error:
            entry.done(error="connection_failed")
            raise NotAcknowledged("connection_failed") from error
        except NotAcknowledged as failed:
            entry.done(response=text, error=failed.reason)
            raise
        answer = _answer(text)
        entry.done(response=answer)
        return Ack(answer)

    async def verify(self) -> None:
        """Slack's handshake before it uses a URL: the app must give the challenge back.

        Raises:
            NotAcknowledged: unreachable, or it answered something else.
        """
        challenge = secrets.token_urlsafe(32)
        ack = await self.send("url_verification", {"type": "url_verification", "challenge": challenge})
        given = ack.payload.get("challenge", ack.payload.get("text")) if isinstance(ack.payload, dict) else None
        if given != challenge:
            raise NotAcknowledged("challenge_failed")

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()


def _answer(text: str) -> Any:
    """What came with the acknowledgement: nothing, JSON, or plain text, which is a message's text."""
    if not text.strip():
        return None
    try:
        answer = json.loads(text)
    except ValueError:
        return {"text": text}
    return answer if isinstance(answer, dict) else {"text": text}
