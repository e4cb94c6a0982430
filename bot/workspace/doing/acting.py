"""Acting in the workspace: the words that tests speak."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.workspace.carrying.faults import Faults
from bot.workspace.doing.looking import Looking
from bot.workspace.doing.outbound import Impossible
from bot.workspace.doing.people import People
from bot.workspace.doing.pressing import Raws
from bot.workspace.doing.searches import Searches
from bot.workspace.doing.surfaces import Surfaces
from bot.workspace.holding.interactions import Triggers
from bot.workspace.holding.state import Channel, Json, Message, User
from bot.workspace.kit.blocks import elements
from bot.workspace.shapes.fields import Raw, options


class Acting(Looking):
    """What can be done in a workspace that runs, and seen. Where no user is named, `user` acts."""

    people: People
    surfaces: Surfaces
    searches: Searches
    triggers: Triggers
    faults: Faults

    # --- in channels ---

    @property
    def bot_mention(self) -> str:
        """What to type to mention the bot."""
        return f"@{self.bot.real_name}"

    async def says(
        self,
        text: str,
        channel: str | None = None,
        user: User | None = None,
        thread: Message | None = None,
        raw: bool = False,
    ) -> Message:
        """Somebody writes in a channel. `text` is as typed (`@name` mentions), or in Slack's own writing when `raw`."""
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        return self.people.say(user or self.user, self.channel(channel), text, thread_ts, raw)

    async def asks(
        self, question: str, thread: Message | None = None, channel: str | None = None, user: User | None = None
    ) -> Message:
        """Mention the bot with a question."""
        return await self.says(f"{self.bot_mention} {question}", channel, user, thread)

    async def dm(self, text: str, user: User | None = None, thread: Message | None = None, raw: bool = False) -> Message:
        """Somebody writes to the bot directly."""
        sender = user or self.user
        channel = self.state.direct(sender.id, self.bot.id)
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        return self.people.say(sender, channel, text, thread_ts, raw)

    async def slash(self, command: str, text: str = "", channel: str | None = None, user: User | None = None) -> None:
        """Somebody calls a slash command; returns when the app has acknowledged it."""
        await self.people.slash(user or self.user, self.channel(channel), command, text)

    async def press(self, message: Message, what: str, option: Raw = None, user: User | None = None) -> None:
        """Press the button with this action id or text; or choose the option with this value or text from a menu.

        Of two feedback buttons `option` is the value or text of the one that is pressed.

        Raises:
            Impossible: no such button or option.
            NotAcknowledged: the app did not answer.
        """
        current = self.state.message(message.channel, message.ts) or message
        block_id, element = _find(current.blocks, what)
        given = self.surfaces.suggested(current)
        who = user or self.user
        await self.people.press(who, current, block_id, element["action_id"], _value(element, option), None, given)

    async def reacts(self, message: Message, name: str, user: User | None = None, add: bool = True) -> Message:
        """Somebody reacts to a message, or takes the reaction back."""
        current = self.state.message(message.channel, message.ts) or message
        return self.state.react(current, (user or self.user).id, name, add)

    async def edits(self, message: Message, text: str) -> Message:
        """The author changes a message."""
        return self.state.change(message, text=text, blocks=None)

    async def deletes(self, message: Message) -> None:
        """The author takes a message back."""
        self.state.remove(message)

    async def invites_bot(self, channel: str, user: User | None = None) -> Channel:
        """Somebody brings the bot into a channel."""
        return self.people.invite_bot(user or self.user, self.channel(channel))

    def removes_bot(self, channel: str | None = None) -> Channel:
        """The bot is put out of a channel."""
        found = self.channel(channel)
        return self.state.put(replace(found, members=found.members - {self.bot.id}))

    def archives(self, channel: str | None = None) -> Channel:
        """A channel is archived."""
        return self.state.put(replace(self.channel(channel), is_archived=True))

    def shares(self, channel: str | None = None) -> Channel:
        """A channel is shared with another organisation."""
        return self.state.put(replace(self.channel(channel), is_ext_shared=True))

    # --- on the app's views ---

    async def opens_home(self, user: User | None = None) -> None:
        """Somebody goes to the app's Home tab."""
        self.surfaces.open_tab(user or self.user, "home")

    async def opens_messages(self, user: User | None = None) -> None:
        """Somebody goes to the app's Messages tab."""
        self.surfaces.open_tab(user or self.user, "messages")

    async def shortcut(self, callback_id: str, user: User | None = None) -> None:
        """Somebody uses a global shortcut."""
        await self.surfaces.shortcut(user or self.user, callback_id)

    async def message_shortcut(self, message: Message, callback_id: str, user: User | None = None) -> None:
        """Somebody uses a shortcut of a message."""
        await self.surfaces.shortcut(user or self.user, callback_id, message)

    async def press_in(
        self, view: Json, what: str, option: Raw = None, user: User | None = None, state: Raws | None = None
    ) -> None:
        """Press, choose or type in a view: the element with this action id or text. `state`: what its fields hold.

        Raises:
            Impossible: the view is closed, or has no such element or option.
            NotAcknowledged: the app did not answer.
        """
        current = self.views.view(view["id"]) or view
        block_id, element = _find(current["blocks"], what)
        value = _value(element, option)
        await self.surfaces.press(user or self.user, view["id"], block_id, element["action_id"], value, state)

    async def suggests(self, where: Message | Json, action_id: str, query: str, user: User | None = None) -> list[Json]:
        """Somebody types into a menu whose options the app gives; returns all of them, those in groups too."""
        if isinstance(where, Message):
            block_id, _ = _find(where.blocks, action_id)
            given = await self.surfaces.suggest(user or self.user, where, block_id, action_id, query)
        else:
            current = self.views.view(where["id"]) or where
            block_id, _ = _find(current["blocks"], action_id)
            given = await self.surfaces.suggest(user or self.user, where["id"], block_id, action_id, query)
        return options(given)

    async def submits(self, view: Json, state: Raws | None = None, user: User | None = None) -> dict[str, str]:
        """Somebody sends a modal off; returns what is wrong, by block id."""
        return await self.surfaces.submit(user or self.user, view["id"], state or {})

    async def closes(self, view: Json, user: User | None = None, all: bool = False) -> None:
        """Somebody closes a modal, or the whole stack."""
        await self.surfaces.close(user or self.user, view["id"], all)

    async def search(self, query: str, filters: Json | None = None, user: User | None = None) -> Json:
        """Somebody searches in Slack; returns the outputs of the app's function."""
        return await self.searches.search(user or self.user, query, filters)

    async def search_filters(self, user: User | None = None) -> Json:
        """The filters that the app offers for the search: the outputs of its function."""
        return await self.searches.search_filters(user or self.user)

    async def opens_details(self, link: str, external_id: str, user: User | None = None) -> Json:
        """Somebody opens a result of the search; returns what the app presents."""
        return await self.searches.details(user or self.user, link, external_id)

    # --- making it hard ---

    def expire_triggers(self) -> None:
        """Let every trigger given out so far be too old."""
        self.triggers.expire()

    def refuse_next(self, method: str, error: str, times: int = 1) -> None:
        """Let the next calls of a Web API method be refused with this error."""
        self.faults.refuse(method, error, times)


def _find(blocks: list[Json], what: str) -> tuple[str, Json]:
    for block in blocks:
        for _, element in elements(block):
            labels: list[Any] = [element.get("text"), element.get("placeholder")]
            if what == element.get("action_id") or what in [label["text"] for label in labels if label]:
                return block["block_id"], element
    raise Impossible(f"No button or menu {what!r} here.")


def _value(element: Json, option: Raw) -> Raw:
    """The value of an option named by its text."""
    known = {one["text"]["text"]: one.get("value") for one in options(element)}
    return known.get(option) or option if isinstance(option, str) else option
