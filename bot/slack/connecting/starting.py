"""Why the bot cannot start, or cannot go on: said in one line."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.settings import WHERE
from bot.slack.sending.trouble import TROUBLE, why

SETTINGS = 2
OTHER = 1
REVOKED = 3
"""Exit statuses: a setting is wrong; something else is; a token was taken back while the bot ran. Starting it again helps
with the second only."""
TAKEN_BACK = {"invalid_auth", "account_inactive", "token_revoked", "token_expired"}
"""Slack's words for a token that is no good any more, whatever it is used for."""
REFUSALS = TAKEN_BACK | {
    "not_authed", "not_allowed_token_type", "missing_scope", "no_permission", "access_denied", "org_login_required",
    "team_access_not_granted",
}  # fmt: skip
"""Slack's words for a token that will not do, however often it is tried."""

ADVICE = "Check the network, SLACK_API_URL, and proxies in HTTPS_PROXY"
"""What to do where Slack is out of reach."""

T = TypeVar("T")


class StartError(Exception):
    """The bot cannot start, or cannot go on; says why in one line. ``status`` is the exit status."""

    def __init__(self, message: str, status: int = SETTINGS) -> None:
        super().__init__(message)
        self.status = status


async def first(call: Awaitable[T], variable: str, api_url: str) -> T:
    """The result of a first call to Slack.

    Raises:
        StartError: it failed, so ``variable`` is wrong, or Slack is out of reach.
    """
    try:
        return await call
    except SlackApiError as error:
        if (reason := why(error)) in REFUSALS and variable in WHERE:
            raise StartError(f"{variable} was refused by Slack ({reason}). Find it at {WHERE[variable]}") from None
        at = f"what answers at {api_url} is not Slack, or not well ({reason})"
        raise StartError(f"{variable} could not be checked: {at}. {ADVICE}", OTHER) from None
    except TROUBLE as error:
        raise StartError(f"Slack cannot be reached at {api_url}: {str(error) or 'no answer'}. {ADVICE}", OTHER) from None


def taken_back(variable: str, reason: str) -> StartError:
    """That Slack takes a token no more which it took at the start."""
    return StartError(
        f"{variable} was taken back: Slack refuses it now ({reason}). Find another at {WHERE[variable]}", REVOKED
    )
