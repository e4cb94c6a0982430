"""Messages: posting, changing and deleting them, answering through a response URL, and what is shown of links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.workspace.holding.interactions import Refused, ResponseUrl
from bot.workspace.holding.state import Json, Message
from bot.workspace.kit.block_kit import MAX_ALL_BLOCK_TEXT
from bot.workspace.kit.blocks import all_text, identified, problems
from bot.workspace.shapes import events
from bot.workspace.webapi.registry import Api, Args, find_channel, method, need, writable

MAX_MESSAGE_TEXT = 40_000
MAX_MARKDOWN_TEXT = 12_000


def content(args: Args) -> tuple[str, list[Json]]:
    """The text and blocks of a message, checked as Slack checks them.

    Raises:
        Refused: nothing to show, too long, or blocks that Slack would not take.
    """
    text, blocks, markdown = args.get("text") or "", args.get("blocks"), args.get("markdown_text") or ""
    if not isinstance(text, str) or not isinstance(markdown, str):
        raise Refused("invalid_arguments", ["must provide a string [json-pointer:/text]"])
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if len(markdown) > MAX_MARKDOWN_TEXT or len(text) > MAX_MESSAGE_TEXT:
        raise Refused("msg_too_long")
    if blocks is not None and not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if not text and not blocks and not markdown:
        raise Refused("no_text")
    if found := problems(blocks or []):
        raise Refused("invalid_blocks", found)
    if all_text(blocks or []) > MAX_ALL_BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")
    if markdown:
        return markdown, identified([{"type": "markdown", "text": markdown}])
    return text, identified(blocks or [])


def metadata(args: Args) -> Json | None:
    """A message's metadata.

    Raises:
        Refused: it lacks its type or payload.
    """
    given = args.get("metadata")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(given.get("event_type"), str) or not isinstance(given.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    return given


def thread_root(api: Api, channel: str, args: Args) -> str | None:
    """The thread that a message is to join.

    Raises:
        Refused: `thread_ts` is no timestamp.
    """
    thread_ts = args.get("thread_ts") or None
    if thread_ts is not None and not str(thread_ts).replace(".", "", 1).isdigit():
        raise Refused("invalid_thread_ts")
    return None if thread_ts is None else str(thread_ts)


def _own(api: Api, args: Args, refusal: str) -> Message:
    """The app's own message that is to be changed. Ephemeral ones cannot be: Slack does not find them."""
    channel = find_channel(api, args)
    (ts,) = need(args, "ts")
    message = api.state.message(channel.id, ts)
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    if not message.by_app:
        raise Refused(refusal)
    return message


@method("chat.postMessage", "chat:write", tier="special")
def chat_post_message(api: Api, args: Args) -> Json:
    """A message that everybody sees."""
    channel = writable(api, args)
    if channel.is_im and not api.app.messages_tab:
        raise Refused("messages_tab_disabled")
    text, blocks = content(args)
    thread_ts = thread_root(api, channel.id, args)
    message = api.state.post(
        channel.id, api.state.team.bot.id, text, blocks=blocks, thread_ts=thread_ts, metadata=metadata(args)
    )
    api.assistant.answered(channel.id, message.thread_ts or "")
    return {"channel": channel.id, "ts": message.ts, "message": events.message(message, api.state.team)}


@method("chat.postEphemeral", "chat:write", tier=4)
def chat_post_ephemeral(api: Api, args: Args) -> Json:
    """A message that one user sees, until the page is loaded again."""
    channel = writable(api, args)
    (user,) = need(args, "user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(args)
    thread_ts = thread_root(api, channel.id, args)
    message = api.state.post(channel.id, api.state.team.bot.id, text, blocks=blocks, thread_ts=thread_ts, only_for=user)
    return {"message_ts": message.ts}


@method("chat.update", "chat:write")
def chat_update(api: Api, args: Args) -> Json:
    """Another text and other blocks for one of the app's own messages."""
    message = _own(api, args, "cant_update_message")
    text, blocks = content(args)
    changed = api.state.change(message, text=text, blocks=blocks, metadata=metadata(args))
    api.assistant.answered(changed.channel, changed.thread_ts or "")
    shape = events.message(changed, api.state.team)
    return {"channel": changed.channel, "ts": changed.ts, "text": changed.text, "message": shape}


@method("chat.delete", "chat:write")
def chat_delete(api: Api, args: Args) -> Json:
    """One of the app's own messages goes away."""
    message = _own(api, args, "cant_delete_message")
    api.state.remove(message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink", tier="special")
def chat_get_permalink(api: Api, args: Args) -> Json:
    """The address of a message."""
    channel = find_channel(api, args)
    (ts,) = need(args, "message_ts")
    message = api.state.message(channel.id, ts)
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    return {"channel": channel.id, "permalink": f"{api.url}/archives/{channel.id}/p{ts.replace('.', '')}{thread}"}


@method("chat.unfurl", "links:write")
def chat_unfurl(api: Api, args: Args) -> Json:
    """What is shown of links below the message they stand in."""
    message = _linked(api, args)
    unfurls = args.get("unfurls")
    if not isinstance(unfurls, dict):
        raise Refused("missing_unfurls")
    if not all(isinstance(unfurl, dict) for unfurl in unfurls.values()):
        raise Refused("invalid_unfurls_format")
    there = set(events.links(message.text))
    for url, unfurl in unfurls.items():
        if url not in there:
            raise Refused("cannot_unfurl_url")
        if found := problems(unfurl.get("blocks") or [], at=f"/unfurls/{url}/blocks"):
            raise Refused("invalid_blocks", found)
    shown = {url: {**unfurl, "blocks": identified(unfurl.get("blocks") or [])} for url, unfurl in unfurls.items()}
    api.state.unfurl(message, shown)
    return {}


def _linked(api: Api, args: Args) -> Message:
    """The message whose links are meant: by `channel` and `ts`, or by `unfurl_id` and `source`."""
    if args.get("unfurl_id"):
        need(args, "source")
        for message in api.state.everything():
            if events.unfurl_id(message) == args["unfurl_id"]:
                return message
        raise Refused("cannot_find_message")
    if not args.get("channel"):
        raise Refused("missing_channel")
    if not args.get("ts"):
        raise Refused("missing_ts")
    channel = api.state.channel(str(args["channel"]))
    if channel is None:
        raise Refused("cannot_find_channel")
    found = api.state.message(channel.id, str(args["ts"]))
    if found is None:
        raise Refused("cannot_find_message")
    return found


def respond(api: Api, target: ResponseUrl, body: Mapping[str, Any]) -> None:
    """An answer through a response URL: a new message, or the original replaced or deleted.

    Raises:
        Refused: nothing to show, or blocks that Slack would not take.
    """
    original = api.state.message(target.channel, target.message_ts) if target.message_ts else None
    if body.get("delete_original"):
        if original:
            api.state.remove(original)
        return
    args = dict(body)
    text, blocks = content(args)
    if body.get("replace_original") and original:
        api.state.change(original, text=text, blocks=blocks, metadata=metadata(args))
        return
    api.state.post(
        target.channel,
        api.state.team.bot.id,
        text,
        blocks=blocks,
        thread_ts=thread_root(api, target.channel, args),
        only_for=None if body.get("response_type") == "in_channel" else target.user,
        metadata=metadata(args),
    )
