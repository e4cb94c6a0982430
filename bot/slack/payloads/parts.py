"""What payloads are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""Of a person, a conversation or a workspace. Slack says not to count on its form; it must only not become markup."""
Ts = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}\.[0-9]{1,12}$")]
"""Of a message."""
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,255}$")]
"""By which Slack, or this app, knows something: a trigger, a button, a form."""
Trigger = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""Leave to open a modal, once and for three seconds."""
Token = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,1000}$")]
"""For the calls of one run of a function."""
Url = Annotated[str, StringConstraints(pattern=r"^(https?://[!-~]{1,2000})?$")]
"""Where an interaction can be answered; empty where it cannot."""


def is_direct(channel: object) -> bool:
    """Whether it is the id of a direct conversation."""
    return isinstance(channel, str) and channel.startswith("D")


class Part(BaseModel):
    """A part of a payload."""

    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class Identified(Part):
    """A person or a conversation."""

    id: Id


class Link(Part):
    """An address."""

    url: str


class Text(Part):
    """A text object."""

    text: str
