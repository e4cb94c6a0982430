"""What a person did with what the app shows, or asked of it by a command."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.slack.payloads.parts import Id, Identified, Name, Part, Text, Token, Trigger, Ts, Url


class Command(Part):
    """A slash command."""

    command: Annotated[str, StringConstraints(pattern=r"^/[^\s]{1,80}$")]
    text: str | None = None
    user_id: Id
    channel_id: Id
    channel_name: Name
    response_url: Url
    trigger_id: Trigger


class Option(Part):
    """One that was chosen from a menu."""

    value: str | None = None
    text: Text | None = None


class Filled(Part):
    """What a field holds: what was typed, or chosen."""

    value: str | None = None
    selected_option: Option | None = None


class State(Part):
    """What all the fields hold, by block and action."""

    values: dict[str, dict[str, Filled]]


class Action(Filled):
    """What was pressed, chosen or typed."""

    action_id: Name


class View(Part):
    """A modal, or the Home tab."""

    id: Name
    type: Name
    private_metadata: str | None = None
    hash: str | None = None


class OnMessage(Part):
    """A message, of which something was pressed."""

    type: Literal["message", "message_attachment"]
    channel_id: Id
    message_ts: Ts
    thread_ts: Ts | None = None
    is_ephemeral: bool | None = None


class OnView(Part):
    """A view, in which something was pressed."""

    type: Literal["view"]
    view_id: Name


class Interaction(Part):
    """Anything that a person did with what the app shows."""

    type: Name
    user: Identified
    channel: Identified | None = None
    view: View | None = None
    response_url: Url | None = None
    trigger_id: Trigger | None = None
    bot_access_token: Token | None = None


class Pressed(Interaction):
    """A button or a menu."""

    trigger_id: Trigger
    actions: list[Action] = Field(min_length=1)
    container: OnMessage | OnView = Field(discriminator="type")

    @model_validator(mode="after")
    def _in_its_view(self) -> Self:
        if isinstance(self.container, OnView) and self.view is None:
            raise ValueError("pressed in a view that is not there")
        return self


class Way(Part):
    """One into a conversation that was chosen in a form."""

    response_url: Url


class Form(View):
    """A view with a name, which may be empty."""

    callback_id: str


class Closed(Interaction):
    """A form that was closed."""

    view: Form


class Sent(Form):
    """With what was filled in."""

    state: State


class Submitted(Interaction):
    """A form that was sent."""

    view: Sent
    response_urls: list[Way] = Field(default_factory=list)


class Typed(Interaction):
    """Letters, in a menu whose options the app gives."""

    action_id: Name
    value: str


class Shortcut(Interaction):
    """One from the search bar."""

    callback_id: Name
    trigger_id: Trigger


class Message(Part):
    """What somebody wrote."""

    text: str | None = None


class MessageShortcut(Shortcut):
    """One from a message's menu."""

    message: Message


INTERACTIONS: dict[str, type[Part]] = {
    "block_actions": Pressed,
    "view_submission": Submitted,
    "view_closed": Closed,
    "block_suggestion": Typed,
    "shortcut": Shortcut,
    "message_action": MessageShortcut,
}
