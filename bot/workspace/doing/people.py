"""What people do with messages, by the page or in a test: write, call a command, press a button, react."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.workspace.carrying.delivery import NotAcknowledged
from bot.workspace.doing.outbound import Impossible, Outbound
from bot.workspace.doing.pressing import Raws, element_of, merged, pressed
from bot.workspace.holding.cast import SLACKBOT
from bot.workspace.holding.interactions import Refused, ResponseUrl
from bot.workspace.holding.state import Channel, Json, Message, State, User
from bot.workspace.holding.typed import encode, escape
from bot.workspace.shapes import events, payloads
from bot.workspace.shapes.fields import Raw, initials
from bot.workspace.shapes.manifest import Command
from bot.workspace.webapi import Api, respond

NOT_INSTALLED = "{name} is from another organisation, where this app is not installed."
"""In a channel of Slack Connect people of the other organisation can mention the app and press its buttons, no more."""


@dataclass(slots=True)
class People:
    """The hands of everybody in the workspace, on messages."""

    out: Outbound
    commands: Sequence[Command]

    @property
    def api(self) -> Api:
        return self.out.api

    @property
    def _state(self) -> State:
        return self.out.api.state

    def say(self, user: User, channel: Channel, text: str, thread_ts: str | None = None, raw: bool = False) -> Message:
        """Write a message.

        Args:
            text: as typed; `@name` becomes a mention.
            raw: `text` is in Slack's own writing already.

        Raises:
            Impossible: nothing to say, too much, or nobody can write there.
        """
        if not text.strip():
            raise Impossible("There is nothing to send.")
        if len(text) > 40_000:
            raise Impossible(f"This message has {len(text):,} characters; the most is 40,000.")
        self._present(user, channel)
        return self._state.post(channel.id, user.id, text if raw else encode(text, self._state), thread_ts=thread_ts)

    async def slash(self, user: User, channel: Channel, command: str, text: str = "") -> None:
        """Call a slash command. Whatever goes wrong, Slackbot says it to the caller alone.

        Raises:
            Impossible: the caller cannot write there, or is from an organisation without the app.
        """
        self._present(user, channel)
        if user.team:
            raise Impossible(NOT_INSTALLED.format(name=user.real_name))
        if self.commands and command not in {known.name for known in self.commands}:
            self._slackbot(
                user, channel, f"`{escape(command)}` is not a command here. All that begins with / is taken for one."
            )
            return
        payload = payloads.slash_command(
            command,
            escape(text.strip()),
            channel=channel,
            response_url=self.out.response_url(channel, user),
            trigger_id=self.api.triggers.issue(user.id, channel.id),
            **self.out.head(user),
        )
        try:
            ack = await self.out.delivery.interaction("slash_commands", payload)
            if isinstance(ack.payload, dict) and ack.payload.get("response_type") == "in_channel":
                self._state.post(channel.id, user.id, f"{command} {payload['text']}".strip(), silent=True)
            if ack.payload:
                self._answer(user, channel, ack.payload)
        except NotAcknowledged as failed:
            reason = "operation_timeout" if "timeout" in failed.reason else "dispatch_failed"
            self._slackbot(user, channel, f'`{command}` failed with the error "{reason}"')
        except Refused as refused:
            why = "".join(f"\n{message}" for message in refused.messages)
            self._slackbot(user, channel, f'`{command}` failed with the error "{refused.error}"{escape(why)}')

    async def press(
        self,
        user: User,
        message: Message,
        block_id: str,
        action_id: str,
        value: Raw = None,
        raws: Raws | None = None,
        suggested: list[Json] | None = None,
    ) -> None:
        """Press a button, or choose from a menu.

        Args:
            value: the plain value chosen or typed; for two feedback buttons the value of the one pressed.
            raws: what the message's other menus hold.
            suggested: the options that the app gave for a menu of its own.

        Raises:
            Impossible: there is no such button or option (any more).
            NotAcknowledged: the app did not answer.
        """
        element = element_of(message.blocks, block_id, action_id)
        channel = self._state.channels[message.channel]
        values = merged(message.blocks, initials(message.blocks), {**(raws or {})}, suggested)
        entry = pressed(element, block_id, value, values, self._state.next_ts(), suggested)
        payload = payloads.block_actions(
            entry,
            message,
            values,
            channel=channel,
            trigger_id=self.api.triggers.issue(user.id, channel.id),
            response_url=self.out.response_url(channel, user, message),
            **self.out.head(user),
        )
        await self.out.delivery.interaction("interactive", payload)

    def delete(self, user: User, message: Message) -> None:
        """The author takes a message back.

        Raises:
            Impossible: it is somebody else's.
        """
        self._own(user, message)
        self._state.remove(message)

    def invite_bot(self, user: User, channel: Channel) -> Channel:
        """Bring the bot into a channel.

        Raises:
            Impossible: it is a direct conversation, or it is there already.
        """
        bot = self._state.team.bot
        if channel.is_im:
            raise Impossible("Nobody can be invited into a direct conversation.")
        if bot.id in channel.members:
            raise Impossible(f"{bot.real_name} is here already.")
        joined = self._state.put(replace(channel, members=channel.members | {bot.id}))
        self.out.event(events.member_joined(joined, bot.id, user, self._state.team, self._state.next_ts()))
        return joined

    def _present(self, user: User, channel: Channel) -> None:
        if user.id not in channel.members:
            raise Impossible(f"{user.real_name} is not in this conversation.")
        if channel.is_archived:
            raise Impossible("This channel is archived.")

    def _own(self, user: User, message: Message) -> None:
        if message.user != user.id or message.ephemeral:
            raise Impossible("Only its author can delete a message.")

    def _answer(self, user: User, channel: Channel, body: Json) -> None:
        respond(self.api, ResponseUrl(channel.id, user.id), body)

    def _slackbot(self, user: User, channel: Channel, text: str) -> None:
        self._state.post(channel.id, SLACKBOT.id, text, only_for=user.id)
