"""The shapes of messages and of the events that reach the app. Pure: state in, JSON out."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bot.workspace.holding.state import Change, Channel, Json, Message, State, Team, User
from bot.workspace.holding.typed import rich_text, unescape

ALL_EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "entity_details_requested",
        "function_executed",
        "link_shared",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "reaction_added",
        "reaction_removed",
    }
)
_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>")


def message(message: Message, team: Team, metadata: bool = True) -> Json:
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
    if message.metadata and metadata:
        shape["metadata"] = message.metadata
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.files:
        shape |= {"files": list(message.files), "upload": True}
    if message.unfurls:
        shape["attachments"] = [
            {"id": number, "from_url": url, "app_unfurl_url": url, "is_app_unfurl": True, "app_id": team.app_id, **unfurl}
            for number, (url, unfurl) in enumerate(message.unfurls.items(), start=1)
        ]
    return shape


def events(change: Change, state: State, subscribed: frozenset[str], unfurl_domains: Iterable[str] = ()) -> list[Json]:
    """The events that a change gives an app subscribed to these types. A mention gives two, as it does on Slack."""
    team, channel = state.team, state.channels[change.message.channel]
    found = []
    if team.bot.id in channel.members:
        found += [event for event in _reactions(change, state) if event["type"] in subscribed]
    if change.silent or change.message.ephemeral:
        return found
    if team.bot.id in channel.members:
        if f"message.{channel.kind}{'' if channel.is_im else 's'}" in subscribed:
            found.append(_message_event(change, channel, state))
        mentioned = f"<@{team.bot.id}" in change.message.text and not change.message.by_app
        if change.kind == "posted" and mentioned and not channel.is_im and "app_mention" in subscribed:
            shape = message(change.message, team) | _foreign(change.message, state)
            found.append(shape | _where(channel, change.message.ts) | {"type": "app_mention"})
    if change.kind == "posted" and not change.message.by_app and "link_shared" in subscribed:
        found += _link_shared(change.message, channel, state, tuple(unfurl_domains))
    return found


def _where(channel: Channel, event_ts: str) -> Json:
    return {"channel": channel.id, "event_ts": event_ts}


def _foreign(message: Message, state: State) -> Json:
    """What marks a message of somebody from another organisation."""
    author = state.users.get(message.user)
    return {"team": author.team, "user_team": author.team, "source_team": author.team} if author and author.team else {}


def _message_event(change: Change, channel: Channel, state: State) -> Json:
    kind = {"channel_type": channel.kind}
    if change.kind == "posted":
        shape = message(change.message, state.team) | _foreign(change.message, state)
        shape |= {"subtype": "file_share"} if change.message.files else {}
        return shape | _where(channel, change.message.ts) | kind
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


def _reactions(change: Change, state: State) -> Iterator[Json]:
    """The events of reactions that came or went with a change."""
    message, before = change.message, change.previous.reactions if change.previous else {}
    for name in {**before, **message.reactions}:
        was, now = {*before.get(name, ())}, {*message.reactions.get(name, ())}
        for user in was ^ now:
            yield {
                "type": f"reaction_{'added' if user in now else 'removed'}",
                "user": user,
                "reaction": name,
                "item_user": message.user,
                "item": {"type": "message", "channel": message.channel, "ts": message.ts},
                "event_ts": state.next_ts(),
            }


def links(text: str) -> list[str]:
    """The web addresses in a message's text."""
    return list(dict.fromkeys(unescape(url) for url in _LINK.findall(text)))


def _link_shared(message: Message, channel: Channel, state: State, domains: tuple[str, ...]) -> list[Json]:
    """The event for links into the app's domains, or into a domain inside one of them."""
    found = []
    for url in links(message.text):
        host = urlsplit(url).hostname or ""
        if domain := next((d for d in domains if host == d or host.endswith(f".{d}")), ""):
            found.append({"domain": domain, "url": url})
    if not found:
        return []
    shape: Json = {
        "type": "link_shared",
        "user": message.user,
        "is_bot_user_member": state.team.bot.id in channel.members,
        "message_ts": message.ts,
        "unfurl_id": unfurl_id(message),
        "source": "conversations_history",
        "links": found,
    }
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    return [shape | _where(channel, state.next_ts())]


def unfurl_id(message: Message) -> str:
    """By what `chat.unfurl` may name a message instead of its channel and ts."""
    return f"{message.channel}.{message.ts}.{uuid.uuid5(uuid.NAMESPACE_OID, message.ts).hex}"


def app_home_opened(user: User, channel: Channel, tab: str, view: Json | None, event_ts: str) -> Json:
    """Somebody opens a tab of the app. `view`: the Home view published before."""
    shape: Json = {"type": "app_home_opened", "user": user.id, "tab": tab}
    return shape | ({"view": view} if view and tab == "home" else {}) | _where(channel, event_ts)


def member_joined(channel: Channel, user: str, inviter: User, team: Team, event_ts: str) -> Json:
    """Somebody comes into a channel, the bot perhaps."""
    shape = {"type": "member_joined_channel", "user": user, "channel_type": "G" if channel.is_private else "C"}
    return shape | {"team": team.id, "inviter": inviter.id} | _where(channel, event_ts)


def function_executed(
    callback_id: str, inputs: Json, *, execution_id: str, token: str, title: str, app_id: str, event_ts: str
) -> Json:
    """Slack runs one of the app's functions: for its own search, say."""
    return {
        "type": "function_executed",
        "function": {
            "id": f"Fn{secrets.token_hex(5).upper()}",
            "callback_id": callback_id,
            "title": title,
            "description": "",
            "type": "app",
            "input_parameters": [],
            "output_parameters": [],
            "app_id": app_id,
            "date_created": 0,
            "date_updated": 0,
            "date_deleted": 0,
        },
        "inputs": inputs,
        "function_execution_id": execution_id,
        "workflow_execution_id": f"Wx{secrets.token_hex(5).upper()}",
        "event_ts": event_ts,
        "bot_access_token": token,
    }


def entity_details_requested(user: User, link: str, external_id: str, trigger_id: str, event_ts: str) -> Json:
    """Somebody opens one of the app's entries in Slack's search."""
    return {
        "type": "entity_details_requested",
        "user": user.id,
        "external_ref": {"id": external_id},
        "entity_url": link,
        "link": {"url": link, "domain": urlsplit(link).hostname or ""},
        "app_unfurl_url": link,
        "event_ts": event_ts,
        "trigger_id": trigger_id,
        "user_locale": user.locale,
    }


def event_callback(event: Json, team: Team, verification_token: str, ext_shared: bool = False) -> Json:
    """The wrapper that every event comes in. `ext_shared`: its channel is shared with another organisation."""
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
        "is_ext_shared_channel": ext_shared,
        "event_context": f"4-{event['type']}-{team.id}-{event.get('channel', '')}",
    }
