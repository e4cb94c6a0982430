"""What a page may ask of the workspace, each wish under its type. The page's person acts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.workspace.doing.outbound import Impossible
from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Channel, Json, Message, User
from bot.workspace.pages import pageview
from bot.workspace.pages.factbase import Asked

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

Wish = Callable[["Workspace", User, Json], Awaitable[Json | None]]
"""Takes the workspace, who wishes, and what; gives what is to be said back beside that it is done.

Raises:
    Impossible: it cannot be done; the page is told why.
    NotAcknowledged: the bot did not answer.
    KeyError, TypeError, ValueError: it is not understood.
"""
WISHES: dict[str, Wish] = {}


def _wish(kind: str) -> Callable[[Wish], Wish]:
    def keep(wish: Wish) -> Wish:
        WISHES[kind] = wish
        return wish

    return keep


def _channel(workspace: Workspace, wish: Json) -> Channel:
    return workspace.state.channels[wish["channel"]]


def _message(workspace: Workspace, me: User, wish: Json) -> Message:
    message = workspace.state.message(_channel(workspace, wish).id, wish["ts"])
    if message is None or not pageview.sees(me, message, workspace.state):
        raise Impossible("This message is not there any more.")
    return message


@_wish("say")
async def _say(workspace: Workspace, me: User, wish: Json) -> None:
    workspace.people.say(me, _channel(workspace, wish), wish["text"], wish.get("thread_ts"))


@_wish("slash")
async def _slash(workspace: Workspace, me: User, wish: Json) -> None:
    await workspace.people.slash(me, _channel(workspace, wish), wish["command"], wish["text"])


@_wish("press")
async def _press(workspace: Workspace, me: User, wish: Json) -> None:
    where, value, state = (wish["block_id"], wish["action_id"]), wish.get("values", wish.get("value")), wish.get("state")
    if "view_id" in wish:
        await workspace.surfaces.press(me, wish["view_id"], *where, value, state)
        return
    message = _message(workspace, me, wish)
    await workspace.people.press(me, message, *where, value, state, workspace.surfaces.suggested(message))


@_wish("suggest")
async def _suggest(workspace: Workspace, me: User, wish: Json) -> Json:
    where = wish["view_id"] if "view_id" in wish else _message(workspace, me, wish)
    ids = (wish["block_id"], wish["action_id"], wish["query"])
    return await workspace.surfaces.suggest(me, where, *ids, wish.get("state"))


@_wish("submit")
async def _submit(workspace: Workspace, me: User, wish: Json) -> Json:
    return {"errors": await workspace.surfaces.submit(me, wish["view_id"], wish["state"])}


@_wish("close")
async def _close(workspace: Workspace, me: User, wish: Json) -> None:
    await workspace.surfaces.close(me, wish["view_id"], bool(wish.get("all")))


@_wish("tab")
async def _tab(workspace: Workspace, me: User, wish: Json) -> None:
    if wish["tab"] not in ("home", "messages"):
        raise ValueError(wish["tab"])
    workspace.surfaces.open_tab(me, wish["tab"])


@_wish("shortcut")
async def _shortcut(workspace: Workspace, me: User, wish: Json) -> None:
    message = _message(workspace, me, wish) if "ts" in wish else None
    await workspace.surfaces.shortcut(me, wish["callback_id"], message)


@_wish("search")
async def _search(workspace: Workspace, me: User, wish: Json) -> Json:
    return {"found": (await workspace.searches.search(me, str(wish["query"])))["search_result"]}


@_wish("details")
async def _details(workspace: Workspace, me: User, wish: Json) -> Json:
    return {"details": await workspace.searches.details(me, wish["link"], wish["id"])}


@_wish("react")
async def _react(workspace: Workspace, me: User, wish: Json) -> None:
    if not isinstance(wish["name"], str) or not wish["name"]:
        raise ValueError(wish["name"])
    workspace.state.react(_message(workspace, me, wish), me.id, wish["name"], bool(wish["add"]))


@_wish("delete")
async def _delete(workspace: Workspace, me: User, wish: Json) -> None:
    workspace.people.delete(me, _message(workspace, me, wish))


@_wish("invite")
async def _invite(workspace: Workspace, me: User, wish: Json) -> None:
    workspace.people.invite_bot(me, _channel(workspace, wish))


@_wish("fault")
async def _fault(workspace: Workspace, me: User, wish: Json) -> None:
    match wish["name"]:
        case "disconnect":
            await workspace.sockets.disconnect()
        case "cut":
            await workspace.sockets.drop()
        case "half_open":
            workspace.sockets.half_open()
        case "clear":
            workspace.faults.clear()
        case name:
            workspace.faults.set(name, wish["value"])


@_wish("restart")
async def _restart(workspace: Workspace, me: User, wish: Json) -> None:
    await workspace.process.restart()


@_wish("explain")
async def _explain(workspace: Workspace, me: User, wish: Json) -> Json:
    if workspace.knowledge is None:
        return {"explained": None}
    if "question" in wish:
        return {"explained": await workspace.knowledge.explain(Asked(str(wish["question"]), me.locale))}
    message = _message(workspace, me, wish)
    return {"explained": await workspace.knowledge.explain_message(message, workspace.state, workspace.record)}


async def grant(workspace: Workspace, me: User, wish: Json) -> Json:
    """Do what is wished; returns what is to be said back.

    Raises:
        Impossible, NotAcknowledged, KeyError, TypeError, ValueError: as `Wish` says.
    """
    try:
        return await WISHES[wish["type"]](workspace, me, wish) or {}
    except Refused as refused:
        raise Impossible(" ".join([refused.error, *refused.messages])) from None
