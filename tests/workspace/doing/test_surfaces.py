"""The app's views, used as people use them, through a real Bolt app over Socket Mode."""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace import ALEX, JO, LUCIA, SAM, Impossible, NotAcknowledged, Workspace
from bot.workspace.holding.interactions import Refused
from bot.workspace.shapes.fields import REQUIRED

Json = dict[str, Any]


def values(view: Json) -> dict[str, Any]:
    """What each field holds, by its block."""
    return {block: held for block, by_action in view["state"]["values"].items() for held in by_action.values()}


async def opened(showroom: Workspace) -> Json:
    """The modal, opened by the global shortcut."""
    await showroom.shortcut("find")
    return await showroom.next_view()


async def filled(showroom: Workspace, view: Json, note: str) -> dict[str, dict[str, Any]]:
    """A state to send the modal off with."""
    await showroom.suggests(view, "city", "la")
    return {
        "city": {"city": "laredo"},
        "where": {"where": showroom.channel("newsroom").id},
        "note": {"note": note},
    }


def presses(showroom: Workspace) -> list[Json]:
    """All interactions that reached the app."""
    return [entry.request["payload"] for entry in showroom.record.deliveries("interactive")]


# --- Home ---


async def test_home_is_published_when_somebody_opens_it_and_pages_in_place(showroom: Workspace) -> None:
    assert showroom.home() is None
    await showroom.opens_home()
    first = await showroom.next_home()
    await showroom.press_in(first, "More")
    second = await showroom.next_home()
    assert (first["id"], first["type"]) == (second["id"], "home")
    assert second["blocks"][0]["text"]["text"] == "Page 2" and second["hash"] != first["hash"]
    assert showroom.home() == second and showroom.home(SAM) is None
    (payload,) = presses(showroom)
    assert payload["container"] == {"type": "view", "view_id": first["id"]}
    assert payload["view"]["id"] == first["id"]
    assert not {"channel", "message", "response_url"} & payload.keys()


async def test_the_event_carries_the_home_that_stands_already(showroom: Workspace) -> None:
    await showroom.opens_home()
    await showroom.next_home()
    await showroom.opens_home()
    await showroom.next_home()
    first, second = (entry.request["payload"]["event"] for entry in showroom.record.deliveries("events_api"))
    assert "view" not in first and second["view"]["type"] == "home"
    assert (second["tab"], second["channel"]) == ("home", showroom.state.direct(ALEX.id, showroom.bot.id).id)


async def test_text_typed_into_home_is_sent_with_enter(showroom: Workspace) -> None:
    await showroom.opens_home()
    await showroom.press_in(await showroom.next_home(), "query", "laredo")
    assert (await showroom.next_view())["blocks"][0]["text"]["text"] == "laredo"
    (action,) = presses(showroom)[0]["actions"]
    assert (action["type"], action["value"]) == ("plain_text_input", "laredo")


async def test_a_hash_that_is_not_the_latest_is_refused(showroom: Workspace) -> None:
    await showroom.opens_home()
    first = await showroom.next_home()
    await showroom.press_in(first, "More")
    await showroom.next_home()
    with pytest.raises(Refused, match="hash_conflict"):
        showroom.views.publish(ALEX.id, {"type": "home", "blocks": [{"type": "divider"}]}, first["hash"])


async def test_the_messages_tab_gets_its_prompts(showroom: Workspace) -> None:
    await showroom.opens_messages(LUCIA)
    tab = await showroom.until_shown(showroom.state.direct(LUCIA.id, showroom.bot.id).id)
    assert (tab.prompts, tab.prompts_title) == (({"title": "A port", "message": "phone for laredo"},), "Try")


async def test_a_tab_that_the_app_has_not_cannot_be_opened() -> None:
    async with Workspace(manifest={"features": {"app_home": {"messages_tab_enabled": False}}}) as workspace:
        for opens in (workspace.opens_home, workspace.opens_messages):
            with pytest.raises(Impossible, match="has no"):
                await opens()


# --- shortcuts ---


async def test_a_message_shortcut_brings_the_message_and_a_place_to_answer(showroom: Workspace) -> None:
    message = await showroom.says("phone for laredo", channel="newsroom")
    await showroom.message_shortcut(message, "read", SAM)
    answer = await showroom.next_message()
    assert (answer.text, answer.only_for, answer.thread_ts) == ("It says: phone for laredo", SAM.id, message.ts)


async def test_a_shortcut_that_is_not_in_the_manifest_is_not_there(showroom: Workspace) -> None:
    message = await showroom.says("x", channel="newsroom")
    for use in (showroom.shortcut("read"), showroom.message_shortcut(message, "find"), showroom.shortcut("dance")):
        with pytest.raises(Impossible, match="no such"):
            await use


@pytest.mark.parametrize("act", ["slash", "shortcut", "home", "messages"])
async def test_people_of_another_organisation_have_no_app_of_their_own(showroom: Workspace, act: str) -> None:
    acts = {
        "slash": showroom.slash("/show", "card", channel="partners", user=JO),
        "shortcut": showroom.shortcut("find", JO),
        "home": showroom.opens_home(JO),
        "messages": showroom.opens_messages(JO),
    }
    for name, coroutine in acts.items():
        if name == act:
            with pytest.raises(Impossible, match="another organisation"):
                await coroutine
        coroutine.close()


async def test_people_of_another_organisation_mention_it_and_press_its_buttons(showroom: Workspace) -> None:
    mention = await showroom.asks("hello", channel="partners", user=JO)
    await showroom.until_changed(mention)
    event = next(e.request["payload"] for e in showroom.record.deliveries("events_api") if "app_mention" in str(e.request))
    assert event["is_ext_shared_channel"] and event["event"]["user_team"] == JO.team
    await showroom.slash("/show", "card", channel="partners")
    await showroom.press(await showroom.next_message(), "pick", "port", user=JO)
    assert presses(showroom)[0]["user"]["team_id"] == JO.team


async def test_what_the_app_is_not_subscribed_to_is_not_delivered() -> None:
    manifest = {"features": {"app_home": {"home_tab_enabled": True}}}
    async with Workspace(manifest=manifest) as workspace:
        await workspace.opens_home()
        await workspace.reacts(await workspace.asks("x"), "eyes")
        await workspace.invites_bot("newsroom")
        await workspace.delivery.settled()
        assert workspace.record.deliveries() == []


# --- modals ---


async def test_a_modal_opens_with_what_its_fields_hold_at_first(showroom: Workspace) -> None:
    await showroom.slash("/show", "modal", channel="partners")
    view = await showroom.next_view()
    assert showroom.modal() == view and showroom.modal(SAM) is None
    held = values(view)
    assert held["where"]["selected_conversation"] == showroom.channel("partners").id
    assert held["kind"]["selected_option"]["value"] == "port"
    assert held["day"]["selected_date"] == "2026-11-22"
    assert (held["note"]["value"], held["many"]["selected_options"]) == (None, [])


async def test_a_modal_on_top_of_another_knows_the_conversation_too(showroom: Workspace) -> None:
    await showroom.slash("/show", "modal", channel="partners")
    view = await showroom.next_view()
    await showroom.submits(view, await filled(showroom, view, "deeper"))
    assert values(await showroom.next_view())["where"]["selected_conversation"] == showroom.channel("partners").id


async def test_from_a_global_shortcut_there_is_no_current_conversation(showroom: Workspace) -> None:
    assert values(await opened(showroom))["where"]["selected_conversation"] is None


async def test_a_menu_gets_its_options_from_the_app_as_one_types(showroom: Workspace) -> None:
    view = await opened(showroom)
    assert [option["value"] for option in await showroom.suggests(view, "city", "la")] == ["laredo", "las cruces"]
    assert await showroom.suggests(view, "city", "zzz") == []
    payload = presses(showroom)[-1]
    assert (payload["type"], payload["value"]) == ("block_suggestion", "zzz")
    assert (payload["block_id"], payload["action_id"]) == ("city", "city")
    assert payload["view"]["id"] == payload["container"]["view_id"] == view["id"]


async def test_a_modal_that_is_sent_off_brings_all_its_values(showroom: Workspace) -> None:
    view = await opened(showroom)
    state = await filled(showroom, view, "hello") | {
        "many": {"many": ["one", "three"]},
        "boxes": {"boxes": ["safe"]},
        "one": {"one": "right"},
        "kind": {"kind": None},
        "day": {"day": "2027-01-01"},
        "who": {"who": SAM.id},
    }
    assert await showroom.submits(view, state) == {}
    assert showroom.modal() is None
    payload = presses(showroom)[-1]
    held = values(payload["view"])
    assert held["city"]["selected_option"]["text"]["text"] == "Laredo"
    assert [option["value"] for option in held["many"]["selected_options"]] == ["one", "three"]
    assert [option["value"] for option in held["boxes"]["selected_options"]] == ["safe"]
    assert held["one"]["selected_option"]["value"] == "right" and held["kind"]["selected_option"] is None
    assert (held["day"]["selected_date"], held["who"]["selected_user"]) == ("2027-01-01", SAM.id)
    assert payload["view"]["private_metadata"] == "kept"
    (url,) = payload["response_urls"]
    assert (url["block_id"], url["action_id"], url["channel_id"]) == ("where", "where", showroom.channel("newsroom").id)


async def test_the_response_url_of_a_chosen_conversation_posts_there(showroom: Workspace) -> None:
    view = await opened(showroom)
    await showroom.submits(view, await filled(showroom, view, "hello"))
    posted = await showroom.next_message()
    assert (posted.text, posted.channel, posted.only_for) == ("Laredo: hello", showroom.channel("newsroom").id, None)


async def test_required_fields_are_asked_for_before_the_app_hears_of_it(showroom: Workspace) -> None:
    view = await opened(showroom)
    before = len(presses(showroom))
    assert await showroom.submits(view) == {"city": REQUIRED, "where": REQUIRED, "note": REQUIRED}
    wrong = await showroom.submits(view, await filled(showroom, view, "x"))
    assert wrong == {"note": "Please enter at least 2 characters."}
    wrong = await showroom.submits(view, await filled(showroom, view, "x" * 21))
    assert wrong == {"note": "Please enter at most 20 characters."}
    assert {payload["type"] for payload in presses(showroom)[before:]} == {"block_suggestion"}


async def test_the_app_may_name_errors_and_the_modal_stays(showroom: Workspace) -> None:
    view = await opened(showroom)
    assert await showroom.submits(view, await filled(showroom, view, "wrong")) == {"note": "Not this one."}
    assert values(showroom.modal() or {})["note"]["value"] == "wrong"


async def test_an_answer_that_slack_would_not_take_is_trouble(showroom: Workspace) -> None:
    view = await opened(showroom)
    with pytest.raises(Impossible, match=r"trouble connecting.*invalid_errors"):
        await showroom.submits(view, await filled(showroom, view, "odd"))
    assert showroom.modal()


async def test_the_app_may_change_push_and_clear(showroom: Workspace) -> None:
    view = await opened(showroom)
    await showroom.submits(view, await filled(showroom, view, "change"))
    changed = await showroom.next_view()
    assert (changed["id"], changed["title"]["text"]) == (view["id"], "Changed")
    assert values(changed)["note"]["value"] == "change", "what was typed stays"
    for depth in (2, 3):
        top = showroom.modal() or {}
        await showroom.submits(top, await filled(showroom, top, "deeper"))
        pushed = await showroom.next_view()
        assert (pushed["previous_view_id"], pushed["root_view_id"]) == (top["id"], view["id"])
        assert len(showroom.modals()) == depth
    with pytest.raises(Impossible, match="push_limit_reached"):
        await showroom.submits(pushed, await filled(showroom, pushed, "deeper"))
    await showroom.submits(pushed, await filled(showroom, pushed, "clear"))
    assert showroom.modals() == []


async def test_closing_tells_the_app_that_wants_to_know(showroom: Workspace) -> None:
    view = await opened(showroom)
    await showroom.submits(view, await filled(showroom, view, "deeper"))
    deeper = await showroom.next_view()
    await showroom.closes(deeper)
    assert (await showroom.next_message()).text == "closed, cleared: False"
    assert showroom.modal() == showroom.views.view(view["id"])
    await showroom.closes(view, all=True)
    assert (await showroom.next_message()).text == "closed, cleared: True"
    with pytest.raises(Impossible, match="not open any more"):
        await showroom.closes(view)


async def test_a_modal_is_its_owners_alone(showroom: Workspace) -> None:
    view = await opened(showroom)
    with pytest.raises(Impossible, match="not open any more"):
        await showroom.submits(view, {}, user=SAM)


async def test_a_choice_that_is_none_of_the_options_is_refused(showroom: Workspace) -> None:
    view = await opened(showroom)
    for state in ({"city": {"city": "atlantis"}}, {"many": {"many": ["one", "four"]}}, {"one": {"one": "up"}}):
        with pytest.raises(Impossible, match="choice"):
            await showroom.submits(view, state)


async def test_two_people_have_a_modal_each(showroom: Workspace) -> None:
    await showroom.shortcut("find", ALEX)
    await showroom.shortcut("find", SAM)
    first, second = await showroom.next_view(), await showroom.next_view()
    assert {showroom.views.owner(view["id"]) for view in (first, second)} == {ALEX.id, SAM.id}
    assert showroom.modal(ALEX) == first and showroom.modal(SAM) == second


async def test_an_app_that_does_not_answer_leaves_the_modal_open(showroom: Workspace) -> None:
    view = await opened(showroom)
    state = await filled(showroom, view, "hello")
    showroom.sockets.half_open()
    with pytest.raises(NotAcknowledged):
        await showroom.submits(view, state)
    assert showroom.modal()


# --- what can be pressed in messages ---


@pytest.mark.parametrize(
    ("what", "option", "text"),
    [
        ("rest", "Unit", "rest: unit"),
        ("pick", "office", "pick: office"),
        ("vote", "It did not", "vote: down"),
        ("vote", "up", "vote: up"),
        ("bin", None, "bin: icon_button"),
    ],
)
async def test_every_element_of_a_message_can_be_pressed(
    showroom: Workspace, what: str, option: str | None, text: str
) -> None:
    await showroom.slash("/show", "card")
    await showroom.press(await showroom.next_message(), what, option)
    assert (await showroom.next_message()).text == text


async def test_a_messages_own_typeahead(showroom: Workspace) -> None:
    await showroom.slash("/show", "card")
    card = await showroom.next_message()
    assert [option["value"] for option in await showroom.suggests(card, "town", "no")] == ["nogales"]
    await showroom.press(card, "town", "nogales")
    assert (await showroom.next_message()).text == "town: nogales"
    suggestion, press = presses(showroom)
    assert (suggestion["container"]["message_ts"], suggestion["channel"]["id"]) == (card.ts, card.channel)
    assert press["state"]["values"]["menus"]["town"]["selected_option"]["value"] == "nogales"
    assert press["state"]["values"]["menus"]["pick"]["selected_option"] is None


async def test_a_vote_that_is_neither_is_refused(showroom: Workspace) -> None:
    await showroom.slash("/show", "card")
    with pytest.raises(Impossible, match="choice"):
        await showroom.press(await showroom.next_message(), "vote", "sideways")


# --- Slack's own search ---


async def test_the_app_answers_slacks_search_with_its_own_token(showroom: Workspace) -> None:
    found = await showroom.search("la", {"kind": ["port"]})
    assert [result["external_ref"]["id"] for result in found["search_result"]] == ["laredo", "las cruces"]
    assert (await showroom.search_filters())["filters"][0]["name"] == "kind"
    event = showroom.record.deliveries("events_api")[0].request["payload"]["event"]
    assert event["inputs"] == {"query": "la", "filters": {"kind": ["port"]}, "user_context": {"id": ALEX.id, "secret": ""}}


async def test_a_search_that_fails_says_why(showroom: Workspace) -> None:
    with pytest.raises(Impossible, match="nothing there"):
        await showroom.search("fail")


async def test_the_details_of_a_result_are_presented(showroom: Workspace) -> None:
    shown = await showroom.opens_details("https://cities.example/laredo", "laredo", SAM)
    assert shown["entity_payload"]["attributes"]["title"]["text"] == "Laredo"


async def test_an_app_that_takes_no_part_in_the_search_is_not_asked() -> None:
    async with Workspace(manifest={}) as workspace:
        for asked in (workspace.search("x"), workspace.search_filters(), workspace.opens_details("https://x.example", "x")):
            with pytest.raises(Impossible):
                await asked
