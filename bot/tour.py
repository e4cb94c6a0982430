"""The tour that `run --demo` plays in the page of the workspace: two minutes, made of the fact base's own examples."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.directory.model import Directory
from bot.slack.manifest import manifest
from bot.workspace.holding.cast import LUCIA, SAM

Step = dict[str, Any]
"""What to `say`, and what it `does` meanwhile: a list of what to do and with what, as page/tour.js does it."""

FIELD, THREAD, HOME, MODAL = "#composer-main", "#thread", "#home", "dialog"


def tour(directory: Directory) -> list[Step]:
    """The steps, in order. Every question and name in them is the fact base's own."""
    kind, _ = Counter(entry.kind for entry in directory.entries.values()).most_common(1)[0]
    name = next(entry.name for entry in directory.entries.values() if entry.kind == kind)
    questions = directory.examples.get("en") or (name,)
    first, second = questions[0], questions[-1]
    other = next((asked[0] for language, asked in directory.examples.items() if language != "en" and asked), first)
    app = manifest(directory)
    bot = app["features"]["bot_user"]["display_name"]
    command = app["features"]["slash_commands"][0]["command"]
    return [
        _step("Two minutes with the directory. You can stop at any time, with Escape too.", ["wait", 4]),
        _step(
            "Somebody on deadline asks in a channel, in their own words.",
            *_sends(f"@{bot} {first}"),
            ["wait", 5],
        ),
        _step(
            "The answer comes in a thread: first what was asked for, then whose it is, its source and its date.",
            ["press", "#log .thread-link"],  # where there is no room beside the channel it has not opened by itself
            ["wait", 8],
        ),
        _step("There is more behind it: the whole card.", ["press", f'{THREAD} [data-action="more"]'], ["wait", 6]),
        _step(
            "A command answers you alone …",
            ["go", {"thread": None}],
            *_sends(f"{command} {second}"),
            ["wait", 5],
        ),
        _step("… until you share it.", ["press", '.ephemeral [data-action="share"]'], ["wait", 5]),
        _step("The app's Home: ask, look again, or browse.", ["go", {"app": True, "tab": "home"}], ["wait", 6]),
        _step("Everything of one kind, page by page.", ["press", f'{HOME} [data-action="home:go:{kind}"]'], ["wait", 5]),
        _step("Each entry is one press away.", ["press", f'{HOME} [data-action="home:go:row:0"]'], ["wait", 5]),
        _step(
            "Or search by name: a few letters are enough.",
            ["go", {"tab": "home"}],
            ["press", f'{HOME} [data-action="home:go:back"]'],
            ["wait", 1],
            ["press", f'{HOME} [data-action="home:go:back"]'],
            ["press", f'{HOME} [data-action="search:open"]'],
            ["type", name[:4], f'{MODAL} [data-action="search:entry"] input'],
            ["wait", 2],
            ["key", "Enter"],
            ["wait", 5],
            ["press", f'{MODAL} [aria-label="Close"]'],
        ),
        _step(
            "Another person, another language.",
            ["act", LUCIA.id],
            ["wait", 1],
            ["go", {"app": True, "tab": "messages"}],
            *_sends(other),
            ["wait", 7],
        ),
        _step(
            "A curator sees what stands behind an answer: the entry, its file and line, its sources.",
            ["act", SAM.id],
            ["wait", 1],
            ["go", {"app": True, "tab": "messages"}],
            *_sends(first),
            ["wait", 3],
            ["go", {"panel": "knowledge"}],
            ["wait", 8],
        ),
        _step("And all that passes between Slack and the bot.", ["go", {"panel": "inspector"}], ["wait", 7]),
        _step("That was the tour. Now you: ask anything.", ["go", {"panel": None}], ["wait", 5]),
    ]


def _step(say: str, *does: list[Any]) -> Step:
    return {"say": say, "does": list(does)}


def _sends(text: str) -> list[list[Any]]:
    return [["type", text, FIELD], ["wait", 0.8], ["key", "Enter"]]
