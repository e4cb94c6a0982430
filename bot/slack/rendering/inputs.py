"""What people choose and type, and the views that hold it, built within Slack's limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.rendering.blocks import Block, plain

TITLE_LIMIT = 24
OPTION_LIMIT = 75
OPTIONS_LIMIT = 100
OVERFLOW_LIMIT = 5
VALUE_LIMIT = 150
PLACEHOLDER_LIMIT = 150
LABEL_LIMIT = 2000
VIEW_BLOCKS_LIMIT = 100


def modal(
    title: str, blocks: Sequence[Block], *, close: str, callback_id: str = "", metadata: str = "", submit: str = ""
) -> Block:
    """A modal; ``submit``: the label of the button that sends it, where there is anything to send."""
    optional = {
        "callback_id": callback_id,
        "private_metadata": metadata,
        "submit": plain(submit, TITLE_LIMIT) if submit else None,
    }
    return {
        "type": "modal",
        "title": plain(title, TITLE_LIMIT),
        "close": plain(close, TITLE_LIMIT),
        "blocks": list(blocks)[:VIEW_BLOCKS_LIMIT],
    } | {name: value for name, value in optional.items() if value}


def home(blocks: Sequence[Block]) -> Block:
    """A Home tab."""
    return {"type": "home", "blocks": list(blocks)[:VIEW_BLOCKS_LIMIT]}


def field(label: str, element: Block, block_id: str, hint: str = "", *, at_once: bool = False) -> Block:
    """An input with its label; ``at_once``: it tells the app when something is chosen or entered, not when it is sent."""
    made: Block = {"type": "input", "block_id": block_id, "label": plain(label, LABEL_LIMIT), "element": element}
    return made | ({"hint": plain(hint, LABEL_LIMIT)} if hint else {}) | ({"dispatch_action": True} if at_once else {})


def option(text: str, value: str, description: str = "") -> Block:
    """One thing to choose. Raises ValueError where its value is too long to be told apart."""
    if len(value) > VALUE_LIMIT:
        raise ValueError(f"{len(value)} characters of an option's value, {VALUE_LIMIT} at most")
    made: Block = {"text": plain(text, OPTION_LIMIT), "value": value}
    return made | {"description": plain(description, OPTION_LIMIT)} if description else made


def menu(options: Sequence[Block], action_id: str, placeholder: str) -> Block:
    """A menu behind three dots where there are few options, else one that says what it holds."""
    if len(options) <= OVERFLOW_LIMIT:
        return {"type": "overflow", "action_id": action_id, "options": list(options)}
    return select(options, action_id, placeholder)


def select(options: Sequence[Block], action_id: str, placeholder: str, chosen: str = "") -> Block:
    """A menu that says what it holds; ``chosen``: the value of the option chosen beforehand.

    More options than Slack takes in one list go into groups, named after their first and last.
    """
    made: Block = {"type": "static_select", "action_id": action_id, "placeholder": plain(placeholder, PLACEHOLDER_LIMIT)}
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


def typed_line(action_id: str, placeholder: str) -> Block:
    """A line of text, taken when Enter is pressed."""
    return {
        "type": "plain_text_input",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER_LIMIT),
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }


def typed_text(action_id: str, longest: int, *, multiline: bool = False) -> Block:
    """Text of so many characters at most, taken when its form is sent."""
    return {"type": "plain_text_input", "action_id": action_id, "multiline": multiline, "max_length": longest}
