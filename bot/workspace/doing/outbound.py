"""The way from what people do to the app: events it is subscribed to, and the rights that go with an interaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.workspace.carrying.delivery import Delivery
from bot.workspace.holding.interactions import ResponseUrls
from bot.workspace.holding.state import Channel, Json, Message, User
from bot.workspace.shapes import events
from bot.workspace.webapi import Api


class Impossible(Exception):
    """What somebody tried cannot be done; the text says why, for them to read."""


@dataclass(slots=True)
class Outbound:
    """Shared by all that people do."""

    api: Api
    delivery: Delivery
    response_urls: ResponseUrls
    verification_token: str

    def event(self, event: Json) -> None:
        """Deliver an event if the app is subscribed to its type."""
        if event["type"] in self.api.app.events:
            self.deliver(event)

    def deliver(self, event: Json) -> None:
        """Deliver an event."""
        state = self.api.state
        channel = state.channels.get(event.get("channel") or event.get("item", {}).get("channel", ""))
        shared = bool(channel and channel.is_ext_shared)
        self.delivery.event(events.event_callback(event, state.team, self.verification_token, shared))

    def head(self, user: User) -> dict[str, Any]:
        """What every interaction's payload says."""
        return {"user": user, "team": self.api.state.team, "token": self.verification_token}

    def response_url(self, channel: Channel, user: User, message: Message | None = None) -> str:
        """An address to answer at."""
        key = self.response_urls.issue(channel.id, user.id, message.ts if message else None)
        return f"{self.api.url}/response/{key}"
