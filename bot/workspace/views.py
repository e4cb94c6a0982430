"""The modals that people have open, and the Home tabs published to them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json, Team
from bot.workspace.kit.blocks import identified
from bot.workspace.kit.view_kit import view_problems
from bot.workspace.shapes import payloads
from bot.workspace.shapes.fields import Values, initials

DEEPEST = 3
MAX_BYTES = 250_000


class Views:
    """All views by id. A person has one Home and one stack of modals, the last one on top."""

    def __init__(self, team: Team) -> None:
        self._team = team
        self._views: dict[str, Json] = {}
        self._owner: dict[str, str] = {}
        self._conversation: dict[str, str] = {}
        self._stacks: dict[str, list[str]] = {}
        self._homes: dict[str, str] = {}
        self._listeners: list[Callable[[str, Json | None], None]] = []

    def listen(self, listener: Callable[[str, Json | None], None]) -> None:
        """Call `listener` with a user and the view of theirs that came or became another; None: one was closed."""
        self._listeners.append(listener)

    def view(self, view_id: str) -> Json | None:
        """A view that is open or published."""
        return self._views.get(view_id)

    def owner(self, view_id: str) -> str:
        """Whose view it is, open or published."""
        return self._owner[view_id]

    def conversation(self, view_id: str) -> str | None:
        """Where its owner was when it was opened; None: nowhere."""
        return self._conversation.get(view_id)

    def stack(self, user: str) -> list[Json]:
        """A person's open modals, the last one on top."""
        return [self._views[view_id] for view_id in self._stacks.get(user, [])]

    def home(self, user: str) -> Json | None:
        """What is published to a person's Home tab."""
        return self._views.get(self._homes.get(user, ""))

    def open(self, user: str, definition: Any, conversation: str | None = None) -> Json:
        """A modal; it takes the place of any that are open. `conversation`: where the person is.

        Raises:
            Refused: Slack would not take it.
        """
        view = self._checked(definition, "modal")
        self.close(user, tell=False)
        return self._add(user, view, [], conversation)

    def push(self, user: str, definition: Any, conversation: str | None = None) -> Json:
        """A modal on top of those that are open.

        Raises:
            Refused: none is open, three are, or Slack would not take it.
        """
        view = self._checked(definition, "modal")
        below = self._stacks.get(user, [])
        if not below:
            raise Refused("not_found")
        if len(below) >= DEEPEST:
            raise Refused("push_limit_reached")
        return self._add(user, view, below, conversation)

    def update(self, view_id: str, definition: Any, known_hash: str | None = None) -> Json:
        """Another content for a view. What was filled in stays where block and action keep their ids.

        Raises:
            Refused: it is closed, it became another meanwhile, or Slack would not take it.
        """
        old = self._views.get(view_id)
        if old is None:
            raise Refused("not_found")
        view = self._checked(definition, old["type"], view_id)
        if known_hash and known_hash != old["hash"]:
            raise Refused("hash_conflict")
        values = initials(view["blocks"], self.conversation(view_id), before=old["state"]["values"])
        stored = payloads.view(view, view_id=view_id, team=self._team, hash=_hash(), values=values)
        stored |= {key: old[key] for key in ("root_view_id", "previous_view_id")}
        return self._keep(self._owner[view_id], stored)

    def by_external_id(self, external_id: str) -> str:
        """Id of the view with this external id; empty: there is none."""
        return next((i for i, view in self._views.items() if external_id and view["external_id"] == external_id), "")

    def publish(self, user: str, definition: Any, known_hash: str | None = None) -> Json:
        """A person's Home tab.

        Raises:
            Refused: it became another meanwhile, or Slack would not take it.
        """
        if user in self._homes:
            return self.update(self._homes[user], definition, known_hash)
        view = self._checked(definition, "home")
        view_id = self._homes[user] = _view_id()
        values = initials(view["blocks"])
        return self._keep(user, payloads.view(view, view_id=view_id, team=self._team, hash=_hash(), values=values))

    def fill(self, view_id: str, values: Values) -> Json:
        """Note what is filled in now."""
        self._views[view_id] = self._views[view_id] | {"state": {"values": values}}
        return self._views[view_id]

    def close(self, user: str, view_id: str | None = None, tell: bool = True) -> list[Json]:
        """Take a modal off, with those above it; None: all. Returns those closed, the top one first."""
        stack = self._stacks.get(user, [])
        keep = stack.index(view_id) if view_id in stack else 0 if view_id is None else len(stack)
        gone = [self._views.pop(one) for one in reversed(stack[keep:])]
        for view in gone:
            del self._owner[view["id"]]
            self._conversation.pop(view["id"], None)
        self._stacks[user] = stack[:keep]
        if gone and tell:
            self._tell(user, None)
        return gone

    def _add(self, user: str, view: Json, below: list[str], conversation: str | None) -> Json:
        view_id = _view_id()
        if conversation:
            self._conversation[view_id] = conversation
        values = initials(view["blocks"], conversation)
        stored = payloads.view(view, view_id=view_id, team=self._team, hash=_hash(), values=values)
        if below:
            stored |= {"root_view_id": below[0], "previous_view_id": below[-1]}
        self._stacks[user] = [*below, view_id]
        return self._keep(user, stored)

    def _keep(self, user: str, stored: Json) -> Json:
        self._views[stored["id"]] = stored
        self._owner[stored["id"]] = user
        self._tell(user, stored)
        return stored

    def _tell(self, user: str, view: Json | None) -> None:
        for listener in self._listeners:
            listener(user, view)

    def _checked(self, definition: Any, kind: str, view_id: str = "") -> Json:
        """The view with ids for all its blocks and elements.

        Raises:
            Refused: Slack would not take it.
        """
        if found := view_problems(definition):
            raise Refused("invalid_arguments", found)
        if definition["type"] != kind:
            raise Refused("invalid_arguments", [f"must be one of: {kind} [json-pointer:/view/type]"])
        if len(json.dumps(definition).encode()) > MAX_BYTES:
            raise Refused("view_too_large")
        if self.by_external_id(definition.get("external_id") or "") not in ("", view_id):
            raise Refused("duplicate_external_id")
        view: Json = definition | {"blocks": identified(definition["blocks"])}
        return view


def _view_id() -> str:
    return f"V{secrets.token_hex(5).upper()}"


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
