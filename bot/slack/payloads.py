"""What the bot reads of each payload of Slack's, and what that must look like: the listeners rely on all that is said here.

Whatever else a payload holds is passed over, so that what Slack adds one day does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,30}$")]
"""Of a person, a conversation or a workspace."""
Ts = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}\.[0-9]{1,12}$")]
"""Of a message."""
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,255}$")]
"""By which Slack, or this app, knows something: a trigger, a button, a form."""
Trigger = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""Leave to open a modal, once and for three seconds."""
Url = Annotated[str, StringConstraints(pattern=r"^(https?://[!-~]{1,2000})?$")]
"""Where an interaction can be answered; empty where it cannot."""


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


class Event(Part):
    """Anything that happened."""

    type: Name


class Said(Event):
    """A message."""

    channel: Id
    ts: Ts
    user: Id | None = None
    """Missing where Slack tells of an edit or a deletion."""
    text: str | None = None
    thread_ts: Ts | None = None
    subtype: Name | None = None
    channel_type: Name | None = None


class Mentioned(Said):
    """A message that mentions the app."""

    user: Id


class Opened(Event):
    """The app was opened, on one of its tabs."""

    user: Id
    channel: Id
    tab: Name | None = None


class Linked(Event):
    """Links were posted, or typed: then ``message_ts`` is none of a message."""

    channel: Id
    message_ts: Name
    user: Id
    links: list[Link]
    unfurl_id: str | None = None
    source: Name | None = None


class Inputs(Part):
    """What a function of Slack's own search is given."""

    user_context: Identified | None = None
    query: str | None = None
    filters: dict[str, Any] | None = None


class Function(Part):
    """Which one it is."""

    callback_id: Name


class Executed(Event):
    """A function is to run."""

    function: Function
    function_execution_id: Name
    inputs: Inputs


class Reference(Part):
    """What a result of the search stands for."""

    id: Name


class Detailed(Event):
    """A result of the search was opened."""

    user: Id
    external_ref: Reference
    trigger_id: Trigger
    entity_url: str | None = None
    link: Link | None = None


class Happened(Part):
    """An event, in its envelope."""

    type: Literal["event_callback"]
    event: Event
    event_id: Name | None = None


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
    private_metadata: str = ""
    hash: str | None = None


class OnMessage(Part):
    """A message, of which something was pressed."""

    type: Literal["message", "message_attachment"]
    channel_id: Id
    message_ts: Ts
    thread_ts: Ts | None = None
    is_ephemeral: bool = False


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
    response_urls: list[Way] = []


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


EVENTS: dict[str, type[Part]] = {
    "message": Said,
    "app_mention": Mentioned,
    "app_home_opened": Opened,
    "link_shared": Linked,
    "function_executed": Executed,
    "entity_details_requested": Detailed,
}
INTERACTIONS: dict[str, type[Part]] = {
    "block_actions": Pressed,
    "view_submission": Submitted,
    "view_closed": Closed,
    "block_suggestion": Typed,
    "shortcut": Shortcut,
    "message_action": MessageShortcut,
}


_ID = TypeAdapter(Id)


def is_id(value: object) -> bool:
    """Whether it is what Slack calls a person, a conversation or a workspace by."""
    try:
        _ID.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def is_known(payload: Mapping[str, Any]) -> bool:
    """Whether it is of a sort that Slack sends to apps like this one."""
    sort = payload.get("type")
    return "command" in payload or (isinstance(sort, str) and sort in (*INTERACTIONS, "event_callback", "url_verification"))


def fault(payload: Mapping[str, Any]) -> str:
    """What is wrong with a payload, by its path and without its values; empty: nothing."""
    if not is_known(payload):
        return "of no sort that is known"
    try:
        if "command" in payload:
            Command.model_validate(payload)
        elif payload["type"] == "event_callback":
            Happened.model_validate(payload)
            EVENTS.get(payload["event"]["type"], Event).model_validate(payload["event"])
        elif payload["type"] in INTERACTIONS:
            INTERACTIONS[payload["type"]].model_validate(payload)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"[:200]
    return ""
