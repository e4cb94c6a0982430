"""What people do with the app's views, by the page or in a test: open its tabs, use shortcuts, fill modals in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.workspace.doing.outbound import Impossible, Outbound
from bot.workspace.doing.people import NOT_INSTALLED
from bot.workspace.doing.pressing import Raws, element_of, merged, pressed
from bot.workspace.holding.interactions import Refused, forget_oldest
from bot.workspace.holding.state import Json, Message, State, User
from bot.workspace.kit.block_kit import OPTION, OPTION_GROUP
from bot.workspace.kit.checks import array
from bot.workspace.shapes import events, payloads
from bot.workspace.shapes.fields import Raw, chosen_conversations, missing
from bot.workspace.views import Views

MAX_REMEMBERED = 500
"""Options given for a menu, any of which can still be chosen; and menus of which they are known."""
TROUBLE = "We had some trouble connecting. Try again?"
"""What Slack says when an app's answer to a modal cannot be used; why stands behind it here."""
Tab = Literal["home", "messages"]


@dataclass(slots=True)
class Surfaces:
    """The hands of everybody in the workspace, on the app's views."""

    out: Outbound
    _suggested: dict[tuple[str, ...], list[Json]] = field(default_factory=dict)

    @property
    def _state(self) -> State:
        return self.out.api.state

    @property
    def _views(self) -> Views:
        return self.out.api.views

    def open_tab(self, user: User, tab: Tab) -> None:
        """Go to the app's Home or Messages tab.

        Raises:
            Impossible: the app has no such tab, or is not installed where this person is from.
        """
        _must_have(user)
        app = self.out.api.app
        if not (app.home_tab if tab == "home" else app.messages_tab):
            raise Impossible(f"The app has no {tab.capitalize()} tab.")
        channel = self._state.direct(user.id, self._state.team.bot.id)
        home = self._views.home(user.id)
        self.out.event(events.app_home_opened(user, channel, tab, home, self._state.next_ts()))

    async def shortcut(self, user: User, callback_id: str, message: Message | None = None) -> None:
        """Use a shortcut: a message's own when there is a message, else a global one.

        Raises:
            Impossible: the app has no such shortcut, or is not installed where this person is from.
            NotAcknowledged: the app did not answer.
        """
        _must_have(user)
        kind = "message" if message else "global"
        known = self.out.api.app.shortcuts
        if known and (callback_id, kind) not in {(one.callback_id, one.type) for one in known}:
            raise Impossible(f"The app has no such {kind} shortcut.")
        where = message.channel if message else None
        trigger_id = self.out.api.triggers.issue(user.id, where)
        head: dict[str, Any] = {**self.out.head(user), "trigger_id": trigger_id, "action_ts": self._state.next_ts()}
        if message is None:
            payload = payloads.shortcut(callback_id, **head)
        else:
            channel = self._state.channels[message.channel]
            url = self.out.response_url(channel, user)
            payload = payloads.message_action(callback_id, message, channel=channel, response_url=url, **head)
        await self.out.delivery.interaction("interactive", payload)

    async def press(
        self, user: User, view_id: str, block_id: str, action_id: str, value: Raw = None, raws: Raws | None = None
    ) -> None:
        """Press a button of a view, choose from a menu, or send off what was typed. `raws`: its other fields.

        Raises:
            Impossible: the view is closed, or there is no such button or option (any more).
            NotAcknowledged: the app did not answer.
        """
        view = self._own(user, view_id)
        element = element_of(view["blocks"], block_id, action_id)
        values = merged(view["blocks"], view["state"]["values"], raws or {}, self._known(view_id))
        entry = pressed(element, block_id, value, values, self._state.next_ts(), self._known(view_id))
        view = self._views.fill(view_id, values)
        trigger_id = self._trigger(user, view_id)
        payload = payloads.view_actions(entry, view, trigger_id=trigger_id, **self.out.head(user))
        await self.out.delivery.interaction("interactive", payload)

    async def suggest(
        self, user: User, where: Message | str, block_id: str, action_id: str, query: str, raws: Raws | None = None
    ) -> Json:
        """Type into a menu whose options the app gives. `where`: a message, or a view's id.

        Returns `options` or `option_groups`, as the app gave them.

        Raises:
            Impossible: the view is closed, there is no such menu, or what the app gave cannot be shown.
            NotAcknowledged: the app did not answer.
        """
        ids = {"block_id": block_id, "action_id": action_id, **self.out.head(user)}
        if isinstance(where, Message):
            element_of(where.blocks, block_id, action_id)
            channel = self._state.channels[where.channel]
            payload = payloads.message_suggestion(query, asked=where, channel=channel, **ids)
        else:
            view = self._own(user, where)
            element_of(view["blocks"], block_id, action_id)
            values = merged(view["blocks"], view["state"]["values"], raws or {}, self._known(where))
            payload = payloads.view_suggestion(query, view=self._views.fill(where, values), **ids)
        answer = (await self.out.delivery.interaction("interactive", payload)).payload or {}
        given, groups = _suggestions(answer)
        self._suggested[_key(where)] = [*given, *self._known(where)][:MAX_REMEMBERED]
        forget_oldest(self._suggested, MAX_REMEMBERED)
        return {"option_groups": groups} if groups else {"options": given}

    def suggested(self, where: Message | str) -> list[Json]:
        """The options that the app gave there so far, the latest first."""
        return self._known(where)

    async def submit(self, user: User, view_id: str, raws: Raws) -> dict[str, str]:
        """Send a modal off. Returns what is wrong, by block id; nothing: it was taken.

        Raises:
            Impossible: it is closed, or the app's answer cannot be used.
            NotAcknowledged: the app did not answer.
        """
        view = self._own(user, view_id)
        values = merged(view["blocks"], view["state"]["values"], raws, self._known(view_id))
        view = self._views.fill(view_id, values)
        if view["submit"] is None:
            raise Impossible("This window has nothing to send off.")
        if wrong := missing(view["blocks"], values):
            return wrong
        urls = [self._response_url(user, *chosen) for chosen in chosen_conversations(view["blocks"], values)]
        trigger_id = self._trigger(user, view_id)
        payload = payloads.view_submission(view, urls, trigger_id=trigger_id, **self.out.head(user))
        ack = await self.out.delivery.interaction("interactive", payload)
        try:
            return self._submitted(user, view, ack.payload or {})
        except Refused as refused:
            raise Impossible(" ".join([TROUBLE, refused.error, *refused.messages])) from None

    async def close(self, user: User, view_id: str, everything: bool = False) -> None:
        """Close a modal, with those above it; or all of them.

        Raises:
            Impossible: it is closed already.
            NotAcknowledged: the app wanted to know, and did not answer.
        """
        view = self._own(user, view_id)
        cleared = everything or bool(view["clear_on_close"])
        for gone in self._views.close(user.id, None if cleared else view_id):
            if gone["notify_on_close"]:
                payload = payloads.view_closed(gone, cleared, **self.out.head(user))
                await self.out.delivery.interaction("interactive", payload)

    # --- inside ---

    def _own(self, user: User, view_id: str) -> Json:
        view = self._views.view(view_id)
        if view is None or self._views.owner(view_id) != user.id:
            raise Impossible("This window is not open any more.")
        return view

    def _trigger(self, user: User, view_id: str) -> str:
        return self.out.api.triggers.issue(user.id, self._views.conversation(view_id))

    def _known(self, where: Message | str) -> list[Json]:
        return self._suggested.get(_key(where), [])

    def _response_url(self, user: User, block_id: str, action_id: str, channel_id: str) -> Json:
        channel = self._state.channel(channel_id)
        if channel is None:
            raise Impossible("This conversation is not there any more.")
        url = self.out.response_url(channel, user)
        return {"block_id": block_id, "action_id": action_id, "channel_id": channel_id, "response_url": url}

    def _submitted(self, user: User, view: Json, answer: Json) -> dict[str, str]:
        match answer.get("response_action"):
            case None:
                self._views.close(user.id, view["id"])
            case "clear":
                self._views.close(user.id)
            case "update":
                self._views.update(view["id"], answer.get("view"))
            case "push":
                self._views.push(user.id, answer.get("view"), self._views.conversation(view["id"]))
            case "errors":
                errors = answer.get("errors")
                known = {block["block_id"] for block in view["blocks"]}
                if not isinstance(errors, dict) or not errors or not errors.keys() <= known:
                    raise Refused("invalid_errors", ["errors must be keyed by block ids of the view"])
                return {block_id: str(line) for block_id, line in errors.items()}
            case other:
                raise Refused("invalid_response_action", [f"unknown response_action: {other}"])
        return {}


def _must_have(user: User) -> None:
    if user.team:
        raise Impossible(NOT_INSTALLED.format(name=user.real_name))


def _key(where: Message | str) -> tuple[str, ...]:
    return (where.channel, where.ts) if isinstance(where, Message) else (where,)


def _suggestions(answer: Json) -> tuple[list[Json], list[Json]]:
    """The options given, and the groups they are in, if they are.

    Raises:
        Impossible: Slack would not show them.
    """
    groups, given = answer.get("option_groups"), answer.get("options")
    found = (
        [*array(OPTION_GROUP, 100)(groups, "/option_groups")]
        if groups
        else [*array(OPTION, 100, 0)(given or [], "/options")]
    )
    if found:
        raise Impossible(f"{TROUBLE} {' '.join(found)}")
    if groups:
        return [option for group in groups for option in group["options"]], groups
    return list(given or []), []
