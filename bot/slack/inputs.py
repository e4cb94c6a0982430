"""What people choose and type in modals and in Home, built within Slack's limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.blocks import Block, plain

TITLE_LIMIT = 24
OPTION_LIMIT = 75
OPTIONS_LIMIT = 100
VALUE_LIMIT = 150
PLACEHOLDER_LIMIT = 150
LABEL_LIMIT = 2000
VIEW_BLOCKS_LIMIT = 100


def modal(title: str, blocks: Sequence[Block], *, callback_id: str, close: str, metadata: str = "") -> Block:
    """A modal without a submit button."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE_LIMIT),
        "close": plain(close, TITLE_LIMIT),
        "private_metadata": metadata,
        "blocks": list(blocks)[:VIEW_BLOCKS_LIMIT],
    }


def home(blocks: Sequence[Block]) -> Block:
    """A Home tab."""
    return {"type": "home", "blocks": list(blocks)[:VIEW_BLOCKS_LIMIT]}


def field(label: str, element: Block, block_id: str) -> Block:
    """An input with its label, which tells the app at once when something is chosen or entered."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, LABEL_LIMIT),
        "element": element,
        "dispatch_action": True,
    }


def option(text: str, value: str, description: str = "") -> Block:
    """One thing to choose. Raises ValueError where its value is too long to be told apart."""
    if len(value) > VALUE_LIMIT:
        raise ValueError(f"{len(value)} characters of an option's value, {VALUE_LIMIT} at most")
    made: Block = {"text": plain(text, OPTION_LIMIT), "value": value}
    return made | {"description": plain(description, OPTION_LIMIT)} if description else made


def typed_line(action_id: str, placeholder: str) -> Block:
    """A line of text, taken when Enter is pressed."""
    return {
        "type": "plain_text_input",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER_LIMIT),
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }


def menu(action_id: str, placeholder: str, options: Sequence[Block], chosen: str = "") -> Block:
    """A menu of options; more than Slack takes in one list go into groups, named after their first and last."""
    made: dict[str, Any] = {"type": "static_select", "action_id": action_id, "placeholder": plain(placeholder, OPTION_LIMIT)}
    if len(options) <= OPTIONS_LIMIT:
        made["options"] = list(options)
    else:
        groups = [options[i : i + OPTIONS_LIMIT] for i in range(0, len(options), OPTIONS_LIMIT)]
        made["option_groups"] = [{"label": plain(_span(group), OPTION_LIMIT), "options": list(group)} for group in groups]
    if initial := next((one for one in options if one["value"] == chosen), None):
        made["initial_option"] = initial
    return made


def _span(options: Sequence[Mapping[str, Any]]) -> str:
    first, last = (options[i]["text"]["text"] for i in (0, -1))
    return f"{first[:30]} – {last[:30]}"


def search_menu(action_id: str, placeholder: str, chosen: Block | None = None) -> Block:
    """A menu whose options are looked up at every letter typed."""
    made: Block = {
        "type": "external_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER_LIMIT),
        "min_query_length": 1,
        "focus_on_load": True,
    }
    return made | {"initial_option": chosen} if chosen else made
