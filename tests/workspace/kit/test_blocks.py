"""Block Kit's limits, one by one. Every block that passes here is put to slack_sdk's models as well, and the other way."""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.kit.blocks import all_text, identified, problems
from bot.workspace.kit.view_kit import view_problems
from tests.block_kit import check_message

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", **({} if "text" in more or "fields" in more else {"text": mrkdwn()}), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), "action_id": "a", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(number: int = 0, **more: Any) -> Json:
    return {"text": plain(str(number)), "value": str(number), **more}


def select(options: list[Json], **more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "placeholder": plain(), "options": options, **more}


def overflow(options: list[Json]) -> Json:
    return {"type": "overflow", "action_id": "o", "options": options}


def table(rows: int, columns: int, text: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns for _ in range(rows)]}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


IMAGE = {"type": "image", "image_url": "https://x.org/a.png", "alt_text": "a"}

GOOD: dict[str, Any] = {
    "section": section(text=mrkdwn("x" * 3000)),
    "section with fields only": section(fields=[mrkdwn("x" * 1000)] * 10),
    "section with a button": section(accessory=button()),
    "section with an overflow menu": section(accessory=overflow([option(n) for n in range(5)])),
    "section with a picture": section(accessory=IMAGE),
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [mrkdwn(), plain(), IMAGE]},
    "actions": actions(*(button(action_id=str(n)) for n in range(25))),
    "link button": actions(button(url="https://x.org", style="primary")),
    "menu": actions(select([option(n) for n in range(100)], initial_option=option(1))),
    "confirmed button": actions(
        button(confirm={"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), "style": "danger"})
    ),
    "picture": {**IMAGE, "title": plain()},
    "rich text": rich(
        {"type": "text", "text": "x", "style": {"bold": True}},
        {"type": "link", "url": "tel:+19565550100", "text": "call"},
        {"type": "emoji", "name": "phone"},
    ),
    "rich list": {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
            }
        ],
    },
    "table": table(100, 20),
    "table with settings": table(2, 2) | {"column_settings": [{"align": "right"}, {"is_wrapped": True}]},
    "table of rich text": {"type": "table", "rows": [[rich({"type": "text", "text": "x"})]]},
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "context actions": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain(), "value": "1"},
                "negative_button": {"text": plain(), "value": "0"},
            }
        ],
    },
}


@pytest.mark.parametrize("name", GOOD)
def test_what_slack_takes_passes_both_judges(name: str) -> None:
    assert problems([GOOD[name]]) == []
    check_message("x", [GOOD[name]])


BAD: list[tuple[Any, str]] = [
    ("text", "must provide an array [json-pointer:/blocks]"),
    ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    (["x"], "must provide an object [json-pointer:/blocks/0]"),
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    ([{"type": "poll"}], "unsupported type: poll [json-pointer:/blocks/0/type]"),
    ([{"type": "section"}], "missing required field: text or fields [json-pointer:/blocks/0]"),
    ([section(text="x")], "must provide an object [json-pointer:/blocks/0/text]"),
    ([section(text=mrkdwn("x" * 3001))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section(text=mrkdwn(""))], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section(fields=[])], "must provide at least 1 items [json-pointer:/blocks/0/fields]"),
    ([section(fields=[plain()] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    ([section(fields=[plain("x" * 2001)])], "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
    ([section(color="red")], "invalid additional property: color [json-pointer:/blocks/0]"),
    ([section(block_id="x" * 256)], "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ([section(block_id="a"), section(block_id="a")], '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]'),
    (
        [actions(select([option()], initial_option=option(1)))],
        "initial option must match one of the options [json-pointer:/blocks/0/elements/0]",
    ),
    (
        [actions(select([option()], focus_on_load=True)), actions(select([option()], focus_on_load=True))],
        "only one element can have focus_on_load [json-pointer:/blocks]",
    ),
    (
        [actions({"type": "conversations_select", "action_id": "c", "filter": {}})],
        "missing required field: include or exclude_external_shared_channels or exclude_bot_users "
        "[json-pointer:/blocks/0/elements/0/filter]",
    ),
    ([{"type": "header", "text": mrkdwn()}], "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "context", "elements": [plain()] * 11}], "no more than 10 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions()], "must provide at least 1 items [json-pointer:/blocks/0/elements]"),
    (
        [actions(*(button(action_id=str(n)) for n in range(26)))],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [actions(button(text=plain("x" * 76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    ([actions(button(text=mrkdwn()))], "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]"),
    (
        [actions(button(value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    ([actions(button(url="x" * 3001))], "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]"),
    ([actions(button(style="green"))], "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
    (
        [actions(button(action_id="x" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        [actions(button(action_id="a"), button(action_id="a"))],
        '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    ([actions(IMAGE)], "unsupported type: image [json-pointer:/blocks/0/elements/0/type]"),
    (
        [section(accessory=overflow([option(n) for n in range(6)]))],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    (
        [section(accessory=overflow([]))],
        "must provide at least 1 items [json-pointer:/blocks/0/accessory/options]",
    ),
    (
        [section(accessory=select([option(n) for n in range(101)]))],
        "no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    (
        [section(accessory=select([option(text=plain("x" * 76))]))],
        "must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]",
    ),
    (
        [section(accessory=select([option(value="x" * 151)]))],
        "must be less than 151 characters [json-pointer:/blocks/0/accessory/options/0/value]",
    ),
    (
        [section(accessory={"type": "static_select", "action_id": "s"})],
        "missing required field: options or option_groups [json-pointer:/blocks/0/accessory]",
    ),
    (
        [{"type": "image", "image_url": "https://x.org/a.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    (
        [{"type": "image", "alt_text": "a"}],
        "missing required field: image_url or slack_file [json-pointer:/blocks/0]",
    ),
    ([{**IMAGE, "alt_text": "x" * 2001}], "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001 characters [json-pointer:/blocks/0/text]"),
    (
        [{"type": "markdown", "text": "x" * 7000}] * 2,
        "all markdown together must be less than 12001 characters [json-pointer:/blocks]",
    ),
    ([table(101, 1)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ([table(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ([table(1, 1, text="")], "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"),
    ([table(1, 1), table(1, 1)], "only_one_table_allowed [json-pointer:/blocks/1]"),
    (
        [{"type": "table", "rows": [[plain()]]}],
        "unsupported type: plain_text [json-pointer:/blocks/0/rows/0/0/type]",
    ),
    (
        [rich({"type": "text", "text": ""})],
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    (
        [rich({"type": "blink", "text": "x"})],
        "unsupported type: blink [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
]


@pytest.mark.parametrize(("blocks", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_what_slack_refuses_is_named_in_its_words(blocks: Any, problem: str) -> None:
    assert problem in problems(blocks)


@pytest.mark.parametrize(("blocks", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_the_independent_judge_refuses_it_too(blocks: Any, problem: str) -> None:
    with pytest.raises(AssertionError):
        check_message("x", blocks)


def test_surfaces_differ() -> None:
    alert = [{"type": "alert", "text": plain(), "level": "info"}]
    assert problems(alert, "modal") == [] and problems(alert, "home") and problems(alert, "message")
    markdown = [{"type": "markdown", "text": "x"}]
    assert problems(markdown, "message") == [] and problems(markdown, "home")
    assert problems([section()] * 100, "home") == []
    assert problems([section()] * 101, "home") == ["no more than 100 items allowed [json-pointer:/blocks]"]


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": [section()], **more}


INPUT = {"type": "input", "label": plain(), "element": {"type": "plain_text_input", "action_id": "a"}}


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (None, "must provide an object [json-pointer:/view]"),
        ({"type": "window"}, "must be one of: modal, home [json-pointer:/view/type]"),
        ({"type": ["modal"]}, "must be one of: modal, home [json-pointer:/view/type]"),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (modal(blocks=[{"type": {}}]), "unsupported type: {} [json-pointer:/view/blocks/0/type]"),
        (modal(blocks=[]), "must provide at least 1 items [json-pointer:/view/blocks]"),
        (
            modal(blocks=[INPUT]),
            "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]",
        ),
        (
            {"type": "home", "blocks": [section()], "title": plain()},
            "invalid additional property: title [json-pointer:/view]",
        ),
    ],
)
def test_views_have_limits_of_their_own(view: Any, problem: str) -> None:
    assert problem in view_problems(view)


def test_a_good_view_passes() -> None:
    assert view_problems(modal(submit=plain(), blocks=[INPUT])) == []
    assert view_problems({"type": "home", "blocks": [section()]}) == []


def test_every_block_and_element_gets_an_id_and_keeps_its_own() -> None:
    without = {"type": "button", "text": plain()}
    given = [
        section(block_id="mine", accessory=button(action_id="own")),
        actions(without, dict(without)),
        section(accessory=IMAGE),
    ]
    first, second, third = identified(given)
    assert (first["block_id"], first["accessory"]["action_id"]) == ("mine", "own")
    assert second["block_id"] and len({one["action_id"] for one in second["elements"]}) == 2
    assert "action_id" not in third["accessory"]
    assert problems([first, second, third]) == []


def test_all_text_counts_what_is_shown() -> None:
    assert all_text([section(text=mrkdwn("abc"), fields=[plain("de")]), rich({"type": "text", "text": "f"})]) == 6
