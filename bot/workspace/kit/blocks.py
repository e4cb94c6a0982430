"""What Slack would object to in given blocks and views, and what it adds to those it takes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from bot.workspace.kit.block_kit import BLOCKS, MAX_ALL_MARKDOWN, Surface
from bot.workspace.kit.checks import array, problem, typed

MAX_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}


def problems(blocks: Any, surface: Surface = "message", at: str = "/blocks") -> list[str]:
    """What Slack would object to, in its own words; empty: nothing.

    Args:
        blocks: as given to the Web API.
        surface: where they are to be shown.
        at: JSON pointer to them in the request.
    """
    shortest = 0 if surface == "message" else 1
    found = [*array(typed(BLOCKS[surface]), MAX_BLOCKS[surface], shortest)(blocks, at)]
    return found or [*_across(blocks, at)]


def _across(blocks: list[dict[str, Any]], at: str) -> Iterator[str]:
    """What only shows when all blocks are looked at together. They are well formed by now."""
    seen: set[str] = set()
    tables = 0
    markdown = 0
    focused = 0
    for number, block in enumerate(blocks):
        if (block_id := block.get("block_id")) is not None:
            if block_id in seen:
                yield problem(f'`block_id` "{block_id}" already exists', f"{at}/{number}/block_id")
            seen.add(block_id)
        action_ids: set[str] = set()
        for place, element in elements(block):
            if (action_id := element.get("action_id")) is not None:
                if action_id in action_ids:
                    yield problem(f'`action_id` "{action_id}" already exists', f"{at}/{number}/{place}/action_id")
                action_ids.add(action_id)
            yield from _initial(element, f"{at}/{number}/{place}")
            focused += bool(element.get("focus_on_load"))
        markdown += len(block["text"]) if block["type"] == "markdown" else 0
        tables += block["type"] == "table"
        if block["type"] == "table" and tables > 1:
            yield problem("only_one_table_allowed", f"{at}/{number}")
    if focused > 1:
        yield problem("only one element can have focus_on_load", at)
    if markdown > MAX_ALL_MARKDOWN:
        yield problem(f"all markdown together must be less than {MAX_ALL_MARKDOWN + 1} characters", at)


def _initial(element: dict[str, Any], at: str) -> Iterator[str]:
    """An option chosen beforehand must be one of those there are; only the app knows those of an external menu."""
    given = [*(element.get("options") or []), *(o for g in element.get("option_groups") or [] for o in g["options"])]
    chosen = [
        *(element.get("initial_options") or []),
        *([element["initial_option"]] if element.get("initial_option") else []),
    ]
    if given and any(option not in given for option in chosen):
        yield problem("initial option must match one of the options", at)


def elements(block: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The elements of a block that can be pressed, chosen from or filled in, each with its place in the block."""
    for name in ("accessory", "element"):
        if isinstance(one := block.get(name), dict):
            yield name, one
    if block.get("type") in ("actions", "context_actions"):
        for number, one in enumerate(block["elements"]):
            yield f"elements/{number}", one


def all_text(value: Any) -> int:
    """How many characters of text the blocks hold altogether."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(all_text(one) for one in value.values() if not isinstance(one, str))
    return sum(all_text(one) for one in value) if isinstance(value, list) else 0


def identified(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with an id for every block and element that has none, as Slack gives them."""
    return [_identified(block) for block in blocks]


def _identified(block: dict[str, Any]) -> dict[str, Any]:
    copy = {"block_id": secrets.token_urlsafe(4), **block}
    for name in ("accessory", "element"):
        if isinstance(one := copy.get(name), dict) and one["type"] != "image":
            copy[name] = {"action_id": secrets.token_urlsafe(4), **one}
    if copy["type"] in ("actions", "context_actions"):
        copy["elements"] = [{"action_id": secrets.token_urlsafe(4), **one} for one in copy["elements"]]
    return copy
