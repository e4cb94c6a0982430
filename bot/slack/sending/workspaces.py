"""Which workspace it is: ids of people and conversations mean something else in another one."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient


def workspace_of(client: AsyncWebClient) -> str | None:
    """The id of the workspace that a client calls Slack for."""
    team = client.default_params.get("team_id")
    return team if isinstance(team, str) else None  # a payload may hold anything there
