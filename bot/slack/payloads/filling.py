"""What a payload leaves out and the rest of it tells. Slack itself says all of it; what stands in for Slack may not."""

from __future__ import annotations

from typing import Any

from bot.slack.payloads.parts import is_direct


def fill_in(payload: dict[str, Any]) -> None:
    """Puts that in. What is there stays as it is, well-formed or not."""
    event = payload.get("event")
    if isinstance(event, dict) and event.get("type") == "message" and event.get("channel_type") is None:
        event["channel_type"] = "im" if is_direct(event.get("channel")) else "channel"
    if "command" in payload and payload.get("channel_name") is None:
        payload["channel_name"] = "directmessage" if is_direct(payload.get("channel_id")) else "channel"
    if payload.get("type") == "block_actions" and isinstance(given := payload.get("container") or {}, dict):
        payload["container"] = (_container(payload) | given) or None


def _container(payload: dict[str, Any]) -> dict[str, Any]:
    """In what something was pressed: a view, or a message in a channel; empty: that cannot be told."""
    view, channel, message = (payload.get(name) for name in ("view", "channel", "message"))
    if isinstance(view, dict):
        return {"type": "view", "view_id": view.get("id")}
    if isinstance(channel, dict) and isinstance(message, dict):
        told = {"message_ts": message.get("ts"), "thread_ts": message.get("thread_ts"), "channel_id": channel.get("id")}
        return {"type": "message", "is_ephemeral": message.get("is_ephemeral")} | told
    return {}
