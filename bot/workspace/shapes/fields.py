"""What people fill in and choose: from the plain value of a field to the shapes in which Slack sends it.

The plain value of a field, as a page or a test gives it: a string (the text typed; the value of the option chosen; the id
of the person or conversation; the date or time), a list of strings where several can be chosen, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.workspace.holding.state import Json
from bot.workspace.kit.blocks import elements

Raw = str | list[str] | None
Values = dict[str, dict[str, Json]]
"""Block id → action id → what is there, as Slack writes it."""

TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_ONE_OPTION = ("static_select", "external_select", "radio_buttons")
_OPTIONS = ("multi_static_select", "multi_external_select", "checkboxes")
_ONE = {
    "users_select": "user",
    "channels_select": "channel",
    "conversations_select": "conversation",
    "datepicker": "date",
    "timepicker": "time",
}
_SEVERAL = {
    "multi_users_select": "users",
    "multi_channels_select": "channels",
    "multi_conversations_select": "conversations",
}
REQUIRED = "Please complete this required field."


class UnknownOption(Exception):
    """The value is none of the field's options."""


def options(element: Json) -> list[Json]:
    """All options of a menu, those in groups too."""
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return [*(element.get("options") or []), *grouped]


def stateful(element: Json) -> bool:
    """Whether it keeps what was chosen or typed."""
    kind = element["type"]
    return kind in TEXTS or kind in _ONE_OPTION or kind in _OPTIONS or kind in _ONE or kind in _SEVERAL


def filled(element: Json, raw: Raw, suggested: list[Json] | None = None) -> Json:
    """What a field holds, as Slack writes it. `suggested`: the options that the app gave for what was typed.

    Raises:
        UnknownOption: there is none with that value.
    """
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": raw or None}
    if kind in _ONE:
        return {"type": kind, f"selected_{_ONE[kind]}": raw or None}
    if kind in _SEVERAL:
        return {"type": kind, f"selected_{_SEVERAL[kind]}": _listed(raw)}
    known = [*options(element), *(suggested or [])]
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": [_option(known, value) for value in _listed(raw)]}
    return {"type": kind, "selected_option": _option(known, raw) if isinstance(raw, str) else None}


def _listed(raw: Raw) -> list[str]:
    return [raw] if isinstance(raw, str) else raw or []


def _option(known: list[Json], value: str) -> Json:
    for option in known:
        if value in (option.get("value"), option["text"]["text"]):
            return option
    raise UnknownOption(value)


def initial(element: Json, current_conversation: str | None = None) -> Json:
    """What a field holds before anybody touches it."""
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in _ONE:
        default = current_conversation if element.get("default_to_current_conversation") else None
        return {"type": kind, f"selected_{_ONE[kind]}": default or element.get(f"initial_{_ONE[kind]}")}
    if kind in _SEVERAL:
        return {"type": kind, f"selected_{_SEVERAL[kind]}": element.get(f"initial_{_SEVERAL[kind]}") or []}
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    return {"type": kind, "selected_option": element.get("initial_option")}


def fields(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every field of the blocks, with its block."""
    for block in blocks:
        for _, element in elements(block):
            if stateful(element):
                yield block, element


def initials(blocks: list[Json], current_conversation: str | None = None, before: Values | None = None) -> Values:
    """What all fields hold at first; `before`: what those of the same block and action held in an earlier content."""
    values: Values = {}
    for block, element in fields(blocks):
        kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        same = kept if kept and kept["type"] == element["type"] else None
        values.setdefault(block["block_id"], {})[element["action_id"]] = same or initial(element, current_conversation)
    return values


def missing(blocks: list[Json], values: Values) -> dict[str, str]:
    """The required inputs that are empty, with what Slack says of them: block id → line. The app is not asked."""
    empty = {}
    for block, element in fields(blocks):
        if block["type"] != "input" or block.get("optional"):
            continue
        held = values.get(block["block_id"], {}).get(element["action_id"], {})
        if not any(value for key, value in held.items() if key != "type"):
            empty[block["block_id"]] = REQUIRED
        elif element["type"] in TEXTS and (line := _length(element, held["value"])):
            empty[block["block_id"]] = line
    return empty


def _length(element: Json, text: str) -> str:
    shortest, longest = element.get("min_length") or 0, element.get("max_length") or 3000
    if len(text) < shortest:
        return f"Please enter at least {shortest} characters."
    return f"Please enter at most {longest} characters." if len(text) > longest else ""


def action(element: Json, block_id: str, held: Json | None, action_ts: str, pressed: str | None = None) -> Json:
    """The entry of `actions` for an element that somebody pressed, chose from or typed in.

    Args:
        held: what the field holds now, for those that hold something.
        pressed: which option of an overflow menu, or which of two feedback buttons, by its value or text.

    Raises:
        UnknownOption: there is no such option or button.
    """
    shape: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id, "action_ts": action_ts}
    kind = element["type"]
    if kind == "feedback_buttons":
        both: list[Json] = [element["positive_button"], element["negative_button"]]
        one = next((b for b in both if pressed in (b.get("value"), b["text"]["text"])), None)
        if one is None:
            raise UnknownOption(pressed)
        return shape | {key: one[key] for key in ("text", "value") if key in one}
    if kind == "overflow":
        return shape | {"selected_option": _option(options(element), pressed or "")}
    kept = ("placeholder",) if held else ("text", "value", "style", "url", "icon")
    shape |= {key: element[key] for key in kept if key in element}
    shape |= {key: element[key] for key in element if key.startswith("initial_")}
    return shape | {key: value for key, value in (held or {}).items() if key != "type"}


def chosen_conversations(blocks: list[Json], values: Values) -> Iterator[tuple[str, str, str]]:
    """Block id, action id and conversation of every menu that asks for a response URL and has something chosen."""
    for block, element in fields(blocks):
        if element.get("response_url_enabled"):
            held: Any = values.get(block["block_id"], {}).get(element["action_id"], {})
            if channel := held.get("selected_conversation") or held.get("selected_channel"):
                yield block["block_id"], element["action_id"], channel
