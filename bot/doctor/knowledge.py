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


def manifest_file(path: Path, directory: Directory, enterprise_search: bool) -> Finding:
    """Whether a manifest, of the project or copied from Slack's page of the app, is what the fact base asks for."""
    about, mend = f"manifest {path}", "write it anew with python -m bot manifest, and update the app from it"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return Finding(about, "fail", f"cannot be read: {reason}", "name a file that holds the app's manifest as JSON")
    wanted = manifest(directory, enterprise_search)
    if found == wanted:
        return Finding(about, "ok", "is what the fact base asks for")
    if told := "; ".join(drift(found, wanted)):
        return Finding(about, "warn", told, mend)
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
    "Slack's own search": "features.search.search_function_callback_id",
}


def _at(made: Any, path: str) -> Any:
    """What stands at a path of names with dots; None where nothing does."""
    for name in path.split("."):
        made = made.get(name) if isinstance(made, dict) else None
    return made


def _names(listed: Any) -> Iterator[str]:
    for one in listed if isinstance(listed, list) else []:
        yield str(one.get("command") or one.get("callback_id")) if isinstance(one, dict) else str(one)
