"""The agent's status, suggested prompts, titles and sessions."""

from __future__ import annotations

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Channel, Json
from bot.workspace.webapi.registry import Api, Args, decoded, method, need, own_channel

STATUSES = ("active", "processing", "suspended", "closed")
MAX_PROMPTS = 4
MAX_LOADING_MESSAGES = 10
MAX_TITLE = 200


def _in_thread(api: Api, args: Args) -> tuple[Channel, str]:
    """The channel and the first message of the thread.

    Raises:
        Refused: either is not there.
    """
    channel = own_channel(api, args, "channel_id")
    (thread_ts,) = need(args, "thread_ts")
    if api.state.message(channel.id, thread_ts) is None:
        raise Refused("invalid_thread_ts")
    return channel, thread_ts


@method("assistant.threads.setStatus", "chat:write", "assistant:write", tier="special")
def assistant_threads_set_status(api: Api, args: Args) -> Json:
    """What the agent is doing in a thread; empty: nothing."""
    channel, thread_ts = _in_thread(api, args)
    loading = decoded(args, "loading_messages") or []
    if not isinstance(loading, list) or len(loading) > MAX_LOADING_MESSAGES:
        raise Refused("invalid_arguments", [f"no more than {MAX_LOADING_MESSAGES} items allowed"])
    status = str(args.get("status") or "")
    api.assistant.change(channel.id, thread_ts, status=status, loading_messages=tuple(loading) if status else ())
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write", tier=4)
def assistant_threads_set_suggested_prompts(api: Api, args: Args) -> Json:
    """What could be asked. An agent's prompts are for its whole Messages tab: with a thread the call does nothing."""
    channel = own_channel(api, args, "channel_id")
    prompts = decoded(args, "prompts")
    if not isinstance(prompts, list) or not prompts or len(prompts) > MAX_PROMPTS:
        raise Refused("invalid_arguments", [f"must provide 1 to {MAX_PROMPTS} items [json-pointer:/prompts]"])
    if not all(isinstance(one, dict) and one.get("title") and one.get("message") for one in prompts):
        raise Refused("invalid_arguments", ["missing required field: title or message [json-pointer:/prompts]"])
    if api.app.agent and args.get("thread_ts"):
        return {}
    kept = tuple({key: str(one[key]) for key in ("title", "message")} for one in prompts)
    thread_ts = str(args.get("thread_ts") or "")
    api.assistant.change(channel.id, thread_ts, prompts=kept, prompts_title=str(args.get("title") or ""))
    return {}


@method("assistant.threads.setTitle", "assistant:write", tier=4)
def assistant_threads_set_title(api: Api, args: Args) -> Json:
    """What a thread is called in the list of threads."""
    channel, thread_ts = _in_thread(api, args)
    (title,) = need(args, "title")
    api.assistant.change(channel.id, thread_ts, title=title)
    return {}


def _in_session(api: Api, args: Args) -> tuple[Channel, str]:
    if not api.app.agent:
        raise Refused("feature_disabled")
    return _in_thread(api, args)


@method("agents.sessions.setStatus", "chat:write")
def agents_sessions_set_status(api: Api, args: Args) -> Json:
    """Where a session is in its life; the first call begins it."""
    channel, thread_ts = _in_session(api, args)
    (status,) = need(args, "status")
    if status not in STATUSES:
        raise Refused("invalid_arguments", [f"must be one of: {', '.join(STATUSES)} [json-pointer:/status]"])
    title = str(args.get("title") or "")
    if len(title) > MAX_TITLE:
        raise Refused("invalid_arguments", [f"must be less than {MAX_TITLE + 1} characters [json-pointer:/title]"])
    before = api.assistant.thread(channel.id, thread_ts)
    changed = api.assistant.change(channel.id, thread_ts, session=status, title=before.title if before.session else title)
    return {"status": status, "agent_status": status, "title": changed.title}


@method("agents.sessions.rename", "chat:write")
def agents_sessions_rename(api: Api, args: Args) -> Json:
    """What a session is called."""
    channel, thread_ts = _in_session(api, args)
    (title,) = need(args, "title")
    if len(title) > MAX_TITLE:
        raise Refused("invalid_arguments", [f"must be less than {MAX_TITLE + 1} characters [json-pointer:/title]"])
    if not api.assistant.thread(channel.id, thread_ts).session:
        raise Refused("session_not_found")
    api.assistant.change(channel.id, thread_ts, title=title)
    return {"title": title}
