"""The two pages that somebody sees who installs the app: it is there, or it is not and why."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import quote

from jinja2 import Environment
from slack_sdk.oauth.installation_store import Installation

STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto 0;padding:0 1.5rem;color:#1d1c1d;"
    "background:#fff}h1{font-size:1.6rem;line-height:1.2}a{color:#1264a3}"
    "@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#1a1d21}a{color:#6cb8ff}}"
)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Nothing but the page itself runs or shows in it; and what stands in its address, a code of Slack's, goes nowhere."""

REASONS = {
    "access_denied": "You did not allow it on Slack's page. Nothing was installed.",
    "invalid_browser": "It was begun in another browser, or too long ago. Nothing was installed.",
    "invalid_state": "It was begun too long ago, or this page was opened a second time. Nothing was installed anew.",
    "missing_code": "Slack sent no code along. Nothing was installed.",
    "invalid_code": "Slack did not take the code that it had sent along. Nothing was installed.",
    "slack_error": "Slack cannot be reached just now. Nothing was installed; try again in a minute.",
    "storage_error": "It could not be kept just now. Nothing was installed; try again in a minute.",
}
"""Bolt's and Slack's words for why not, as a person reads them."""
OTHER = "Slack says why: {}."
UNSAID = "Slack does not say why. Nothing was installed."
_WORD = re.compile(r"[a-z_]{1,50}")

_PAGE = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ title }}</title>
<style>{{ style }}</style>
<h1>{{ title }}</h1>
<p>{{ text }}
<p><a href="{{ link }}">{{ label }}</a>
</html>
"""
)


def installed(installation: Installation) -> str:
    """The page that says so, with a link into the workspace."""
    where = installation.team_name or installation.enterprise_name or "your workspace"
    place = quote(installation.team_id or installation.enterprise_id or "", safe="")
    return _PAGE.render(
        style=STYLE,
        title=f"The directory is in {where} now",
        text="Write to it directly, mention it in a channel, or find it under Apps.",
        link=f"https://app.slack.com/client/{place}",
        label="Open Slack",
    )


def is_word(reason: str) -> bool:
    """Whether a reason looks like one of Slack's words: it comes in an address, into which anybody can write sentences."""
    return _WORD.fullmatch(reason) is not None


def not_installed(reason: str) -> str:
    """The page that says why not, with a link to begin again."""
    return _PAGE.render(
        style=STYLE,
        title="The directory was not installed",
        text=REASONS.get(reason) or (OTHER.format(reason) if is_word(reason) else UNSAID),
        link="install",
        label="Begin again",
    )
