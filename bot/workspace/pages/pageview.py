"""What the page is shown, seen through the eyes of the person it acts as. Pure: the workspace in, JSON out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.workspace.carrying.record import Entry
from bot.workspace.holding.assistant import Thread
from bot.workspace.holding.state import Channel, Json, Message, State, User

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace


def everything(workspace: Workspace, me: User) -> Json:
    """All there is when a page opens. Ephemeral messages are gone by then."""
    state, app = workspace.state, workspace.app
    return {
        "type": "everything",
        "team": state.team.name,
        "team_id": state.team.id,
        "me": me.id,
        "bot": bot(workspace),
        "users": [user(one) for one in state.users.values()],
        "channels": [channel(one, state) for one in state.channels.values() if me.id in one.members],
        "commands": [asdict(command) for command in app.commands],
        "shortcuts": [asdict(shortcut) for shortcut in app.shortcuts],
        "tabs": {"home": app.home_tab, "messages": app.messages_tab},
        "agent": app.agent,
        "search": bool(app.search),
        "messages": [message(one) for one in state.everything() if sees(me, one, state)],
        "home": workspace.home(me),
        "modals": workspace.modals(me),
        "assistant": [asdict(one) for one in workspace.threads() if me.id in state.channels[one.channel].members],
        "faults": workspace.faults.shown(),
        "knowledge": workspace.knowledge.status() if workspace.knowledge else None,
        "tour": workspace.tour,
        "examples": workspace.knowledge.examples(me.locale) if workspace.knowledge else [],
    }


def sees(me: User, one: Message, state: State) -> bool:
    """Whether a message is for this person to see."""
    return me.id in state.channels[one.channel].members and one.only_for in (None, me.id)


def user(one: User) -> Json:
    """A person or bot."""
    return asdict(one)


def bot(workspace: Workspace) -> Json:
    """Whether the bot is there, and how its process is, where the workspace runs it."""
    return {"user": workspace.bot.id, "connected": workspace.bot_connected, "process": workspace.process.shown()}


def channel(one: Channel, state: State) -> Json:
    """A channel or direct conversation."""
    return {
        "id": one.id,
        "name": one.name,
        "is_im": one.is_im,
        "is_private": one.is_private,
        "is_ext_shared": one.is_ext_shared,
        "is_archived": one.is_archived,
        "members": sorted(one.members),
        "bot_in": state.team.bot.id in one.members,
    }


def message(one: Message) -> Json:
    """A message."""
    return {
        "ts": one.ts,
        "channel": one.channel,
        "user": one.user,
        "text": one.text,
        "blocks": one.blocks,
        "thread_ts": one.thread_ts,
        "ephemeral": one.ephemeral,
        "edited": one.edited_ts is not None and not one.by_app,
        "reactions": [{"name": name, "users": list(by), "count": len(by)} for name, by in one.reactions.items()],
        "files": [file(shape) for shape in one.files],
        "unfurls": one.unfurls,
        "metadata": one.metadata,
    }


def file(shape: Json) -> Json:
    """A file; its address is one of the page's own."""
    return {
        **{key: shape[key] for key in ("id", "name", "title", "mimetype", "size")},
        "url": "/" + shape["url_private_download"].split("/", 3)[3],
    }


def thread(one: Thread) -> Json:
    """What the agent shows in a thread."""
    return {"type": "assistant", **asdict(one)}


def exchange(entry: Entry) -> Json:
    """One payload to the app, or one call from it."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "name": entry.name,
        "label": label(entry),
        "request": entry.request,
        "response": entry.response,
        "error": entry.error,
        "at": entry.at,
        "took_ms": entry.took_ms,
    }


def label(entry: Entry) -> str:
    """What it is about, in a few words: the event, the command, the button, the channel written to."""
    if entry.kind != "delivery":
        return str(entry.request.get("channel") or entry.request.get("channel_id") or entry.request.get("user_id") or "")
    payload: Json = entry.request.get("payload", {})
    if "command" in payload:
        return f"{payload['command']} {payload['text']}".strip()
    if event := payload.get("event"):
        return str(event.get("subtype") or event["type"])
    actions: list[Json] = payload.get("actions") or [payload]
    what = actions[0].get("action_id") or payload.get("callback_id") or payload.get("view", {}).get("callback_id") or ""
    return f"{payload.get('type', '')} {what}".strip()
