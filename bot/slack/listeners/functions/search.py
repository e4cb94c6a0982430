"""Somebody searches in Slack: the entries that are called so, or that answer it."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing.enterprise import chosen_kinds, results
from bot.slack.desk import Desk
from bot.slack.listeners.functions.handing import completed, handed_over
from bot.slack.rendering.words import words


async def search_entries(
    inputs: dict[str, Any],
    body: dict[str, Any],
    complete: AsyncComplete,
    fail: AsyncFail,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """Gives the entries found, best first."""
    asker = await desk.askers.of(client, (inputs.get("user_context") or {}).get("id", ""))
    said = words(desk.directory, asker.locale)
    try:
        kinds = chosen_kinds(inputs, desk.directory)
        found = desk.looked_up(str(inputs.get("query") or ""), kinds, asker.locale)
        link = f"https://slack.com/app_redirect?app={body.get('api_app_id')}&team={body.get('team_id')}"
        found_there = results(found, desk.directory, said, link)
    except Exception:  # whatever it is, Slack is told before it goes on to the log
        await handed_over(fail(said.say("failed")))
        raise
    await completed(complete, {"search_result": found_there})
