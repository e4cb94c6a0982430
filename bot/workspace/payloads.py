"""The shapes of what the app receives: events, slash commands, interactions. Pure: state in, JSON out."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from bot.workspace.state import Change, Channel, Json, Message, State, Team, User
from bot.workspace.typed import rich_text

ALL_EVENTS = frozenset({"app_mention", "message.channels", "message.im"})


def message(message: Message, team: Team) -> Json:
    """A message as the Web API and events write it."""
    shape: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts, "team": team.id}
    if message.by_app:
        shape |= {
            "bot_id": team.bot_id,
            "app_id": team.app_id,
            "bot_profile": {
                "id": team.bot_id,
                "app_id": team.app_id,
                "user_id": team.bot.id,
                "name": team.bot.real_name,
                "team_id": team.id,
                "deleted": False,
            },
        }
        if message.blocks:
            shape["blocks"] = message.blocks
    else:
        shape |= {"client_msg_id": str(uuid.uuid5(uuid.NAMESPACE_OID, message.ts)), "blocks": rich_text(message.text)}
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    if message.metadata:
        shape["metadata"] = message.metadata
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    return shape


def events(change: Change, state: State, subscribed: frozenset[str]) -> list[Json]:
    """The events that a change gives an app subscribed to these types. A mention gives two, as it does on Slack."""
    if change.silent or change.message.ephemeral:
        return []
    team, channel = state.team, state.channels[change.message.channel]
    if team.bot.id not in channel.members:
        return []
    found = []
    if f"message.{'im' if channel.is_im else 'channels'}" in subscribed:
        found.append(_message_event(change, channel, state))
    mentioned = f"<@{team.bot.id}" in change.message.text and not change.message.by_app
    if change.kind == "posted" and mentioned and not channel.is_im and "app_mention" in subscribed:
        found.append(message(change.message, team) | _where(channel, change.message.ts) | {"type": "app_mention"})
    return found


def _where(channel: Channel, event_ts: str) -> Json:
    return {"channel": channel.id, "event_ts": event_ts}


def _message_event(change: Change, channel: Channel, state: State) -> Json:
    kind = {"channel_type": "im" if channel.is_im else "channel"}
    if change.kind == "posted":
        return message(change.message, state.team) | _where(channel, change.message.ts) | kind
    ts = state.next_ts()
    hidden: Json = {"type": "message", "subtype": f"message_{change.kind}", "hidden": True, "ts": ts}
    if change.kind == "changed":
        hidden["message"] = message(change.message, state.team)
    else:
        hidden["subtype"] = "message_deleted"
        hidden["deleted_ts"] = change.message.ts
    if change.previous:
        hidden["previous_message"] = message(change.previous, state.team)
    return hidden | _where(channel, ts) | kind


def event_callback(event: Json, team: Team, verification_token: str) -> Json:
    """The wrapper that every event comes in."""
    return {
        "token": verification_token,
        "team_id": team.id,
        "api_app_id": team.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event['type']}-{team.id}-{event.get('channel', '')}",
    }


def slash_command(
    command: str, text: str, *, user: User, channel: Channel, team: Team, token: str, response_url: str, trigger_id: str
) -> dict[str, str]:
    """A slash command; flat, because over HTTP it travels as a form."""
    return {
        "token": token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": team.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def _interaction(kind: str, *, user: User, team: Team, token: str, trigger_id: str) -> Json:
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id},
        "api_app_id": team.app_id,
        "token": token,
        "trigger_id": trigger_id,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def block_actions(
    action: Json,
    pressed: Message,
    *,
    user: User,
    channel: Channel,
    team: Team,
    token: str,
    trigger_id: str,
    response_url: str,
) -> Json:
    """A press on a message's button or menu. Of an ephemeral message Slack sends no `message`, so nor is one here."""
    container: Json = {
        "type": "message",
        "message_ts": pressed.ts,
        "channel_id": channel.id,
        "is_ephemeral": pressed.ephemeral,
    }
    if pressed.thread_ts:
        container["thread_ts"] = pressed.thread_ts
    values: Json = {}
    if "selected_option" in action and action["type"] != "overflow":
        selected = {key: action[key] for key in ("type", "selected_option")}
        values = {action["block_id"]: {action["action_id"]: selected}}
    payload = _interaction("block_actions", user=user, team=team, token=token, trigger_id=trigger_id) | {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": values},
        "response_url": response_url,
        "actions": [action],
    }
    if not pressed.ephemeral:
        payload["message"] = message(pressed, team)
    return payload


def view_submission(view: Json, *, user: User, team: Team, token: str, trigger_id: str) -> Json:
    """A modal sent off."""
    head = _interaction("view_submission", user=user, team=team, token=token, trigger_id=trigger_id)
    return head | {"view": view, "response_urls": []}


def shortcut(callback_id: str, *, user: User, team: Team, token: str, trigger_id: str, action_ts: str) -> Json:
    """A global shortcut."""
    head = _interaction("shortcut", user=user, team=team, token=token, trigger_id=trigger_id)
    return head | {"callback_id": callback_id, "action_ts": action_ts}


def chosen(element: Json, block_id: str, option: Json | None, action_ts: str) -> Json:
    """The entry of `actions` for a pressed element, with the option chosen where it is a menu."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id, "action_ts": action_ts}
    kept: tuple[str, ...] = ("text", "value", "style", "url") if element["type"] == "button" else ("placeholder",)
    action |= {key: element[key] for key in kept if key in element}
    if option is not None:
        action["selected_option"] = option
    return action


def view(definition: Json, *, view_id: str, team: Team, state_values: Any = None) -> Json:
    """A view as the Web API answers it."""
    kept = {key: value for key, value in definition.items() if value is not None}
    return {
        "id": view_id,
        "team_id": team.id,
        "app_id": team.app_id,
        "app_installed_team_id": team.id,
        "bot_id": team.bot_id,
        "root_view_id": view_id,
        "previous_view_id": None,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "hash": secrets.token_hex(6),
        "state": {"values": state_values or {}},
    } | kept
