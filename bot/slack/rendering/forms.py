"""The two forms behind a card's buttons: what has changed, and where to share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.answering.composing.facts import Facts
from bot.answering.composing.wording import Wording
from bot.directory.model import Directory, Entry
from bot.slack.rendering import blocks, inputs
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.pointer import Pointer

REPORT, SHARE_TO = "report", "share_to"
"""What the forms are called when they are sent."""
WHICH, VALUE, SEEN, WHERE = "which", "value", "seen", "where"
"""Their fields, each the only element of the block of its name."""
LONGEST = 500
"""Characters of what may be typed."""
ELSE = "#"
"""The option for what is none of the facts."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change as somebody reports it."""

    attribute: str
    """Empty: none of the facts on record."""
    recorded: str
    """What the form showed of it."""
    value: str
    seen: str


def report_form(entry: Entry, attribute: str, directory: Directory, said: Wording, pointer: Pointer) -> Block:
    """The form to say what has changed of an entry; ``attribute`` is chosen already, where the entry has it."""
    options = [*_facts(entry, directory, said), inputs.option(said.say("report_all"), ELSE)]
    which = inputs.select(options, WHICH, said.say("report_which"), chosen=f"{attribute}{ELSE}0" if attribute else "")
    fields = [
        blocks.section(blocks.plain(entry.name)),
        inputs.field(said.say("report_which"), which, WHICH),
        inputs.field(said.say("report_value"), inputs.typed_text(VALUE, LONGEST, multiline=True), VALUE),
        inputs.field(said.say("report_seen"), inputs.typed_text(SEEN, LONGEST), SEEN, said.say("report_seen_hint")),
    ]
    return _form(said, REPORT, said.say("report"), fields, pointer, submit=said.say("report_send"))


def reported(values: Mapping[str, Any]) -> Change:
    """What was filled in; ``values`` as Slack hands over a view's state. What is missing there was left empty."""
    field = {name: values.get(name, {}).get(name, {}) for name in (WHICH, VALUE, SEEN)}
    chosen = field[WHICH].get("selected_option") or {}
    value, seen = (str(field[name].get("value") or "").strip()[:LONGEST] for name in (VALUE, SEEN))
    shown = (chosen.get("text") or {}).get("text") or ""
    return Change((chosen.get("value") or "").partition(ELSE)[0], shown, value, seen)


def share_form(said: Wording, pointer: Pointer) -> Block:
    """The form to choose where an answer is shared; Slack then hands over a way to post there, member or not."""
    where = {
        "type": "conversations_select",
        "action_id": WHERE,
        "response_url_enabled": True,
        "default_to_current_conversation": True,
    }
    fields = [inputs.field(said.say("share_where"), where, WHERE)]
    return _form(said, SHARE_TO, said.say("share_to"), fields, pointer, submit=said.say("share_send"))


def _form(said: Wording, name: str, title: str, fields: list[Block], pointer: Pointer, *, submit: str) -> Block:
    """A form that carries what it is about, and can be left without being sent."""
    return inputs.modal(title, fields, close=said.say("cancel"), callback_id=name, metadata=pointer.value(), submit=submit)


def _facts(entry: Entry, directory: Directory, said: Wording) -> Iterator[Block]:
    """An option for each fact on record, by its attribute and its place among that attribute's facts."""
    facts = Facts(directory, said, today="")
    for attribute in directory.kinds[entry.kind].attributes:
        for number, shown in enumerate(facts.of(entry, attribute)):
            yield inputs.option(f"{shown.label}: {shown.fact.value}", f"{attribute}{ELSE}{number}")
