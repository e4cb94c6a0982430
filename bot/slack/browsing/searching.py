"""The search modal: a kind, the first letters of a name, and the card of what was chosen."""

from __future__ import annotations

from bot.answering.composing.wording import Wording
from bot.answering.model import Answer
from bot.directory.model import Directory, Entry
from bot.slack.browsing.shelves import Shelves
from bot.slack.rendering import blocks, inputs
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.lines import about
from bot.slack.rendering.render import render

CALLBACK = "search"
KIND = "search:kind"
ENTRY = "search:entry"
"""Action ids of the two menus."""
EVERYTHING = "-"
"""Value of the option that is no kind."""


def search_modal(
    directory: Directory, shelves: Shelves, said: Wording, kind: str = "", answer: Answer | None = None
) -> Block:
    """The modal, narrowed to a kind (empty: everything), with the card of the chosen entry (None: nothing chosen yet)."""
    everything = inputs.option(said.say("search_all"), EVERYTHING)
    kinds = [everything] + [inputs.option(said.kinds(directory.kinds[id]), id) for id in shelves.kinds()]
    chosen = chosen_option(answer.entries[0], directory, said) if answer else None
    # another kind is another block, else Slack would keep what was chosen in it
    shown = [
        _labelled(said.say("search_entry"), inputs.search_menu(ENTRY, said.say("search_letters"), chosen), f"entry:{kind}"),
        _labelled(said.say("search_kind"), inputs.select(kinds, KIND, said.say("search_all"), kind or EVERYTHING), "kind"),
    ]
    if answer:
        shown += [blocks.divider(), *render(answer, directory, in_view=True).blocks]
    else:
        shown.append(blocks.small_print(blocks.plain(said.say("search_hint"))))
    return inputs.modal(said.say("search_title"), shown, callback_id=CALLBACK, close=said.say("close"), metadata=kind)


def chosen_option(entry: Entry, directory: Directory, said: Wording) -> Block:
    """An entry among the options of the typeahead."""
    return inputs.option(entry.name, entry.id, about(entry, directory, said))


def _labelled(label: str, element: Block, block_id: str) -> Block:
    return blocks.section(blocks.plain(label)) | {"accessory": element, "block_id": block_id}
