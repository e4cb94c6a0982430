"""The shapes of what people do, as the app receives it: commands, presses, views, shortcuts. Pure: state in, JSON out."""

from __future__ import annotations

from typing import Any

from bot.workspace.holding.state import Channel, Json, Message, Team, User
from bot.workspace.shapes.events import message as message_shape


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


def _interaction(kind: str, *, user: User, team: Team, token: str, trigger_id: str = "") -> Json:
    shape: Json = {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team or team.id},
        "api_app_id": team.app_id,
        "token": token,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return shape | ({"trigger_id": trigger_id} if trigger_id else {})


def message_container(pressed: Message) -> Json:
    """Where on a message something was pressed."""
    container: Json = {
        "type": "message",
        "message_ts": pressed.ts,
        "channel_id": pressed.channel,
        "is_ephemeral": pressed.ephemeral,
    }
    return container | ({"thread_ts": pressed.thread_ts} if pressed.thread_ts else {})


def _on_message(pressed: Message, channel: Channel, team: Team) -> Json:
    """Of an ephemeral message Slack sends no `message`, so nor is one here."""
    shape: Json = {"container": message_container(pressed), "channel": {"id": channel.id, "name": channel.name}}
    return shape if pressed.ephemeral else shape | {"message": message_shape(pressed, team)}


def _on_view(view: Json) -> Json:
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def block_actions(
    action: Json,
    pressed: Message,
    values: Json,
    *,
    user: User,
    channel: Channel,
    team: Team,
    token: str,
    trigger_id: str,
    response_url: str,
) -> Json:
    """A press on a message's button or menu. `values`: what is chosen in its menus now, by block and action."""
    payload = _interaction("block_actions", user=user, team=team, token=token, trigger_id=trigger_id)
    payload |= _on_message(pressed, channel, team)
    return payload | {"state": {"values": values}, "response_url": response_url, "actions": [action]}


def view_actions(action: Json, view: Json, *, user: User, team: Team, token: str, trigger_id: str) -> Json:
    """A press inside a modal or the Home tab."""
    payload = _interaction("block_actions", user=user, team=team, token=token, trigger_id=trigger_id)
    return payload | _on_view(view) | {"actions": [action]}


def message_suggestion(
    query: str, block_id: str, action_id: str, asked: Message, *, user: User, channel: Channel, team: Team, token: str
) -> Json:
    """Somebody types into a message's menu whose options the app gives."""
    payload = _interaction("block_suggestion", user=user, team=team, token=token) | _on_message(asked, channel, team)
    return payload | {"action_id": action_id, "block_id": block_id, "value": query}


def view_suggestion(query: str, block_id: str, action_id: str, view: Json, *, user: User, team: Team, token: str) -> Json:
    """Somebody types into a view's menu whose options the app gives."""
    payload = _interaction("block_suggestion", user=user, team=team, token=token) | _on_view(view)
    return payload | {"action_id": action_id, "block_id": block_id, "value": query}


def view_submission(view: Json, response_urls: list[Json], *, user: User, team: Team, token: str, trigger_id: str) -> Json:
    """A modal sent off. `response_urls`: for the conversations chosen in it by menus that ask for one."""
    head = _interaction("view_submission", user=user, team=team, token=token, trigger_id=trigger_id)
    return head | {"view": view, "response_urls": response_urls}


def view_closed(view: Json, cleared: bool, *, user: User, team: Team, token: str) -> Json:
    """A modal closed. `cleared`: the whole stack at once."""
    return _interaction("view_closed", user=user, team=team, token=token) | {"view": view, "is_cleared": cleared}


def shortcut(callback_id: str, *, user: User, team: Team, token: str, trigger_id: str, action_ts: str) -> Json:
    """A global shortcut."""
    head = _interaction("shortcut", user=user, team=team, token=token, trigger_id=trigger_id)
    return head | {"callback_id": callback_id, "action_ts": action_ts}


def message_action(
    callback_id: str,
    on: Message,
    *,
    user: User,
    channel: Channel,
    team: Team,
    token: str,
    trigger_id: str,
    response_url: str,
    action_ts: str,
) -> Json:
    """A message shortcut."""
    return _interaction("message_action", user=user, team=team, token=token, trigger_id=trigger_id) | {
        "callback_id": callback_id,
        "action_ts": action_ts,
        "response_url": response_url,
        "channel": {"id": channel.id, "name": channel.name},
        "message_ts": on.ts,
        "message": message_shape(on, team),
    }


def view(definition: Json, *, view_id: str, team: Team, hash: str, values: Any = None) -> Json:
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
        "title": None,
        "close": None,
        "submit": None,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "hash": hash,
        "state": {"values": values or {}},
    } | kept
