"""Modals and Home tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json
from bot.workspace.webapi.registry import Api, Args, method, need


@method("views.open", tier=4)
def views_open(api: Api, args: Args) -> Json:
    """A modal for the user whose trigger this is."""
    return _triggered(api, args, api.views.open)


@method("views.push", tier=4)
def views_push(api: Api, args: Args) -> Json:
    """A modal on top of the one in which the trigger came up."""
    return _triggered(api, args, api.views.push)


def _triggered(api: Api, args: Args, show: Callable[[str, Any, str | None], Json]) -> Json:
    """What a trigger gives leave for. A view that Slack does not take leaves the trigger good."""
    (trigger_id,) = need(args, "trigger_id")
    trigger = api.triggers.look(trigger_id)
    view = show(trigger.user, args.get("view"), trigger.conversation)
    api.triggers.take(trigger_id)
    return {"view": view}


@method("views.update", tier=4)
def views_update(api: Api, args: Args) -> Json:
    """Another content for an open modal, or for a Home tab."""
    view_id = str(args.get("view_id") or "") or api.views.by_external_id(str(args.get("external_id") or ""))
    return {"view": api.views.update(view_id, args.get("view"), args.get("hash"))}


@method("views.publish", tier=4)
def views_publish(api: Api, args: Args) -> Json:
    """A user's Home tab."""
    (user_id,) = need(args, "user_id")
    if not api.app.home_tab:
        raise Refused("not_enabled")
    if user_id not in api.state.users:
        raise Refused("invalid_arguments", ["invalid `user_id` [json-pointer:/user_id]"])
    return {"view": api.views.publish(user_id, args.get("view"), args.get("hash"))}
