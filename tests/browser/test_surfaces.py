"""Every surface of an app in a real browser: Home, modals, shortcuts, files, reactions, several people, the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.workspace import SAM, Workspace
from tests.browser.conftest import opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


def log(page: Page) -> Locator:
    return page.locator("#log")


async def send(page: Page, text: str) -> None:
    await page.locator("#composer-main").fill(text)
    await page.locator("#composer-main").press("Enter")


async def act_as(page: Page, name: str) -> None:
    await page.get_by_role("navigation").locator(".me").click()
    await page.get_by_role("menuitem", name=name).click()
    await expect(page.locator(".me")).to_contain_text(name)


# --- Home ---


async def test_home_is_drawn_and_paged_and_what_is_typed_there_stays(show: Page) -> None:
    await show.get_by_role("navigation").get_by_role("button", name="Showroom").click()
    await show.get_by_role("tab", name="Home").click()
    home = show.locator("#home")
    await expect(home).to_contain_text("Page 1")
    await home.get_by_label("Search").fill("half a wo")
    await home.get_by_role("button", name="More").click()
    await expect(home).to_contain_text("Page 2")
    await expect(home.get_by_role("button", name="More")).to_be_focused()
    await expect(home.get_by_label("Search")).to_have_value("half a wo")
    await show.reload()
    await expect(show.locator("#home")).to_contain_text("Page")
    await show.get_by_role("tab", name="Home").press("ArrowRight")
    await expect(show.locator("#composer-main")).to_be_visible()


async def test_a_modal_opens_over_home_and_gives_the_focus_back(show: Page) -> None:
    await show.keyboard.press("Control+k")
    await show.keyboard.type("home")
    await show.keyboard.press("Enter")
    button = show.locator("#home").get_by_role("button", name="Open")
    await button.click()
    await expect(show.get_by_role("dialog")).to_contain_text("Find")
    await show.keyboard.press("Escape")
    await expect(show.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()


# --- search ---


async def test_words_in_the_palette_search_the_app_and_a_result_opens_its_details(show: Page) -> None:
    await show.keyboard.press("Control+k")
    await show.keyboard.type("la")
    options = show.get_by_role("dialog", name="Jump to").get_by_role("option")
    await expect(options.filter(has_text="The port of")).to_have_text(
        ["LaredoThe port of Laredo", "Las CrucesThe port of Las Cruces"]
    )
    await show.get_by_role("combobox", name="Jump to").fill("fail")
    await expect(options).to_contain_text(["nothing there"])
    await show.get_by_role("combobox", name="Jump to").fill("lar")
    await expect(options.first).to_contain_text("Laredo")
    await show.keyboard.press("Enter")
    await expect(show.locator("#panel").get_by_role("link", name="Laredo")).to_have_attribute(
        "href", "https://cities.example/laredo"
    )
    await expect(show.locator("#panel dd")).to_have_text("Webb County")


# --- modals ---


async def test_a_modal_is_filled_in_by_keyboard_with_typeahead_and_errors_stand_under_their_fields(
    show: Page, stage: Workspace
) -> None:
    await send(show, "/show modal")
    modal = show.get_by_role("dialog")
    city = modal.get_by_role("combobox", name="City")
    await expect(city).to_be_focused()
    await show.keyboard.type("la")
    await expect(modal.get_by_role("option")).to_have_text(["Laredo", "Las Cruces"])
    await show.keyboard.press("ArrowDown")
    await show.keyboard.press("Enter")
    await expect(city).to_have_value("Las Cruces")
    await modal.get_by_role("button", name="Go").click()
    note = modal.get_by_label("Note")
    await expect(note).to_be_focused()
    await expect(note).to_have_attribute("aria-invalid", "true")
    await expect(modal.locator("[data-block=note] .problem")).to_contain_text("complete this")
    await note.fill("by the bridge")
    await modal.get_by_label("Two").check()
    await modal.get_by_label("Right").check()
    await modal.get_by_role("button", name="Go").click()
    await expect(modal).to_have_count(0)
    await expect(log(show)).to_contain_text("Las Cruces: by the bridge")
    (sent,) = [one for one in stage.record.deliveries("interactive") if one.request["payload"]["type"] == "view_submission"]
    values = sent.request["payload"]["view"]["state"]["values"]
    assert [option["value"] for option in values["many"]["many"]["selected_options"]] == ["two"]
    assert values["one"]["one"]["selected_option"]["value"] == "right"
    assert values["day"]["day"]["selected_date"] == "2026-11-22"
    assert values["where"]["where"]["selected_conversation"] == stage.channel().id


async def test_a_modal_is_pushed_on_another_and_updated_and_all_are_closed_together(show: Page) -> None:
    await send(show, "/show modal")
    modal = show.get_by_role("dialog")
    await modal.get_by_role("combobox", name="City").press_sequentially("no")
    await modal.get_by_role("option", name="Nogales").click()
    await modal.get_by_label("Note").fill("change")
    await modal.get_by_role("button", name="Go").click()
    await expect(modal.get_by_role("heading")).to_have_text("Changed")
    await modal.get_by_label("Note").fill("deeper")
    await modal.get_by_role("button", name="Go").click()
    await expect(modal.get_by_role("heading")).to_have_text("Deeper")
    await modal.get_by_role("button", name="Back").click()
    await expect(modal.get_by_role("heading")).to_have_text("Changed")
    await expect(modal.get_by_label("Note")).to_have_value("deeper")
    await modal.get_by_role("button", name="Close").click()
    await expect(modal).to_have_count(0)


async def test_an_open_modal_is_there_again_after_a_reload(show: Page) -> None:
    await send(show, "/show modal")
    await expect(show.get_by_role("dialog")).to_contain_text("Find")
    await show.reload()
    await expect(show.get_by_role("dialog")).to_contain_text("Find")


async def test_a_typeahead_that_fails_says_so_in_its_place(show: Page, stage: Workspace) -> None:
    await send(show, "/show modal")
    city = show.get_by_role("dialog").get_by_role("combobox", name="City")
    await city.press_sequentially("zz")
    await expect(show.get_by_role("dialog").get_by_role("option")).to_have_text(["Nothing found"])
    await city.press("Escape")
    await expect(show.get_by_role("dialog")).to_be_visible()
    stage.faults.drop = 1
    await city.fill("la")
    await expect(show.get_by_role("dialog").get_by_role("option")).to_contain_text(["did not answer"])


# --- messages ---


async def test_a_card_is_pressed_and_chosen_from(show: Page) -> None:
    await send(show, "/show card")
    card = log(show).locator(".message", has=show.get_by_role("table"))
    await expect(card.get_by_role("cell", name="Laredo")).to_be_visible()
    await card.get_by_role("combobox", name="A town").click()
    await show.get_by_role("option", name="Nogales").click()
    await expect(log(show)).to_contain_text("town: nogales")
    await card.get_by_role("button", name="More", exact=True).click()
    await show.get_by_role("menuitem", name="Unit").click()
    await expect(log(show)).to_contain_text("rest: unit")
    await card.get_by_role("button", name="It worked").click()
    await expect(log(show)).to_contain_text("vote: up")
    await expect(card.get_by_role("button", name="It worked")).to_have_attribute("aria-pressed", "true")
    await card.get_by_role("button", name="Take away").click()
    await expect(log(show)).to_contain_text("bin: icon_button")


async def test_a_contact_file_is_downloaded(show: Page, tmp_path: Path) -> None:
    await send(show, "/show file")
    async with show.expect_download() as waiting:
        await log(show).get_by_role("link", name="laredo.vcf").click()
    download = await waiting.value
    assert download.suggested_filename == "laredo.vcf"
    await download.save_as(tmp_path / "laredo.vcf")
    assert "FN:Port of Laredo" in (tmp_path / "laredo.vcf").read_text(encoding="utf-8")


async def test_reactions_are_shown_added_and_taken_back(show: Page) -> None:
    await send(show, "@Showroom look")
    message = log(show).locator(".message").last
    eyes = message.get_by_role("button", name="eyes, 1")
    await expect(eyes).to_have_attribute("aria-pressed", "false")
    await eyes.click()
    both = message.get_by_role("button", name="eyes, 2")
    await expect(both).to_have_attribute("aria-pressed", "true")
    await both.click()
    await message.hover()
    await message.get_by_role("button", name="React").click()
    await show.get_by_role("menuitem", name="tada").click()
    await expect(message.get_by_role("button", name="tada, 1")).to_be_visible()


async def test_a_message_shortcut_and_a_global_one(show: Page, stage: Workspace) -> None:
    await stage.says("the bridge at Laredo is closed", user=SAM)
    message = log(show).locator(".message").last
    await message.hover()
    await message.get_by_role("button", name="More for this message").click()
    await show.get_by_role("menuitem", name="Read this").click()
    await expect(show.locator(".toast")).to_contain_text("It says: the bridge at Laredo is closed")
    await show.get_by_role("button", name="Shortcuts").click()
    await show.get_by_role("menuitem", name="Find").click()
    await expect(show.get_by_role("dialog")).to_contain_text("Find")


async def test_a_link_is_unfurled(show: Page) -> None:
    await send(show, "see https://cities.example/laredo")
    await expect(log(show).locator(".unfurl strong")).to_have_text("https://cities.example/laredo")


async def test_prompts_stand_above_the_field_and_a_session_has_its_title(show: Page) -> None:
    await show.get_by_role("navigation").get_by_role("button", name="Showroom").click()
    prompt = show.locator("#prompts").get_by_role("button").first
    await expect(prompt).to_be_visible()
    await prompt.click()
    await expect(show.locator("#prompts").get_by_role("button")).to_have_count(0)
    await expect(show.locator("#thread")).to_contain_text("answer to")


async def test_what_the_app_is_doing_shows_until_it_answers(show: Page, stage: Workspace) -> None:
    await show.get_by_role("navigation").get_by_role("button", name="Showroom").click()
    stage.refuse_next("chat.postMessage", "fatal_error")
    await send(show, "what now")
    await expect(show.locator(".thinking").first).to_contain_text("Showroom is looking")


async def test_the_app_is_added_to_a_channel_it_is_not_in(show: Page) -> None:
    await show.get_by_role("navigation").get_by_role("button", name="newsroom").click()
    await show.get_by_role("button", name="Add Showroom").click()
    await expect(show.locator("#banner")).to_be_hidden()


# --- people ---


async def test_another_person_sees_other_channels_and_not_what_was_for_one_alone(show: Page, stage: Workspace) -> None:
    await stage.says("for all of us")
    await send(show, "/nothing")
    await expect(log(show).locator(".ephemeral")).to_have_count(1)
    await act_as(show, "Sam Okafor")
    await expect(show.get_by_role("navigation").get_by_role("button", name="curators")).to_be_visible()
    await expect(log(show)).to_contain_text("for all of us")
    await expect(log(show).locator(".ephemeral")).to_have_count(0)
    await show.reload()
    await expect(show.locator(".me")).to_contain_text("Sam Okafor")
    await act_as(show, "Jo")
    await expect(show.get_by_role("navigation").get_by_role("button", name="press-room")).to_have_count(0)


async def test_two_people_in_two_browsers_meet_in_a_channel(browser: Browser, show: Page, stage: Workspace) -> None:
    async with opened(browser, stage, f"?user={SAM.id}") as other:
        await expect(other.locator(".me")).to_contain_text("Sam Okafor")
        await send(other, "over here, Alex")
        await expect(log(show)).to_contain_text("over here, Alex")
        await show.get_by_role("navigation").get_by_role("button", name="newsroom").click()
        await send(other, "*are you* there")
        toast = show.locator(".toast")
        await expect(toast).to_contain_text("Sam Okafor in #press-room")
        await expect(show.get_by_role("navigation").get_by_role("img", name="1 unread")).to_be_visible()
        await expect(show).to_have_title("(1) #newsroom · Local workspace")
        await toast.click()
        await expect(log(show).locator(".day.new")).to_be_visible()
        await send(show, "I am")
        await expect(log(other)).to_contain_text("I am")


# --- behind the scenes ---


async def test_the_inspector_shows_payloads_and_calls_in_order_and_each_can_be_copied(
    browser: Browser, stage: Workspace
) -> None:
    async with opened(browser, stage, permissions=["clipboard-read", "clipboard-write"]) as show:
        await show.get_by_role("navigation").get_by_role("button", name="Inspector").click()
        await send(show, "@Showroom look")
        rows = show.locator(".exchanges > li")
        await expect(rows.filter(has_text="reactions.add")).to_have_count(1)
        await expect(rows.filter(has_text="app_mention")).to_contain_text("ms")
        await show.get_by_role("searchbox", name="Filter").fill("reactions")
        await expect(rows).to_have_count(1)
        await rows.first.locator("summary").click()
        await expect(rows.first.locator(".json").first).to_contain_text('"name": "eyes"')
        await rows.first.get_by_role("button", name="Copy as fixture").click()
        await expect(rows.first.get_by_role("button", name="Copied")).to_be_visible()
        copied = await show.evaluate("navigator.clipboard.readText().then(JSON.parse)")
        assert (copied["name"], copied["response"]) == ("reactions.add", {"ok": True})


async def test_a_look_inside_a_message_shows_its_blocks_its_notification_and_what_is_read_aloud(show: Page) -> None:
    await send(show, "/show card")
    message = log(show).locator(".message").last
    await message.hover()
    await message.get_by_role("button", name="Look inside").click()
    panel = show.locator("#panel")
    await expect(panel.locator(".json")).to_contain_text('"type": "feedback_buttons"')
    await expect(panel.locator(".toast")).to_contain_text("Showroom in #press-room")
    await expect(panel.locator(".aloud")).to_have_text("Laredo")
    await show.keyboard.press("Escape")
    await expect(panel).to_be_hidden()
    await show.get_by_role("button", name="Read as a screen reader").click()
    await expect(message.locator(".content")).to_have_text("Laredo")


async def test_faults_are_switched_on_from_the_page(show: Page, stage: Workspace) -> None:
    await show.get_by_role("navigation").get_by_role("button", name="Faults").click()
    await show.locator("[name=fail_500]").fill("1")
    await show.locator("[name=fail_500]").press("Tab")
    await expect(show.locator("[name=fail_500]")).to_have_value("1")
    assert stage.faults.fail_500 == 1
    await show.get_by_role("button", name="All well again").click()
    await expect(show.locator("[name=fail_500]")).to_have_value("0")


# --- keyboard ---


async def test_everything_is_reached_by_ctrl_k(show: Page) -> None:
    await show.keyboard.press("Control+k")
    await expect(show.get_by_role("combobox", name="Jump to")).to_be_focused()
    await show.keyboard.type("partn")
    await show.keyboard.press("Enter")
    await expect(show).to_have_title("#partners · Local workspace")
    await show.keyboard.press("Control+k")
    await show.keyboard.type("find")
    await show.keyboard.press("Enter")
    await expect(show.get_by_role("dialog")).to_contain_text("City")
    await show.keyboard.press("Escape")
    await expect(show.get_by_role("dialog")).to_have_count(0)
    await show.keyboard.press("Control+k")
    await show.keyboard.type("act as sam")
    await show.keyboard.press("Enter")
    await expect(show.locator(".me")).to_contain_text("Sam")


async def test_the_arrows_walk_through_messages_and_channels(show: Page, stage: Workspace) -> None:
    for text in ("one", "two", "three"):
        await stage.says(text, user=SAM)
    await expect(log(show).locator(".message")).to_have_count(3)
    await show.locator("#composer-main").press("ArrowUp")
    await expect(log(show).locator(".message").nth(2)).to_be_focused()
    await show.keyboard.press("ArrowUp")
    await expect(log(show).locator(".message").nth(1)).to_be_focused()
    await show.keyboard.press("Home")
    await expect(log(show).locator(".message").first).to_be_focused()
    await show.keyboard.press("End")
    await show.keyboard.press("ArrowDown")
    await expect(show.locator("#composer-main")).to_be_focused()
    await show.get_by_role("navigation").get_by_role("button", name="press-room").focus()
    await show.keyboard.press("ArrowDown")
    await expect(show.get_by_role("navigation").get_by_role("button", name="partners")).to_be_focused()
