"""Uploads: the external flow, the one that Slack still has."""

from __future__ import annotations

from bot.workspace.holding.files import File
from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Channel, Json
from bot.workspace.webapi.registry import Api, Args, decoded, method, need, writable

MAX_BYTES = 3 * 1024 * 1024


@method("files.getUploadURLExternal", "files:write", tier=4)
def files_get_upload_url_external(api: Api, args: Args) -> Json:
    """Where to send a file's bytes."""
    filename, length = need(args, "filename", "length")
    if not length.isdecimal() or not 0 < int(length) <= MAX_BYTES:
        raise Refused("invalid_arguments", ["must be a positive number of bytes [json-pointer:/length]"])
    if len(str(args.get("alt_txt") or "")) > 1000:
        raise Refused("alt_txt_too_large")
    file, ticket = api.files.reserve(filename, int(length), api.state.team.bot.id, int(api.state.now()))
    return {"upload_url": f"{api.url}/upload/{ticket}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write", tier=4)
def files_complete_upload_external(api: Api, args: Args) -> Json:
    """Say what the uploaded files are called and where they belong; they are posted there in one message each place."""
    files = [_uploaded(api, wanted) for wanted in _wanted(args)]
    channels = _places(api, args)
    for file in files:
        file.complete = True
    shapes = tuple(file.shape(api.url) for file in files)
    comment = str(args.get("initial_comment") or "")
    for channel in channels:
        thread_ts = args.get("thread_ts") or None
        api.state.post(channel.id, api.state.team.bot.id, comment, thread_ts=thread_ts, files=shapes)
        api.assistant.answered(channel.id, thread_ts or "")
    return {"files": list(shapes)}


@method("files.info", "files:read", tier=4)
def files_info(api: Api, args: Args) -> Json:
    """One file."""
    return {"file": _file(api, *need(args, "file")).shape(api.url)}


def _wanted(args: Args) -> list[Json]:
    given = decoded(args, "files")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise Refused("invalid_arguments", ["must provide an array [json-pointer:/files]"])
    return given


def _uploaded(api: Api, wanted: Json) -> File:
    file = _file(api, str(wanted.get("id")))
    if file.body is None or file.complete:
        raise Refused("file_not_found")
    file.title = str(wanted.get("title") or file.name)
    return file


def _file(api: Api, file_id: str) -> File:
    file = api.files.by_id.get(file_id)
    if file is None:
        raise Refused("file_not_found")
    return file


def _places(api: Api, args: Args) -> list[Channel]:
    named = [str(args["channel_id"])] if args.get("channel_id") else str(args.get("channels") or "").split(",")
    return [writable(api, {"channel": name}) for name in named if name]
