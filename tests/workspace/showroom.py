"""A real Bolt app with one of everything that the workspace stands in for: the surfaces' tests talk to it."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.workspace.echo import answered

Json = dict[str, Any]

CITIES = ["Laredo", "Las Cruces", "Nogales", "Otay Mesa"]
VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Port of Laredo\r\nEND:VCARD\r\n"
MANIFEST: Json = {
    "features": {
        "bot_user": {"display_name": "Showroom"},
        "agent_view": {"agent_description": "Shows everything"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "search": {"search_function_callback_id": "search", "search_filters_function_callback_id": "filters"},
        "shortcuts": [
            {"name": "Find", "type": "global", "callback_id": "find", "description": "Opens the modal"},
            {"name": "Read this", "type": "message", "callback_id": "read", "description": "Says it back"},
        ],
        "slash_commands": [{"command": "/show", "description": "Shows it", "usage_hint": "card | file | modal"}],
        "unfurl_domains": ["cities.example"],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands",
                "files:write", "groups:history", "groups:read", "im:history", "im:read", "im:write", "links:read",
                "links:write", "reactions:read", "reactions:write", "team:read", "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "app_mention", "entity_details_requested", "function_executed", "link_shared",
                "member_joined_channel", "message.channels", "message.groups", "message.im", "reaction_added",
                "reaction_removed",
            ]
        }
    },
}  # fmt: skip


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def options(*texts: str) -> list[Json]:
    """Options whose values are their texts in lower case."""
    return [{"text": plain(text), "value": text.lower()} for text in texts]


def section(text: str, **more: Any) -> Json:
    """A section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def modal(title: str = "Find", callback_id: str = "find", **more: Any) -> Json:
    """A modal with a field of every sort that keeps something."""
    fields: list[tuple[str, Json]] = [
        ("city", {"type": "external_select", "min_query_length": 1, "placeholder": plain("A city")}),
        ("where", {"type": "conversations_select", "default_to_current_conversation": True, "response_url_enabled": True}),
        ("note", {"type": "plain_text_input", "multiline": True, "min_length": 2, "max_length": 20}),
    ]
    optional: list[tuple[str, Json]] = [
        ("kind", {"type": "static_select", "options": options("Port", "Office"), "initial_option": options("Port")[0]}),
        ("many", {"type": "multi_static_select", "options": options("One", "Two", "Three")}),
        ("boxes", {"type": "checkboxes", "options": options("Fast", "Safe")}),
        ("one", {"type": "radio_buttons", "options": options("Left", "Right")}),
        ("day", {"type": "datepicker", "initial_date": "2026-11-22"}),
        ("who", {"type": "users_select"}),
    ]
    blocks = [
        {
            "type": "input",
            "block_id": name,
            "label": plain(name.title()),
            "optional": (name, element) in optional,
            "element": {"action_id": name, **element},
        }
        for name, element in (*fields, *optional)
    ]
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain("Go"),
        "close": plain("Cancel"),
        "private_metadata": "kept",
        "notify_on_close": True,
        "blocks": blocks,
        **more,
    }


def result(text: str) -> Json:
    """A modal that only shows something."""
    return {"type": "modal", "callback_id": "result", "title": plain("Result"), "blocks": [section(text)]}


def home(count: int) -> Json:
    """A Home tab that counts."""
    search = {"type": "plain_text_input", "action_id": "query"}
    buttons = [
        {"type": "button", "action_id": "more", "text": plain("More"), "value": str(count + 1)},
        {"type": "button", "action_id": "open", "text": plain("Open"), "style": "primary"},
    ]
    return {
        "type": "home",
        "blocks": [
            section(f"Page {count}"),
            {"type": "actions", "block_id": "buttons", "elements": buttons},
            {"type": "input", "block_id": "search", "label": plain("Search"), "element": search, "dispatch_action": True},
        ],
    }


def card() -> list[Json]:
    """A message with one of every thing that can be pressed."""
    link = {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://cities.example/a", "text": "Laredo"}]}
    cell = {"type": "rich_text", "elements": [link]}
    overflow = {"type": "overflow", "action_id": "rest", "options": options("Bridge", "Unit")}
    feedback = {
        "type": "feedback_buttons",
        "action_id": "vote",
        "positive_button": {"text": plain("It worked"), "value": "up"},
        "negative_button": {"text": plain("It did not"), "value": "down"},
    }
    trash = {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Take away")}
    city = {"type": "external_select", "action_id": "town", "placeholder": plain("A town"), "min_query_length": 0}
    pick = {"type": "static_select", "action_id": "pick", "options": options("Port", "Office"), "placeholder": plain("Kind")}
    return [
        section("*Laredo*", accessory=overflow),
        {"type": "table", "rows": [[{"type": "raw_text", "text": "City"}], [cell]]},
        {"type": "actions", "block_id": "menus", "elements": [city, pick]},
        {"type": "context_actions", "elements": [feedback, trash]},
    ]


def showroom(client: AsyncWebClient, signing_secret: str = "unused") -> AsyncApp:
    """The app."""
    app = AsyncApp(client=client, signing_secret=signing_secret)

    @app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=home(1))
        else:
            prompts = [{"title": "A port", "message": "phone for laredo"}]
            await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], title="Try", prompts=prompts)

    @app.action("more")
    async def more(ack: AsyncAck, action: Json, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = home(int(action["value"]))
        await client.views_publish(user_id=body["user"]["id"], view=view, hash=body["view"]["hash"])

    @app.action("query")
    async def query(ack: AsyncAck, action: Json, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=result(action["value"]))

    @app.action("open")
    async def open_modal(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.shortcut("find")
    async def find(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.shortcut("read")
    async def read(ack: AsyncAck, shortcut: Json, respond: AsyncRespond) -> None:
        await ack()
        await respond(text=f"It says: {shortcut['message']['text']}", thread_ts=shortcut["message_ts"])

    @app.options("city")
    @app.options("town")
    async def cities(ack: AsyncAck, payload: Json) -> None:
        await ack(options=options(*(city for city in CITIES if city.lower().startswith(payload["value"].lower()))))

    @app.view("find")
    async def submitted(ack: AsyncAck, view: Json, respond: AsyncRespond) -> None:
        match view["state"]["values"]["note"]["note"]["value"]:
            case "wrong":
                await ack(response_action="errors", errors={"note": "Not this one."})
            case "odd":
                await ack(response_action="errors", errors={"attic": "No such block."})
            case "change":
                await ack(response_action="update", view=modal("Changed"))
            case "deeper":
                await ack(response_action="push", view=modal("Deeper"))
            case "clear":
                await ack(response_action="clear")
            case note:
                await ack()
                city = view["state"]["values"]["city"]["city"]["selected_option"]["text"]["text"]
                await respond(text=f"{city}: {note}", response_type="in_channel")

    @app.view_closed("find")
    async def closed(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"closed, cleared: {body['is_cleared']}")

    @app.action("pick")
    @app.action("rest")
    @app.action("town")
    @app.action("vote")
    @app.action("bin")
    async def pressed(ack: AsyncAck, action: Json, respond: AsyncRespond) -> None:
        await ack()
        chosen = action.get("selected_option", action)
        await respond(text=f"{action['action_id']}: {chosen.get('value', action['type'])}", replace_original=False)

    @app.command("/show")
    async def show(ack: AsyncAck, command: Json, say: AsyncSay, client: AsyncWebClient) -> None:
        await ack()
        match command["text"]:
            case "modal":
                await client.views_open(trigger_id=command["trigger_id"], view=modal())
            case "file":
                await client.files_upload_v2(
                    channel=command["channel_id"],
                    content=VCARD,
                    filename="laredo.vcf",
                    title="Laredo",
                    initial_comment="Here",
                )
            case _:
                await say(text="Laredo", blocks=card())

    @app.event("message")
    async def written(event: Json, say: AsyncSay, client: AsyncWebClient) -> None:
        if event["channel_type"] != "im" or event.get("subtype") or event.get("bot_id"):
            return
        where: Json = {"channel_id": event["channel"], "thread_ts": event.get("thread_ts") or event["ts"]}
        await client.api_call("agents.sessions.setStatus", json={**where, "status": "processing", "title": "First"})
        await client.assistant_threads_setStatus(**where, status="is looking", loading_messages=["Reading…"])
        await client.api_call("agents.sessions.rename", json={**where, "title": event["text"]})
        await say(text=f"answer to {event['text']}", thread_ts=where["thread_ts"])
        await client.api_call("agents.sessions.setStatus", json={**where, "status": "active"})

    @app.event("app_mention")
    async def mentioned(event: Json, client: AsyncWebClient) -> None:
        await client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")

    @app.event("link_shared")
    async def shared(event: Json, client: AsyncWebClient) -> None:
        unfurls = {link["url"]: {"blocks": [section(f"*{link['url']}*")]} for link in event["links"]}
        by = {key: event[key] for key in ("unfurl_id", "source")} if event.get("thread_ts") else {
            "channel": event["channel"], "ts": event["message_ts"]
        }  # fmt: skip
        await client.chat_unfurl(unfurls=unfurls, **by)

    @app.event("reaction_added")
    @app.event("reaction_removed")
    @app.event("member_joined_channel")
    async def noticed(event: Json) -> None:
        """Nothing comes of it."""

    @app.function("search")
    async def search(inputs: Json, complete: AsyncComplete, fail: AsyncFail) -> None:
        if inputs["query"] == "fail":
            await fail("nothing there")
            return
        found = [
            {
                "title": city,
                "description": f"The port of {city}",
                "link": f"https://cities.example/{city.lower()}",
                "date_updated": "2026-09-28",
                "external_ref": {"id": city.lower()},
            }
            for city in CITIES
            if inputs["query"].lower() in city.lower()
        ]
        await complete(outputs={"search_result": [{"title": "no more"}] if inputs["query"] == "bad" else found})

    @app.function("filters")
    async def filters(complete: AsyncComplete) -> None:
        await complete(outputs={"filters": [{"name": "kind", "display_name": "Kind", "type": "multi_select"}]})

    @app.event("entity_details_requested")
    async def details(event: Json, client: AsyncWebClient) -> None:
        await client.entity_presentDetails(
            trigger_id=event["trigger_id"],
            metadata={
                "entity_type": "slack#/entities/item",
                "url": event["link"]["url"],
                "external_ref": event["external_ref"],
                "entity_payload": {
                    "attributes": {"title": {"text": event["external_ref"]["id"].title()}},
                    "custom_fields": [{"key": "where", "label": "Where", "value": "Webb County", "type": "string"}],
                },
            },
        )

    return app


def shown(manifest: Json | None = None) -> AbstractAsyncContextManager[Workspace]:
    """A workspace with the showroom in it."""
    return answered(Workspace(manifest=manifest or MANIFEST, ack_within=2.0, retry_after=(0.0, 0.05, 0.05)), showroom)
