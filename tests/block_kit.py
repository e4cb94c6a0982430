"""An independent judge of Block Kit: slack_sdk's own models, and Slack's limits as plain numbers.

It shares nothing with the workspace's checks, so the two keep an eye on each other. `record` takes every payload that a
test makes an app send; the fixture in conftest.py judges them when the test ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]

_recorded: list[Json] = []


def record(payload: Json) -> None:
    """Keep a payload with `text` and `blocks`, or with a `view`, to be judged when the test ends."""
    _recorded.append(payload)


def take_recorded() -> list[Json]:
    """All that was kept since the last time."""
    taken = _recorded.copy()
    _recorded.clear()
    return taken


def check(payload: Json) -> None:
    """Judge a recorded payload.

    Raises:
        AssertionError: with everything that is wrong.
    """
    if "view" in payload:
        check_view(payload["view"])
    elif not payload.get("delete_original"):
        check_message(payload.get("text"), payload.get("blocks"))


def check_message(text: Any, blocks: Any) -> None:
    """Judge a message.

    Raises:
        AssertionError: with everything that is wrong.
    """
    _assert_none([*_wrong_with_text(text), *_wrong_with_blocks(blocks or [], most=50)], blocks)


def check_view(view: Json) -> None:
    """Judge a modal or Home view.

    Raises:
        AssertionError: with everything that is wrong.
    """
    wrong = [*_wrong_with_blocks(view.get("blocks", []), most=100)]
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        wrong.append(f"view: {error}")
    _assert_none(wrong, view)


def _assert_none(wrong: list[str], what: Any) -> None:
    assert not wrong, "\n".join(["not valid Block Kit:", *wrong, f"in {what}"])


def _wrong_with_text(text: Any) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "text: missing; notifications and screen readers show nothing else"
    elif len(text) > 40_000:
        yield f"text: {len(text)} characters"


def _wrong_with_blocks(blocks: Any, most: int) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield "blocks: not a list"
        return
    if len(blocks) > most:
        yield f"blocks: {len(blocks)}, at most {most}"
    for number, block in enumerate(blocks):
        for wrong in (*_wrong_by_model(block), *_wrong_by_limit(block)):
            yield f"blocks[{number}] {wrong}"
    ids = [block["block_id"] for block in blocks if isinstance(block, dict) and "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "blocks: a block_id twice"
    if sum(str(block).count("'focus_on_load': True") for block in blocks) > 1:
        yield "blocks: focus_on_load twice"
    if sum(isinstance(block, dict) and block.get("type") == "table" for block in blocks) > 1:
        yield "blocks: more than one table"
    if most == 50 and (total := sum(len(text) for text in _texts(blocks))) > 13_200:
        yield f"blocks: {total} characters of text altogether, in a message"


# --- slack_sdk's models ---


def _wrong_by_model(block: Any) -> Iterator[str]:
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"of unknown type {block.get('type')!r}"
            return
        yield from _lost(block, parsed.to_dict(), "")
    except (SlackObjectFormationError, TypeError, ValueError, AttributeError) as error:
        yield str(error)
    if isinstance(block, dict) and block.get("type") == "table":
        for row in block["rows"]:
            for cell in row:
                if cell["type"] == "rich_text":
                    yield from _wrong_by_model(cell)


def _lost(given: Any, understood: Any, at: str) -> Iterator[str]:
    """What slack_sdk's model left out, because it knows no such field or element."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for key, value in given.items():
            if key not in understood:
                if value not in (None, [], ""):
                    yield f"{at}.{key} is not known to slack_sdk"
            else:
                yield from _lost(value, understood[key], f"{at}.{key}")
    elif isinstance(given, list) and isinstance(understood, list):
        if len(given) != len(understood):
            yield f"{at}: {len(given)} given, {len(understood)} understood"
        for number, (one, other) in enumerate(zip(given, understood, strict=False)):
            yield from _lost(one, other, f"{at}[{number}]")
    elif given != understood:
        yield f"{at}: {given!r} understood as {understood!r}"


# --- Slack's limits ---

TEXT_LIMITS = {
    ("section", "text"): 3000,
    ("section", "fields"): 2000,
    ("header", "text"): 150,
    ("context", "elements"): 3000,
    ("image", "title"): 2000,
    ("button", "text"): 75,
    ("option", "text"): 75,
    ("option", "description"): 75,
    ("static_select", "placeholder"): 150,
    ("external_select", "placeholder"): 150,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
}
STRING_LIMITS = {
    "block_id": 255,
    "action_id": 255,
    "url": 3000,
    "image_url": 3000,
    "alt_text": 2000,
    "accessibility_label": 75,
}
VALUE_LIMITS = {"button": 2000, "option": 150, "feedback_buttons": 2000}
COUNT_LIMITS = {
    ("section", "fields"): (1, 10),
    ("context", "elements"): (1, 10),
    ("actions", "elements"): (1, 25),
    ("context_actions", "elements"): (1, 5),
    ("overflow", "options"): (1, 5),
    ("static_select", "options"): (1, 100),
    ("radio_buttons", "options"): (1, 10),
    ("checkboxes", "options"): (1, 10),
    ("table", "rows"): (1, 100),
    ("table", "column_settings"): (0, 20),
    ("rich_text", "elements"): (1, 1000),
}
PRESSED = {
    "button",
    "overflow",
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "multi_static_select",
    "multi_external_select",
    "radio_buttons",
    "checkboxes",
    "datepicker",
    "timepicker",
}
TEXTS = {"plain_text", "mrkdwn"}
MAY_HOLD = {
    ("section", "text"): TEXTS,
    ("section", "fields"): TEXTS,
    ("section", "accessory"): PRESSED | {"image"},
    ("actions", "elements"): PRESSED,
    ("context", "elements"): TEXTS | {"image"},
    ("context_actions", "elements"): {"feedback_buttons", "icon_button"},
    ("table", "rows"): {"raw_text", "raw_number", "rich_text"},
    ("rich_text", "elements"): {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"},
    ("rich_text_list", "elements"): {"rich_text_section"},
}
PLAIN_ONLY = {("header", "text"), ("button", "text"), ("option", "text"), ("image", "title"), ("input", "label")}


def _wrong_by_limit(block: Any) -> Iterator[str]:
    if not isinstance(block, dict) or "type" not in block:
        yield "is no object with a type"
        return
    if block["type"] == "markdown" and not 0 < len(block.get("text", "")) <= 12_000:
        yield "markdown: 1 to 12000 characters"
    for row in block.get("rows", []) if block["type"] == "table" else []:
        if not 1 <= len(row) <= 20:
            yield f"table: a row of {len(row)} cells"
    if block["type"] == "image":
        yield from _wrong_with_image(block)
    ids = [one["action_id"] for one in block.get("elements", []) if isinstance(one, dict) and "action_id" in one]
    if len(ids) != len(set(ids)):
        yield "an action_id twice"
    yield from _walk(block, block["type"])


def _walk(thing: Json, kind: str) -> Iterator[str]:
    offered = thing.get("options") or [one for group in thing.get("option_groups") or [] for one in group["options"]]
    chosen = [thing["initial_option"]] if thing.get("initial_option") else thing.get("initial_options") or []
    if offered and not all(one in offered for one in chosen):
        yield f"{kind}: chosen beforehand what is none of its options"
    for key, value in thing.items():
        where = (kind, key)
        if isinstance(value, str):
            yield from _wrong_with_string(kind, key, value)
        if isinstance(value, list):
            low, high = COUNT_LIMITS.get(where, (0, 1000))
            if not low <= len(value) <= high:
                yield f"{kind}.{key}: {len(value)} items"
        children = value if isinstance(value, list) else [value]
        for child in children:
            for one in child if isinstance(child, list) else [child]:
                if isinstance(one, dict):
                    yield from _wrong_with_object(where, one)
                    yield from _walk(one, _kind_of(key, one))


def _kind_of(key: str, thing: Json) -> str:
    if "type" in thing:
        return str(thing["type"])
    return "option" if key in ("options", "initial_option", "initial_options") else key


def _wrong_with_object(where: tuple[str, str], thing: Json) -> Iterator[str]:
    if where in MAY_HOLD and thing.get("type") not in MAY_HOLD[where]:
        yield f"{'.'.join(where)}: cannot hold {thing.get('type')!r}"
    if thing.get("type") == "image":
        yield from _wrong_with_image(thing)
    if thing.get("type") in ("plain_text", "mrkdwn"):
        longest = TEXT_LIMITS.get(where, 3000)
        if not isinstance(thing.get("text"), str) or not 1 <= len(thing["text"]) <= longest:
            yield f"{'.'.join(where)}: text must have 1 to {longest} characters"
        if where in PLAIN_ONLY and thing["type"] != "plain_text":
            yield f"{'.'.join(where)}: must be plain_text"
    if thing.get("type") in ("raw_text", "text") and not thing.get("text"):
        yield f"{'.'.join(where)}: empty text"


def _wrong_with_image(image: Json) -> Iterator[str]:
    if bool(image.get("image_url")) == bool(image.get("slack_file")):
        yield "image: needs image_url or slack_file"
    if not image.get("alt_text"):
        yield "image: needs alt_text"


def _wrong_with_string(kind: str, key: str, value: str) -> Iterator[str]:
    longest = VALUE_LIMITS.get(kind) if key == "value" else STRING_LIMITS.get(key)
    if longest is not None and not 1 <= len(value) <= longest:
        yield f"{kind}.{key}: {len(value)} characters, 1 to {longest} allowed"
    if key == "style" and kind == "button" and value not in ("primary", "danger"):
        yield f"button.style: {value}"


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from _texts(one)
