"""What people do in the workspace, by the page or in a test: write, call a command, press a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.workspace import payloads
from bot.workspace.blocks import elements
from bot.workspace.delivery import Delivery, NotAcknowledged
from bot.workspace.interactions import Refused, ResponseUrl, ResponseUrls
from bot.workspace.manifest import Command
from bot.workspace.state import Channel, Json, Message, State, User
from bot.workspace.typed import encode, escape
from bot.workspace.webapi import Api, respond

SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot", is_bot=True)


class Impossible(Exception):
    """What somebody tried cannot be done; the text says why, for them to read."""


@dataclass(slots=True)
class People:
    """The hands of everybody in the workspace."""

    api: Api
    delivery: Delivery
    response_urls: ResponseUrls
    commands: Sequence[Command]
    verification_token: str

    @property
    def _state(self) -> State:
        return self.api.state

    def say(self, user: User, channel: Channel, text: str, thread_ts: str | None = None, raw: bool = False) -> Message:
        """Write a message.

        Args:
            text: as typed; `@name` becomes a mention.
            raw: `text` is in Slack's own writing already.

        Raises:
            Impossible: nothing to say, or too much.
        """
        if not text.strip():
            raise Impossible("There is nothing to send.")
        if len(text) > 40_000:
            raise Impossible(f"This message has {len(text):,} characters; the most is 40,000.")
        return self._state.post(channel.id, user.id, text if raw else encode(text, self._state), thread_ts=thread_ts)

    async def slash(self, user: User, channel: Channel, command: str, text: str = "") -> None:
        """Call a slash command. Whatever goes wrong, Slackbot says it to the caller alone."""
        if self.commands and command not in {known.name for known in self.commands}:
            self._slackbot(
                user, channel, f"`{escape(command)}` is not a command here. All that begins with / is taken for one."
            )
            return
        payload = payloads.slash_command(
            command,
            escape(text.strip()),
            user=user,
            channel=channel,
            team=self._state.team,
            token=self.verification_token,
            response_url=self._response_url(channel, user),
            trigger_id=self.api.triggers.issue(user.id),
        )
        try:
            ack = await self.delivery.interaction("slash_commands", payload)
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

    async def press(self, user: User, message: Message, block_id: str, action_id: str, value: str | None = None) -> None:
        """Press a button, or choose the option with this value from a menu.

        Raises:
            Impossible: there is no such button or option (any more).
            NotAcknowledged: the app did not answer.
        """
        element = _element(message, block_id, action_id)
        channel = self._state.channels[message.channel]
        option = _option(element, value) if element["type"] != "button" else None
        payload = payloads.block_actions(
            payloads.chosen(element, block_id, option, self._state.next_ts()),
            message,
            user=user,
            channel=channel,
            team=self._state.team,
            token=self.verification_token,
            trigger_id=self.api.triggers.issue(user.id),
            response_url=self._response_url(channel, user, message.ts),
        )
        await self.delivery.interaction("interactive", payload)

    def _response_url(self, channel: Channel, user: User, message_ts: str | None = None) -> str:
        return f"{self.api.url}/response/{self.response_urls.issue(channel.id, user.id, message_ts)}"

    def _answer(self, user: User, channel: Channel, body: Json) -> None:
        respond(self.api, ResponseUrl(channel.id, user.id), body)

    def _slackbot(self, user: User, channel: Channel, text: str) -> None:
        self._state.post(channel.id, SLACKBOT.id, text, only_for=user.id)


def _element(message: Message, block_id: str, action_id: str) -> Json:
    for block in message.blocks:
        for _, element in elements(block):
            if (block.get("block_id"), element.get("action_id")) == (block_id, action_id):
                return element
    raise Impossible("This button is not there any more.")


def options(element: Json) -> list[Json]:
    """All options of a menu, those in groups too."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _option(element: Json, value: str | None) -> Json:
    for option in options(element):
        if option["value"] == value:
            return option
    raise Impossible("This choice is not there any more.")
