"""Slack: the tokens, what they may do, and whether the clocks agree."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.finding import Finding
from bot.settings import Settings, in_clear
from bot.slack.connecting.starting import StartError, first
from bot.slack.manifest import SCOPES
from bot.slack.sending.rights import Rights

NEEDED = ("app_mentions:read", "chat:write", "commands", "im:history")
"""Scopes without which there is no bot; without any other it does without what that is for."""
ODD, WRONG = 60, 300
"""Seconds by which the clocks may differ: from the first on something is the matter, beyond the second Slack's signatures
count as too old."""
PATIENCE_SECONDS = 10


async def slack(settings: Settings, wanted: Iterable[str], clock: Callable[[], float] = time.time) -> list[Finding]:
    """What Slack says to the tokens; ``wanted``: the scopes that the manifest asks for."""
    client = AsyncWebClient(base_url=settings.slack_api_url.rstrip("/") + "/", timeout=PATIENCE_SECONDS)
    findings: list[Finding] = []
    if settings.mode != "workspace" and (clear := in_clear(settings)):
        says, _, advice = clear.partition(": ")
        findings.append(Finding("SLACK_API_URL", "warn", says, advice))
    if settings.slack_bot_token:
        try:
            call = client.auth_test(token=settings.slack_bot_token.get_secret_value())
            identity = await first(call, "SLACK_BOT_TOKEN", settings.slack_api_url)
        except StartError as error:
            findings.append(_refused("bot token", error))
        else:
            says = f"@{identity.get('user')} in {identity.get('team')} ({identity.get('team_id')})"
            findings += [
                Finding("bot token", "ok", says),
                scopes(Rights.told(identity.headers), wanted),
                *skew(identity.headers, clock(), settings.mode == "http"),
            ]
    elif settings.slack_client_id:
        try:
            answer = await first(client.api_test(), "SLACK_API_URL", settings.slack_api_url)
        except StartError as error:
            findings.append(_refused("Slack", error))
        else:
            findings.append(Finding("Slack", "ok", "answers; the token of each workspace is looked at when it is needed"))
            findings += skew(answer.headers, clock(), settings.mode == "http")
    if settings.slack_app_token:
        try:
            opening = client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
            await first(opening, "SLACK_APP_TOKEN", settings.slack_api_url)
        except StartError as error:
            findings.append(_refused("app token", error))
        else:
            findings.append(Finding("app token", "ok", "opens connections for Socket Mode"))
    elif settings.slack_signing_secret:
        findings.append(Finding("signing secret", "ok", "is set; whether it is the app's, only Slack's first request tells"))
    return findings


def scopes(rights: Rights, wanted: Iterable[str]) -> Finding:
    """Whether the token was granted what the manifest asks for."""
    if rights.scopes is None:
        return Finding("scopes", "warn", "Slack did not say which ones the token has")
    missing = [scope for scope in wanted if scope not in rights.scopes]
    if not missing:
        return Finding("scopes", "ok", "all that the manifest asks for")
    told = ", ".join(f"{scope} ({SCOPES[scope]})" if scope in SCOPES else scope for scope in missing)
    advice = "add them at api.slack.com/apps → your app → OAuth & Permissions, and install the app again"
    return Finding("scopes", "fail" if set(missing) & set(NEEDED) else "warn", f"the token lacks {told}", advice)


def skew(headers: Mapping[str, str], now: float, signed: bool) -> Iterator[Finding]:
    """How far this machine's clock is from Slack's; nothing where Slack did not tell the time.

    ``signed``: Slack's requests come with a signature and its time.
    """
    date = next((value for name, value in headers.items() if name.lower() == "date"), None)
    if date is None:
        return
    seconds = round(now - parsedate_to_datetime(date).timestamp())
    if abs(seconds) <= ODD:
        yield Finding("clock", "ok", f"within {max(1, abs(seconds))} s of Slack's")
        return
    says = f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} Slack's"
    wrong = signed and abs(seconds) > WRONG
    says += "; requests are refused, for their signatures seem too old" if wrong else ""
    yield Finding("clock", "fail" if wrong else "warn", says, "set it by a time server: timedatectl set-ntp true")


def _refused(about: str, error: StartError) -> Finding:
    """A first call that failed; its text says what to do."""
    says, _, advice = str(error).rpartition(". ")
    return Finding(about, "fail", says, advice)
