"""Where the shape of each payload was taken from, and what of it must be there.

Nothing here comes from the workspace's own code: the fields are those of the sources named, looked up in November 2026.
`path: type` stands for a field that the source has; `*` for every item of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_bolt.request import payload_utils as bolt

Json = dict[str, Any]
NONE = type(None)

BOLT_TESTS = "slackapi/bolt-python tests/scenario_tests/"
BOLT_TYPES = "slackapi/bolt-js src/types/"
NODE_TYPES = "slackapi/node-slack-sdk packages/types/src/events/"
DOCS = "docs.slack.dev/reference/"


@dataclass(frozen=True)
class Shape:
    """One kind of payload."""

    sources: tuple[str, ...]
    there: dict[str, Any]
    """Path → type, or a value that it must have."""
    absent: tuple[str, ...] = ()
    bolt: Callable[[Json], bool] | None = None
    """Bolt's own test for this kind of payload."""


def _event(type_: str, there: Json, *sources: str, absent: tuple[str, ...] = ()) -> Shape:
    inside = {f"event.{path}": what for path, what in there.items()}
    return Shape(sources, WRAPPER | {"event.type": type_} | inside, tuple(f"event.{a}" for a in absent), bolt.is_event)


WRAPPER: Json = {
    "type": "event_callback", "token": str, "team_id": str, "api_app_id": str, "event_id": str, "event_time": int,
    "authorizations.*.team_id": str, "authorizations.*.user_id": str, "authorizations.*.is_bot": bool,
    "authorizations.*.is_enterprise_install": bool, "is_ext_shared_channel": bool, "event.event_ts": str,
}  # fmt: skip
MESSAGE: Json = {"channel": str, "user": str, "text": str, "ts": str, "team": str}
TYPED: Json = MESSAGE | {"client_msg_id": str, "blocks.*.type": "rich_text"}
VIEW: Json = {
    "id": str, "team_id": str, "app_id": str, "bot_id": str, "app_installed_team_id": str, "type": "modal", "blocks": list,
    "private_metadata": str, "callback_id": str, "external_id": str, "hash": str, "state.values": dict, "root_view_id": str,
    "previous_view_id": NONE, "clear_on_close": bool, "notify_on_close": bool, "title.text": str, "close.text": str,
    "submit.text": str,
}  # fmt: skip
HOME = {path: what for path, what in VIEW.items() if not path.endswith(".text")}
HOME |= {"type": "home", "title": NONE, "close": NONE, "submit": NONE}
HEAD: Json = {
    "team.id": str, "team.domain": str, "user.id": str, "user.username": str, "user.team_id": str, "api_app_id": str,
    "token": str, "is_enterprise_install": bool,
}  # fmt: skip
CONTAINER = {"container.type": "view", "container.view_id": str}
IN_VIEW = CONTAINER | {f"view.{path}": what for path, what in VIEW.items()}
IN_HOME = CONTAINER | {f"view.{path}": what for path, what in HOME.items()}
ON_MESSAGE: Json = {
    "container.type": "message", "container.message_ts": str, "container.channel_id": str, "container.is_ephemeral": bool,
    "channel.id": str, "channel.name": str, "message.type": "message", "message.ts": str, "message.text": str,
}  # fmt: skip
ACTION: Json = {"actions.*.type": str, "actions.*.action_id": str, "actions.*.block_id": str, "actions.*.action_ts": str}

SHAPES: dict[str, Shape] = {
    "message": _event("message", TYPED | {"channel_type": str}, f"{NODE_TYPES}message.ts", f"{DOCS}events/message.im"),
    "message file_share": _event(
        "message",
        MESSAGE
        | {
            "subtype": "file_share", "upload": True, "files.*.id": str, "files.*.name": str, "files.*.title": str,
            "files.*.mimetype": str, "files.*.filetype": str, "files.*.size": int, "files.*.url_private": str,
            "files.*.url_private_download": str, "files.*.permalink": str, "files.*.user": str,
        },
        f"{BOLT_TESTS}test_message_file_share.py",
        f"{NODE_TYPES}app.ts (files of AppMentionEvent)",
    ),
    "message message_changed": _event(
        "message",
        {
            "subtype": "message_changed", "hidden": True, "channel": str, "channel_type": str, "ts": str,
            "message.text": str, "message.edited.user": str, "message.edited.ts": str, "previous_message.text": str,
        },
        f"{BOLT_TESTS}test_message_changed.py",
        f"{NODE_TYPES}message.ts",
    ),
    "message message_deleted": _event(
        "message",
        {
            "subtype": "message_deleted", "hidden": True, "channel": str, "channel_type": str, "ts": str,
            "deleted_ts": str, "previous_message.ts": str,
        },
        f"{BOLT_TESTS}test_message_deleted.py",
        f"{NODE_TYPES}message.ts",
    ),
    "app_mention": _event(
        "app_mention", TYPED, f"{BOLT_TESTS}test_events_socket_mode.py", f"{NODE_TYPES}app.ts", absent=("channel_type",)
    ),
    "app_home_opened": _event(
        "app_home_opened",
        {"user": str, "channel": str, "tab": "home", "view.type": "home", "view.id": str, "view.hash": str},
        f"{NODE_TYPES}app.ts",
        f"{DOCS}events/app_home_opened",
    ),
    "link_shared": _event(
        "link_shared",
        {
            "channel": str, "user": str, "is_bot_user_member": bool, "message_ts": str, "unfurl_id": str,
            "source": "conversations_history", "links.*.url": str, "links.*.domain": str,
        },
        f"{NODE_TYPES}link-shared.ts",
        f"{DOCS}events/link_shared",
    ),
    **{
        kind: _event(
            kind,
            {
                "user": str, "reaction": str, "item_user": str, "item.type": "message", "item.channel": str,
                "item.ts": str,
            },
            f"{NODE_TYPES}reaction.ts",
            f"{BOLT_TESTS}test_events_socket_mode.py",
        )
        for kind in ("reaction_added", "reaction_removed")
    },
    "member_joined_channel": _event(
        "member_joined_channel",
        {"user": str, "channel": str, "channel_type": "C", "team": str, "inviter": str},
        f"{NODE_TYPES}member.ts",
        f"{BOLT_TESTS}test_events_socket_mode.py",
    ),
    "function_executed": _event(
        "function_executed",
        {
            "function.id": str, "function.callback_id": str, "function.title": str, "function.type": "app",
            "function.app_id": str, "function.input_parameters": list, "function.output_parameters": list,
            "function.date_updated": int, "inputs.user_context.id": str, "function_execution_id": str,
            "workflow_execution_id": str, "bot_access_token": str,
        },
        f"{NODE_TYPES}function.ts",
        f"{BOLT_TESTS}test_function.py",
        "slack-samples/bolt-python-search-template listeners/functions/search.py (user_context)",
    ),
    "entity_details_requested": _event(
        "entity_details_requested",
        {
            "user": str, "external_ref.id": str, "entity_url": str, "link.url": str, "link.domain": str,
            "app_unfurl_url": str, "trigger_id": str, "user_locale": str,
        },
        f"{DOCS}events/entity_details_requested",
        f"{NODE_TYPES}entity-details-requested.ts",
    ),
    "slash_commands": Shape(
        ("docs.slack.dev/tools/bolt-js/reference/interfaces/SlashCommand", f"{BOLT_TESTS}test_slash_command.py"),
        {
            key: str
            for key in (
                "token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text",
                "api_app_id", "response_url", "trigger_id", "is_enterprise_install",
            )
        },
        bolt=bolt.is_slash_command,
    ),
    "block_actions on a message": Shape(
        (f"{BOLT_TESTS}test_block_actions.py", f"{BOLT_TYPES}actions/block-action.ts"),
        HEAD | ON_MESSAGE | ACTION | {"type": "block_actions", "trigger_id": str, "response_url": str, "state.values": dict},
        ("view",),
        bolt.is_block_actions,
    ),
    "block_actions in a view": Shape(
        (f"{BOLT_TYPES}actions/block-action.ts", f"{DOCS}interaction-payloads/block_actions-payload"),
        HEAD | IN_HOME | ACTION | {"type": "block_actions", "trigger_id": str},
        ("message", "channel", "response_url"),
        bolt.is_block_actions,
    ),
    "block_suggestion on a message": Shape(
        (f"{DOCS}interaction-payloads/block_suggestion-payload",),
        HEAD | ON_MESSAGE | {"type": "block_suggestion", "action_id": str, "block_id": str, "value": str},
        ("view", "trigger_id", "response_url"),
        bolt.is_block_suggestion,
    ),
    "block_suggestion in a view": Shape(
        (f"{BOLT_TESTS}test_block_suggestion.py", f"{DOCS}interaction-payloads/block_suggestion-payload"),
        HEAD | IN_VIEW | {"type": "block_suggestion", "action_id": str, "block_id": str, "value": str},
        ("message", "channel"),
        bolt.is_block_suggestion,
    ),
    "view_submission": Shape(
        (f"{BOLT_TESTS}test_view_submission.py", f"{BOLT_TYPES}view/index.ts"),
        HEAD
        | {f"view.{path}": what for path, what in VIEW.items()}
        | {
            "type": "view_submission", "trigger_id": str, "response_urls.*.block_id": str, "response_urls.*.action_id": str,
            "response_urls.*.channel_id": str, "response_urls.*.response_url": str,
        },
        bolt=bolt.is_view_submission,
    ),
    "view_closed": Shape(
        (f"{BOLT_TESTS}test_view_closed.py", f"{DOCS}interaction-payloads/view-interactions-payload"),
        HEAD | {f"view.{path}": what for path, what in VIEW.items()} | {"type": "view_closed", "is_cleared": bool},
        ("trigger_id",),
        bolt.is_view_closed,
    ),
    "shortcut": Shape(
        (f"{BOLT_TESTS}test_shortcut.py", f"{BOLT_TYPES}shortcuts/global-shortcut.ts"),
        HEAD | {"type": "shortcut", "callback_id": str, "trigger_id": str, "action_ts": str},
        ("channel", "message", "response_url"),
        bolt.is_global_shortcut,
    ),
    "message_action": Shape(
        (f"{BOLT_TYPES}shortcuts/message-shortcut.ts",),
        HEAD
        | {
            "type": "message_action", "callback_id": str, "trigger_id": str, "action_ts": str, "message_ts": str,
            "response_url": str, "channel.id": str, "channel.name": str, "message.type": "message", "message.ts": str,
            "message.user": str, "message.text": str, "user.name": str,
        },
        bolt=bolt.is_message_shortcut,
    ),
}  # fmt: skip


def kind(name: str, payload: Json) -> str:
    """Which kind a delivered payload is, by the envelope's type and what it says of itself."""
    if name == "slash_commands":
        return name
    if event := payload.get("event"):
        return " ".join(filter(None, [event["type"], event.get("subtype")]))
    if payload["type"] in ("block_actions", "block_suggestion"):
        return f"{payload['type']} {'in a view' if 'view' in payload else 'on a message'}"
    return str(payload["type"])


def differences(payload: Json, shape: Shape) -> list[str]:
    """Where a payload is not as the sources have it."""
    found = [f"{path} must not be there" for path in shape.absent if any(True for _ in values(payload, path))]
    for path, what in shape.there.items():
        at = list(values(payload, path))
        if not at:
            found.append(f"{path} is missing")
        for value in at:
            if not (isinstance(value, what) if isinstance(what, type) else value == what):
                found.append(f"{path} is {value!r}, not {what}")
    return found


def values(thing: Any, path: str) -> Iterator[Any]:
    """Whatever stands at a path."""
    if not path:
        yield thing
        return
    first, _, rest = path.partition(".")
    if first == "*":
        for one in thing if isinstance(thing, list) else []:
            yield from values(one, rest)
    elif isinstance(thing, dict) and first in thing:
        yield from values(thing[first], rest)


# --- answers of the Web API ---

RESPONSES = "slackapi/node-slack-sdk packages/web-api/src/types/response/"


@dataclass(frozen=True)
class Answer:
    """What a method answers with: the fields that its source has. No other may be given."""

    source: str
    path: str
    """Where in the answer they are; empty: the answer itself."""
    fields: str


ANSWERS: dict[str, Answer] = {
    "auth.test": Answer(
        f"{RESPONSES}AuthTestResponse.ts", "",
        "ok app_id app_name bot_id enterprise_id expires_in is_enterprise_install team team_id url user user_id",
    ),
    "team.info": Answer(
        f"{RESPONSES}TeamInfoResponse.ts", "team",
        "avatar_base_url discoverable domain email_domain enterprise_domain enterprise_id enterprise_name icon id "
        "is_sfdc_auto_slack is_verified lob_sales_home_enabled locale name pay_prod_cur sso_provider url",
    ),
    "bots.info": Answer(f"{RESPONSES}BotsInfoResponse.ts", "bot", "app_id deleted icons id name updated user_id"),
    "users.info": Answer(
        f"{RESPONSES}UsersInfoResponse.ts", "user",
        "color deleted enterprise_id enterprise_name enterprise_user has_2fa id is_admin is_app_user is_bot "
        "is_connector_bot is_email_confirmed is_invited_user is_owner is_primary_owner is_restricted is_stranger "
        "is_ultra_restricted is_workflow_bot locale name profile real_name team_id teams tz tz_label tz_offset updated "
        "who_can_share_contact_card",
    ),
    "conversations.info": Answer(
        f"{RESPONSES}ConversationsInfoResponse.ts", "channel",
        "connected_limited_team_ids connected_team_ids context_team_id conversation_host_id created creator id "
        "internal_team_ids is_archived is_channel is_ext_shared is_general is_global_shared is_group is_im is_member "
        "is_moved is_mpim is_non_threadable is_open is_org_default is_org_mandatory is_org_shared is_pending_ext_shared "
        "is_private is_read_only is_shared is_thread_only last_read locale name name_normalized num_members "
        "pending_connected_team_ids pending_shared previous_names properties purpose shared_team_ids topic unlinked updated",
    ),
    "files.info": Answer(
        f"{RESPONSES}FilesCompleteUploadExternalResponse.ts", "file",
        "alt_txt channels comments_count created deanimate deanimate_gif display_as_bot edit_link editable external_type "
        "file_access filetype groups has_more_shares has_rich_preview id ims is_external is_modified_by_ai is_public "
        "is_starred lines lines_more media_display_type mimetype mode name original_h original_w permalink "
        "permalink_public pretty_type preview preview_highlight preview_is_truncated public_url_shared shares size "
        "timestamp title url_private url_private_download user user_team username",
    ),
}  # fmt: skip
