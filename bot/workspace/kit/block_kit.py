"""Block Kit as Slack accepts it: every block and element the app may use, its fields and their limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.workspace.kit.checks import (
    Check,
    anything,
    array,
    boolean,
    integer,
    nullable,
    number,
    one_of,
    record,
    string,
    typed,
)

Surface = Literal["message", "modal", "home"]

MAX_ALL_BLOCK_TEXT = 13_200
MAX_ALL_MARKDOWN = 12_000

# --- composition objects ---

_TYPE: Mapping[str, Check] = {"type": anything}


def plain(longest: int) -> Check:
    """A `plain_text` object."""
    return typed({"plain_text": record({**_TYPE, "text": string(longest)}, {"emoji": boolean})})


def text(longest: int) -> Check:
    """A text object of either sort."""
    mrkdwn = record({**_TYPE, "text": string(longest)}, {"verbatim": boolean})
    return typed({"plain_text": plain(longest), "mrkdwn": mrkdwn})


URL = string(3000)
CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
RICH_OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
MENU_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
OPTION_GROUP = record({"label": plain(75), "options": array(OPTION, 100)})
FILTER = record(
    optional={
        "include": array(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    some_of=("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
ACTION: Mapping[str, Check] = {"action_id": string(255)}
SLACK_FILE = record(optional={"id": string(255), "url": URL}, one_only=("id", "url"))

# --- elements ---

_FOCUS: Mapping[str, Check] = {**ACTION, "confirm": CONFIRM, "focus_on_load": boolean, "placeholder": plain(150)}
_LOCAL: Mapping[str, Check] = {"options": array(OPTION, 100), "option_groups": array(OPTION_GROUP, 100)}
_MANY: Mapping[str, Check] = {"max_selected_items": integer}


def _select(one: Mapping[str, Check], one_only: Sequence[str] = ()) -> Check:
    return record(_TYPE, {**_FOCUS, **one}, one_only=one_only)


BUTTON = record(
    {**_TYPE, "text": plain(75)},
    {
        **ACTION,
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
OVERFLOW = record({**_TYPE, "options": array(MENU_OPTION, 5)}, {**ACTION, "confirm": CONFIRM})
IMAGE_ELEMENT = record(
    {**_TYPE, "alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}, one_only=("image_url", "slack_file")
)
CHOOSERS: Mapping[str, Check] = {
    "static_select": _select({**_LOCAL, "initial_option": OPTION}, ("options", "option_groups")),
    "multi_static_select": _select({**_LOCAL, **_MANY, "initial_options": array(OPTION, 100)}, ("options", "option_groups")),
    "external_select": _select({"min_query_length": integer, "initial_option": OPTION}),
    "multi_external_select": _select({**_MANY, "min_query_length": integer, "initial_options": array(OPTION, 100)}),
    "users_select": _select({"initial_user": string(255)}),
    "multi_users_select": _select({**_MANY, "initial_users": array(string(255), 100)}),
    "channels_select": _select({"initial_channel": string(255), "response_url_enabled": boolean}),
    "multi_channels_select": _select({**_MANY, "initial_channels": array(string(255), 100)}),
    "multi_conversations_select": _select(
        {
            **_MANY,
            "initial_conversations": array(string(255), 100),
            "default_to_current_conversation": boolean,
            "filter": FILTER,
        }
    ),
    "conversations_select": _select(
        {
            "initial_conversation": string(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": FILTER,
        }
    ),
    "checkboxes": record(
        {**_TYPE, "options": array(RICH_OPTION, 10)}, {**_FOCUS, "initial_options": array(RICH_OPTION, 10)}
    ),
    "radio_buttons": record({**_TYPE, "options": array(RICH_OPTION, 10)}, {**_FOCUS, "initial_option": RICH_OPTION}),
    "datepicker": record(_TYPE, {**_FOCUS, "initial_date": string(10, 10)}),
    "timepicker": record(_TYPE, {**_FOCUS, "initial_time": string(5, 5), "timezone": string(255)}),
}
PRESSED: Mapping[str, Check] = {"button": BUTTON, "overflow": OVERFLOW, **CHOOSERS}
_DISPATCH = record(
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)},
)
TYPED_IN: Mapping[str, Check] = {
    "plain_text_input": record(
        _TYPE,
        {
            **_FOCUS,
            "initial_value": string(3000, 0),
            "multiline": boolean,
            "min_length": integer,
            "max_length": integer,
            "dispatch_action_config": _DISPATCH,
        },
    ),
    "email_text_input": record(_TYPE, {**_FOCUS, "initial_value": string(3000), "dispatch_action_config": _DISPATCH}),
    "url_text_input": record(_TYPE, {**_FOCUS, "initial_value": string(3000), "dispatch_action_config": _DISPATCH}),
    "number_input": record(
        {**_TYPE, "is_decimal_allowed": boolean},
        {**_FOCUS, "initial_value": string(3000), "min_value": string(255), "max_value": string(255)},
    ),
}
_FEEDBACK = record({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
CONTEXT_ACTIONS: Mapping[str, Check] = {
    "feedback_buttons": record({**_TYPE, "positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, ACTION),
    "icon_button": record(
        {**_TYPE, "icon": one_of("trash"), "text": plain(75)},
        {
            **ACTION,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string(255), 100),
        },
    ),
}

# --- rich text ---

_LOOKS = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE: Mapping[str, Check] = {"style": record(optional={look: boolean for look in _LOOKS})}
_INLINE = typed(
    {
        "text": record({**_TYPE, "text": string(MAX_ALL_BLOCK_TEXT)}, _STYLE),
        "link": record({**_TYPE, "url": URL}, {**_STYLE, "text": string(3000), "unsafe": boolean}),
        "user": record({**_TYPE, "user_id": string(255)}, _STYLE),
        "channel": record({**_TYPE, "channel_id": string(255)}, _STYLE),
        "usergroup": record({**_TYPE, "usergroup_id": string(255)}, _STYLE),
        "emoji": record({**_TYPE, "name": string(255)}, {**_STYLE, "unicode": string(255), "skin_tone": integer}),
        "broadcast": record({**_TYPE, "range": one_of("here", "channel", "everyone")}, _STYLE),
        "color": record({**_TYPE, "value": string(255)}, _STYLE),
        "date": record(
            {**_TYPE, "timestamp": integer, "format": string(255)}, {**_STYLE, "url": URL, "fallback": string(3000)}
        ),
    }
)
_INLINES = array(_INLINE, 1000, 0)
_SECTION = record({**_TYPE, "elements": _INLINES})
_RICH = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": record(
            {**_TYPE, "style": one_of("bullet", "ordered"), "elements": array(typed({"rich_text_section": _SECTION}), 1000)},
            {"indent": integer, "offset": integer, "border": integer},
        ),
        "rich_text_preformatted": record({**_TYPE, "elements": _INLINES}, {"border": integer, "language": string(255)}),
        "rich_text_quote": record({**_TYPE, "elements": _INLINES}, {"border": integer}),
    }
)
_ID: Mapping[str, Check] = {"block_id": string(255)}
RICH_TEXT = record({**_TYPE, "elements": array(_RICH, 1000)}, _ID)

# --- blocks ---

_CELL = typed(
    {
        "raw_text": record({**_TYPE, "text": string(MAX_ALL_BLOCK_TEXT)}),
        "raw_number": record({**_TYPE, "value": number, "text": string(MAX_ALL_BLOCK_TEXT)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = record(optional={"align": one_of("left", "center", "right"), "is_wrapped": boolean})
_EVERYWHERE: Mapping[str, Check] = {
    "section": record(
        _TYPE,
        {
            **_ID,
            "text": text(3000),
            "fields": array(text(2000), 10),
            "accessory": typed({**PRESSED, "image": IMAGE_ELEMENT}),
            "expand": boolean,
        },
        some_of=("text", "fields"),
    ),
    "header": record({**_TYPE, "text": plain(150)}, _ID),
    "divider": record(_TYPE, _ID),
    "context": record(
        {**_TYPE, "elements": array(typed({"image": IMAGE_ELEMENT, "plain_text": plain(3000), "mrkdwn": text(3000)}), 10)},
        _ID,
    ),
    "actions": record({**_TYPE, "elements": array(typed(PRESSED), 25)}, _ID),
    "image": record(
        {**_TYPE, "alt_text": string(2000)},
        {**_ID, "image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)},
        one_only=("image_url", "slack_file"),
    ),
    "rich_text": RICH_TEXT,
    "input": record(
        {**_TYPE, "label": plain(2000), "element": typed({**TYPED_IN, **CHOOSERS})},
        {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
}
_MESSAGES_ONLY: Mapping[str, Check] = {
    "markdown": record({**_TYPE, "text": string(MAX_ALL_MARKDOWN)}, _ID),
    "table": record(
        {**_TYPE, "rows": array(array(_CELL, 20), 100)}, {**_ID, "column_settings": array(nullable(_COLUMN), 20)}
    ),
    "context_actions": record({**_TYPE, "elements": array(typed(CONTEXT_ACTIONS), 5)}, _ID),
}
_MODALS_ONLY: Mapping[str, Check] = {
    "alert": record(
        {**_TYPE, "text": text(3000)}, {**_ID, "level": one_of("default", "info", "warning", "error", "success")}
    )
}
BLOCKS: Mapping[Surface, Mapping[str, Check]] = {
    "message": {**_EVERYWHERE, **_MESSAGES_ONLY},
    "modal": {**_EVERYWHERE, **_MODALS_ONLY},
    "home": _EVERYWHERE,
}
