"""Modals and Home views as Slack accepts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.workspace.kit.block_kit import Surface, plain
from bot.workspace.kit.blocks import problems
from bot.workspace.kit.checks import Check, anything, boolean, problem, record, string

_ALWAYS: Mapping[str, Check] = {"type": anything, "blocks": anything}
_FIELDS: Mapping[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
VIEWS: Mapping[Surface, Check] = {
    "modal": record(
        {**_ALWAYS, "title": plain(24)},
        {
            **_FIELDS,
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": record(_ALWAYS, _FIELDS),
}


def view_problems(view: Any) -> list[str]:
    """What Slack would object to in a modal or a Home view, in its own words; empty: nothing."""
    if not isinstance(view, dict):
        return [problem("must provide an object", "/view")]
    if not isinstance(view.get("type"), str) or view["type"] not in VIEWS:
        return [problem("must be one of: modal, home", "/view/type")]
    surface: Surface = view["type"]
    found = [*VIEWS[surface](view, "/view")]
    if isinstance(view.get("blocks"), list):
        found += problems(view["blocks"], surface, "/view/blocks")
        if surface == "modal" and not view.get("submit"):
            inputs = (
                n for n, block in enumerate(view["blocks"]) if isinstance(block, dict) and block.get("type") == "input"
            )
            found += [
                problem("must define `submit` to use an `input` block in modals", f"/view/blocks/{n}/input") for n in inputs
            ]
    return found
