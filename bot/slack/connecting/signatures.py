"""Whether a request is Slack's: signed with the app's secret, within five minutes, and here for the first time."""

from __future__ import annotations

from collections.abc import Mapping

from slack_sdk.signature import SignatureVerifier

from bot.records.model import Records

SIGNATURE, TIMESTAMP, RETRY = "X-Slack-Signature", "X-Slack-Request-Timestamp", "X-Slack-Retry-Num"
REMEMBERED_SECONDS = 600.0
"""How long a signature is remembered: one whose time is five minutes ahead of this clock is good for ten."""


def is_genuine(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether Slack signed the body within the last five minutes; headers that cannot be read count as forged."""
    try:
        return verifier.is_valid(body, headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, ""))
    except (ValueError, TypeError, OverflowError):
        return False


async def is_new(records: Records, headers: Mapping[str, str], sort: object) -> bool:
    """Whether no process has seen this signature yet; from now on one has.

    Slack delivers an event again when it was not acknowledged, at first within the same second and so with the same
    signature. Such a one counts as new: questions are answered once each, by their channel and time. Who types the same
    again within a second asks for the same suggestions. Nothing else is ever delivered again (``sort``: the payload's type).
    """
    if sort == "block_suggestion" or (sort == "event_callback" and RETRY in headers):
        return True
    return await records.claim(_claim(headers), seconds=REMEMBERED_SECONDS)


async def forget(records: Records, headers: Mapping[str, str]) -> None:
    """Lets the same request come again: this time nothing came of it."""
    await records.release(_claim(headers))


def _claim(headers: Mapping[str, str]) -> str:
    return f"signature:{headers[SIGNATURE]}"
