"""What the bot reads of each payload of Slack's, and what that must look like: the listeners rely on all that is said here.

Whatever else a payload holds is passed over, so that what Slack adds one day does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.slack.payloads.events import EVENTS, Event, Happened
from bot.slack.payloads.interactions import INTERACTIONS, Command
from bot.slack.payloads.parts import Id

HELD_BACK = "app_rate_limited"
"""The type of the word that Slack holds events back, for there were too many."""
_ID = TypeAdapter(Id)


def is_id(value: object) -> bool:
    """Whether it is what Slack calls a person, a conversation or a workspace by."""
    try:
        _ID.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def is_known(payload: Mapping[str, Any]) -> bool:
    """Whether it is of a sort that Slack sends to apps like this one."""
    sort = payload.get("type")
    sorts = (*INTERACTIONS, "event_callback", "url_verification", HELD_BACK)
    return "command" in payload or (isinstance(sort, str) and sort in sorts)


def doer(payload: Mapping[str, Any]) -> str:
    """Whose doing a payload tells of; empty where it does not say."""
    event, user = payload.get("event"), payload.get("user")
    found = event.get("user") if isinstance(event, dict) else user.get("id") if isinstance(user, dict) else user
    found = found or payload.get("user_id")
    return found if isinstance(found, str) and is_id(found) else ""


def fault(payload: Mapping[str, Any]) -> str:
    """What is wrong with a payload, by its path and without its values; empty: nothing."""
    if not is_known(payload):
        return "of no sort that is known"
    try:
        if "command" in payload:
            Command.model_validate(payload)
        elif payload["type"] == "event_callback":
            Happened.model_validate(payload)
            EVENTS.get(payload["event"]["type"], Event).model_validate(payload["event"])
        elif payload["type"] in INTERACTIONS:
            INTERACTIONS[payload["type"]].model_validate(payload)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        what = "of no type that is known" if first["type"] == "union_tag_invalid" else first["msg"]  # which quotes the type
        return f"{'.'.join(map(str, first['loc']))}: {what}"[:200]
    return ""
