"""What somebody presses, chooses or fills in, found in the blocks it stands in; what is not there any more is impossible."""

from __future__ import annotations

from typing import Any

from bot.workspace.doing.outbound import Impossible
from bot.workspace.holding.state import Json
from bot.workspace.kit.blocks import elements
from bot.workspace.shapes.fields import Raw, UnknownOption, Values, action, filled, stateful

Raws = dict[str, dict[str, Raw]]
"""Block id → action id → plain value of a field."""
GONE = "This button is not there any more."
NO_CHOICE = "This choice is not there any more."


def element_of(blocks: list[Json], block_id: str, action_id: str) -> Json:
    """The element with these ids.

    Raises:
        Impossible: there is none.
    """
    for block in blocks:
        for _, element in elements(block):
            if (block.get("block_id"), element.get("action_id")) == (block_id, action_id):
                return element
    raise Impossible(GONE)


def merged(blocks: list[Json], held: Values, raws: Raws, suggested: list[Json] | None = None) -> Values:
    """What all fields hold, once the plain values are put in; those of fields that are gone are left out.

    Raises:
        Impossible: a value is none of its field's options.
    """
    values = {block_id: dict(actions) for block_id, actions in held.items()}
    for block in blocks:
        for _, element in elements(block):
            given: Any = raws.get(block["block_id"], {})
            if stateful(element) and element["action_id"] in given:
                before = values.get(block["block_id"], {}).get(element["action_id"], {})
                known = [*(suggested or []), *_kept(before)]
                try:
                    value = filled(element, given[element["action_id"]], known)
                except UnknownOption:
                    raise Impossible(NO_CHOICE) from None
                values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def _kept(held: Json) -> list[Json]:
    return [*(held.get("selected_options") or []), *([held["selected_option"]] if held.get("selected_option") else [])]


def pressed(
    element: Json, block_id: str, value: Raw, values: Values, action_ts: str, suggested: list[Json] | None = None
) -> Json:
    """The entry of `actions` for what was pressed; what it holds now is put into `values`.

    Raises:
        Impossible: there is no such option.
    """
    try:
        if not stateful(element):
            return action(element, block_id, None, action_ts, value if isinstance(value, str) else None)
        before = values.get(block_id, {}).get(element["action_id"], {})
        held = filled(element, value, [*(suggested or []), *_kept(before)]) if value is not None else before
        values.setdefault(block_id, {})[element["action_id"]] = held
        return action(element, block_id, held, action_ts)
    except UnknownOption:
        raise Impossible(NO_CHOICE) from None
