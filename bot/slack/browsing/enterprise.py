"""The directory in Slack's own search: what it finds, what it can be narrowed to, and the details of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.answering.composing.wording import Wording
from bot.answering.model import Answer
from bot.directory.model import Directory, Entry
from bot.slack.browsing.shelves import Shelves
from bot.slack.rendering.lines import about

SEARCH, FILTERS = "search", "filters"
"""Callback ids of the two functions of the manifest."""
KIND = "kind"
"""Name of the filter."""
ENTITY = "slack#/entities/item"
"""What sort of thing an entry is to Slack."""
RESULTS = 50
"""Entries found at most."""
UNDATED = "1970-01-01"
"""Slack wants a date of every result; this one nobody takes for fresh."""


def results(entries: Sequence[Entry], directory: Directory, said: Wording, app_link: str) -> list[dict[str, Any]]:
    """The entries as results. ``app_link``: where one that has no page of its own leads."""
    return [_result(entry, directory, said, app_link) for entry in entries[:RESULTS]]


def _result(entry: Entry, directory: Directory, said: Wording, app_link: str) -> dict[str, Any]:
    content = "\n".join(_lines(entry, directory, said))
    return {
        "external_ref": {"id": entry.id, "type": entry.kind},
        "title": entry.name,
        "description": about(entry, directory, said),
        "link": link_of(entry, directory) or app_link,
        "date_updated": _whole(max((fact.as_of for fact in entry.facts if not fact.former), default="")),
    } | ({"content": content} if content else {})


def filters(directory: Directory, shelves: Shelves, said: Wording) -> list[dict[str, Any]]:
    """What the search can be narrowed to: the kinds."""
    options = [{"name": said.kinds(directory.kinds[kind]), "value": kind} for kind in shelves.kinds()]
    return [
        {
            "name": KIND,
            "display_name": said.say("search_kind"),
            "display_name_plural": said.say("search_kinds"),
            "type": "multi_select",
            "options": options,
        }
    ]


def chosen_kinds(inputs: dict[str, Any], directory: Directory) -> tuple[str, ...]:
    """The kinds that the search is narrowed to; empty: all."""
    given = (inputs.get("filters") or {}).get(KIND)
    named = given if isinstance(given, list) else [given]
    return tuple(kind for kind in named if isinstance(kind, str) and kind in directory.kinds)


def details(entry: Entry, answer: Answer, url: str, said: Wording) -> dict[str, Any]:
    """An entry as Slack shows it when its result is opened."""
    fields = [
        {"key": f"{shown.fact.attribute}-{number}", "label": shown.label, "value": shown.fact.value, "type": "string"}
        for number, shown in enumerate(answer.card)
    ]
    sources = [{"key": "sources", "label": said.say("sources"), "value": "\n".join(answer.sources), "type": "string"}]
    return {
        "entity_type": ENTITY,
        "external_ref": {"id": entry.id, "type": entry.kind},
        "url": url,
        "entity_payload": {
            "attributes": {"title": {"text": entry.name}},
            "custom_fields": fields + (sources if answer.sources else []),
        },
    }


def link_of(entry: Entry, directory: Directory) -> str:
    """The entry's own page, or that of its first source; empty where there is none."""
    urls = [fact.value for fact in entry.facts if not fact.former and directory.attributes[fact.attribute].type == "url"]
    return next(iter(urls), "") or next((fact.source.url for fact in entry.facts if fact.source.url), "")


def _lines(entry: Entry, directory: Directory, said: Wording) -> Iterator[str]:
    """The entry's current facts, a line each, as Slack's search reads them."""
    for attribute in directory.kinds[entry.kind].attributes:
        for fact in entry.current(attribute):
            if not fact.targets:
                yield f"{said.attribute(directory.attributes[attribute])}: {fact.value}"


def _whole(date: str) -> str:
    """A date with its day: ``2016-11`` is the first of that month."""
    return (date + UNDATED[len(date) :]) if date else UNDATED
