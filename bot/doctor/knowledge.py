"""The fact base, and whether the app's manifest is the one that it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.directory.errors import KnowledgeError, KnowledgeMissing
from bot.directory.loader import load
from bot.directory.model import Directory
from bot.doctor.finding import Finding
from bot.slack.connecting.http import EVENTS_PATH
from bot.slack.manifest import manifest
from bot.slack.metering.freshness import freshness

OLD = 0.5
"""The part of the facts past their shelf life from which on there is a warning."""


def fact_base(folder: Path, today: date) -> tuple[Directory | None, Finding]:
    """The directory in a folder, None where it does not load; and how it is on a day."""
    try:
        directory = load(folder)
    except KnowledgeMissing as error:
        says, _, _ = str(error).partition("; ")
        return None, Finding("fact base", "fail", says, "set KNOWLEDGE to the folder of the fact base")
    except KnowledgeError as error:
        first, *more = str(error).splitlines()
        says = f"{folder} does not load: {first}" + (f" (and {len(more)} more)" if more else "")
        return None, Finding("fact base", "fail", says, "python -m bot check lists all that is wrong")
    now = freshness(directory, today)
    says = f"{directory.title}: {now.entries:,} entries, {now.facts:,} facts, {now.old:,} of them past their shelf life"
    if now.old > OLD * now.facts:
        return directory, Finding(
            "fact base", "warn", says, "python -m bot check --warnings lists them; look the worst up again"
        )
    return directory, Finding("fact base", "ok", says)


def manifest_file(path: Path, directory: Directory, enterprise_search: bool, url: str | None = None) -> Finding:
    """Whether a manifest, of the project or copied from Slack's page of the app, is what the fact base asks for.

    ``url``: where Slack reaches HTTP mode; empty: at the address in the manifest; None: it is for Socket Mode.
    """
    about = f"manifest {path}"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return Finding(about, "fail", f"cannot be read: {reason}", _AS_JSON)
    if not isinstance(found, dict):
        return Finding(about, "fail", "holds no manifest", _AS_JSON)
    address = "" if url is None else url or str(_at(found, _EVENTS_TO) or "https://…").removesuffix(EVENTS_PATH)
    wanted = manifest(directory, enterprise_search, address)
    if found == wanted:
        return Finding(about, "ok", "is what the fact base asks for")
    if told := "; ".join(drift(found, wanted)):
        command = f"python -m bot manifest{f' --url {address}' if address else ''}"
        return Finding(about, "warn", told, f"write it anew with {command}, and update the app from it")
    return Finding(about, "ok", "asks for the same as the fact base, in other words")


def drift(found: dict[str, Any], wanted: dict[str, Any]) -> Iterator[str]:
    """What one manifest lacks of the other, and what it has beyond it, of all that makes a difference to what works."""
    for name, path in _PARTS.items():
        has, needs = set(_names(_at(found, path))), set(_names(_at(wanted, path)))
        if needs - has:
            yield f"lacks the {name} {', '.join(sorted(needs - has))}"
        if has - needs:
            yield f"has the {name} {', '.join(sorted(has - needs))} beyond that"
    for name, path in _SWITCHES.items():
        if bool(_at(found, path)) != bool(_at(wanted, path)):
            yield f"{name} is {'on' if _at(found, path) else 'off'}"
    sent = _sent(found)
    if astray := [what for what, where in _sent(wanted).items() if where and sent.get(what, where) != where]:
        yield f"does not send {', '.join(astray)} to {_at(wanted, _EVENTS_TO)}"


_AS_JSON = "name a file that holds the app's manifest as JSON"
_EVENTS_TO = "settings.event_subscriptions.request_url"
_PARTS = {
    "scopes": "oauth_config.scopes.bot",
    "events": "settings.event_subscriptions.bot_events",
    "slash commands": "features.slash_commands",
    "shortcuts": "features.shortcuts",
    "link domains": "features.unfurl_domains",
}
_SWITCHES = {
    "the Home tab": "features.app_home.home_tab_enabled",
    "the Messages tab": "features.app_home.messages_tab_enabled",
    "interactivity": "settings.interactivity.is_enabled",
    "Socket Mode": "settings.socket_mode_enabled",
    "Slack's own search": "features.search.search_function_callback_id",
}
_ADDRESSES = {
    "events": _EVENTS_TO,
    "buttons and forms": "settings.interactivity.request_url",
    "menus": "settings.interactivity.message_menu_options_url",
}


def _sent(made: dict[str, Any]) -> dict[str, str]:
    """Where each of what Slack sends goes, slash commands by their names; empty: over Socket Mode."""
    listed = _at(made, "features.slash_commands")
    commands = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    sent = {name: str(_at(made, path) or "") for name, path in _ADDRESSES.items()}
    return sent | {str(one.get("command")): str(one.get("url") or "") for one in commands}


def _at(made: Any, path: str) -> Any:
    """What stands at a path of names with dots; None where nothing does."""
    for name in path.split("."):
        made = made.get(name) if isinstance(made, dict) else None
    return made


def _names(listed: Any) -> Iterator[str]:
    for one in listed if isinstance(listed, list) else []:
        yield str(one.get("command") or one.get("callback_id")) if isinstance(one, dict) else str(one)
