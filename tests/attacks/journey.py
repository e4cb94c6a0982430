"""One of every payload that Slack sends to this bot, as they come when somebody uses all of it."""

from __future__ import annotations

import contextlib
from typing import Any

from bot.slack.browsing.pages import ASK
from bot.slack.browsing.searching import ENTRY, KIND
from bot.slack.manifest import FIND, SEARCH
from bot.slack.rendering.buttons import CURATORS, SHARE, SHARE_TO, VOTE
from bot.slack.rendering.forms import SEEN, VALUE, WHERE, WHICH
from bot.workspace import Message
from tests.attacks.target import Target

PHONE = "phone for harbour house"
PAGE = "https://www.lantern-museum.example.org/harbour"


async def payloads(target: Target) -> list[tuple[str, dict[str, Any]]]:
    """Uses the bot in every way; returns each payload that was delivered with its sort, those alike only once."""
    slack = target.workspace
    await _conversations(target)
    await _modals(target)
    await _home(target)
    await slack.search("harbour")
    await slack.search_filters()
    await slack.opens_details(PAGE, "house/harbour")
    await target.quiet()
    delivered = [(entry.name, entry.request["payload"]) for entry in slack.record.deliveries() if not entry.error]
    return list({sort(kind, payload): (kind, payload) for kind, payload in delivered}.values())


def sort(kind: str, payload: dict[str, Any]) -> str:
    """What tells payloads from others: type, and name of the command, button or form."""
    event, view = payload.get("event") or {}, payload.get("view") or {}
    action = (payload.get("actions") or [{}])[0].get("action_id", "").rstrip("0123456789")
    function = (event.get("function") or {}).get("callback_id")
    names = (event.get("type"), event.get("channel_type"), event.get("subtype"), event.get("tab"), function)
    own = (payload.get("type"), payload.get("command"), payload.get("callback_id"), view.get("callback_id"), action)
    where = (payload.get("container") or {}).get("type")
    return " ".join(str(name) for name in (kind, *own, *names, where) if name)


async def _conversations(target: Target) -> None:
    slack = target.workspace
    await slack.asks(PHONE)
    answer = await _said(target)
    await slack.says("and the fax?", thread=answer)
    await slack.dm(PHONE)
    await slack.press(answer, VOTE, option="It worked")
    await _said(target)
    await slack.press(answer, "More")
    card = await _said(target)
    for button in ("Copy text", "Save contact"):
        await slack.press(card, button)
        await _said(target)
    await slack.slash("/directory", PHONE)
    await slack.press(await _said(target), SHARE)
    await target.quiet()
    for question, button, option in (
        ("house", "choose:0", None),
        ("west", "ask:0", None),
        ("houses", "open:row", "Hill House"),
    ):
        await slack.slash("/directory", question)
        await slack.press(await _said(target), button, option=option)
        await target.quiet()
    await slack.slash("/directory", "the moon")
    await slack.press(await _said(target), CURATORS)
    await slack.slash("/directory", "here")
    await slack.slash("/press", "west")
    await slack.says(f"look at {PAGE}")
    await slack.edits(await slack.says("no"), "nor this")
    await target.quiet()


async def _modals(target: Target) -> None:
    slack = target.workspace
    await slack.asks(PHONE)
    await slack.press(await _said(target), "More")
    card = await _said(target)
    await slack.press(card, "Report a change")
    await target.quiet()
    await slack.submits(_top(target), {WHICH: {WHICH: "#"}, VALUE: {VALUE: "It moved."}, SEEN: {SEEN: "there"}})
    await slack.closes(_top(target), all=True)
    await slack.press(card, SHARE_TO)
    await target.quiet()
    await slack.submits(_top(target), {WHERE: {WHERE: slack.channel().id}})
    await slack.shortcut(SEARCH)
    await target.quiet()
    await slack.suggests(_top(target), ENTRY, "harb")
    await slack.press_in(_top(target), ENTRY, "house/harbour")
    await target.quiet()
    await slack.press_in(_top(target), KIND, "house")
    await slack.message_shortcut(await slack.says("call Harbour House"), FIND)
    await target.quiet()


async def _home(target: Target) -> None:
    slack = target.workspace
    await slack.opens_messages()
    await slack.opens_home()
    await target.quiet()
    await slack.press_in(_home_of(target), ASK, PHONE)
    await target.quiet()
    await slack.opens_home()
    await target.quiet()
    for button in ("Houses · 3", "home:go:row:0", "Pin", "Unpin"):
        await slack.press_in(_home_of(target), button)
        await target.quiet()


async def _said(target: Target) -> Message:
    """What the bot said last, once it has nothing more to say."""
    await target.quiet()
    said = await target.workspace.next_message()
    with contextlib.suppress(TimeoutError):
        while True:
            said = await target.workspace.next_message(timeout=0.01)
    return said


def _top(target: Target) -> dict[str, Any]:
    modal = target.workspace.modal()
    assert modal, "no modal is open"
    return modal


def _home_of(target: Target) -> dict[str, Any]:
    home = target.workspace.home()
    assert home, "nothing is published"
    return home
