"""What happened in Slack."""

from __future__ import annotations

from typing import Any, Literal

from bot.slack.payloads.parts import Id, Identified, Link, Name, Part, Token, Trigger, Ts


class Event(Part):
    """Anything that happened."""

    type: Name


class Said(Event):
    """A message."""

    channel: Id
    ts: Ts
    user: Id | None = None
    """Missing where Slack tells of an edit or a deletion, or where an app speaks."""
    text: str | None = None
    thread_ts: Ts | None = None
    subtype: Name | None = None
    channel_type: Name | None = None


class Shown(Part):
    """What somebody saw."""

    hash: str | None = None


class Opened(Event):
    """The app was opened, on one of its tabs."""

    user: Id
    channel: Id | None = None
    tab: Name | None = None
    view: Shown | None = None


class Linked(Event):
    """Links were posted, or typed: then ``message_ts`` is none of a message."""

    channel: Id
    message_ts: Name
    user: Id
    links: list[Link]
    unfurl_id: str | None = None
    source: Name | None = None


class Inputs(Part):
    """What a function of Slack's own search is given."""

    user_context: Identified | None = None
    query: str | None = None
    filters: dict[str, Any] | None = None


class Function(Part):
    """Which one it is."""

    callback_id: Name


class Executed(Event):
    """A function is to run."""

    function: Function
    function_execution_id: Name
    bot_access_token: Token | None = None
    inputs: Inputs


class Reference(Part):
    """What a result of the search stands for."""

    id: Name


class Detailed(Event):
    """A result of the search was opened."""

    user: Id
    external_ref: Reference
    trigger_id: Trigger
    entity_url: str | None = None
    link: Link | None = None


class Happened(Part):
    """An event, in its envelope."""

    type: Literal["event_callback"]
    event: Event
    event_id: Name | None = None
    bot_access_token: Token | None = None


EVENTS: dict[str, type[Part]] = {
    "message": Said,
    "app_mention": Said,
    "app_home_opened": Opened,
    "link_shared": Linked,
    "function_executed": Executed,
    "entity_details_requested": Detailed,
}
