"""The workspace's page in a real browser, with a real Bolt app behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.workspace import SAM, Workspace
from tests.browser.conftest import MANIFEST, another, opened
from tests.workspace.echo import card
from tests.workspace.kit.test_blocks import GOOD

pytestmark = pytest.mark.asyncio(loop_scope="session")


def composer(page: Page) -> Locator:
    return page.locator("#composer-main")


def log(page: Page) -> Locator:
    return page.locator("#log")


async def send(page: Page, text: str) -> None:
    await composer(page).fill(text)
    await composer(page).press("Enter")


def post(echo: Workspace, text: str, blocks: list[dict[str, Any]] | None = None, only_for: str | None = None) -> None:
    """The app posts something, whatever it is."""
    numbered = [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks or [])]
    echo.state.post(echo.channel().id, echo.bot.id, text, blocks=numbered, only_for=only_for)


async def test_a_question_in_the_channel_is_answered_in_a_thread_beside_it(page: Page, echo: Workspace) -> None:
    await send(page, "@Echo phone for laredo")
    thread = page.locator("#thread")
    await expect(thread.locator(".message")).to_have_count(2)
    await expect(thread.locator(".message").last).to_contain_text("You said phone for laredo")
    await expect(thread.locator(".message strong", has_text="You said")).to_be_visible()
    await expect(log(page).locator(".thread-link")).to_contain_text("1 reply")
    await thread.get_by_role("button", name="Again").click()
    await expect(thread.locator(".message").last).to_contain_text("You said again: phone for laredo")


async def test_a_thread_opens_and_takes_a_reply(page: Page, echo: Workspace) -> None:
    await echo.says("nobody asked anything", user=SAM)
    message = log(page).locator(".message", has_text="nobody asked")
    await message.hover()
    await message.get_by_role("button", name="Reply in thread").click()
    reply = page.locator("#composer-thread")
    await expect(reply).to_be_focused()
    await reply.fill("@Echo now I do")
    await reply.press("Enter")
    await expect(page.locator("#thread .message").last).to_contain_text("You said now I do")
    await reply.press("Escape")
    await expect(page.locator("#thread")).to_be_hidden()
    await expect(composer(page)).to_be_focused()


async def test_a_direct_message_is_answered_there_and_the_other_channel_shows_unread(page: Page, echo: Workspace) -> None:
    await page.get_by_role("navigation").get_by_role("button", name="Echo").click()
    await send(page, "hello")
    await expect(log(page).locator(".message").last).to_contain_text("You said hello")
    await echo.says("over here", user=SAM)
    channel = page.get_by_role("navigation").get_by_role("button", name="press-room")
    await expect(channel.get_by_role("img", name="unread")).to_be_visible()
    await composer(page).fill("begun here")
    await channel.click()
    await expect(composer(page)).to_have_value("")
    await expect(log(page)).to_contain_text("over here")
    await expect(channel.get_by_role("img", name="unread")).to_have_count(0)
    await page.get_by_role("navigation").get_by_role("button", name="Echo").click()
    await expect(composer(page)).to_have_value("begun here")


async def test_commands_complete_with_their_hints_by_keyboard_alone(page: Page) -> None:
    await composer(page).press_sequentially("/")
    options = page.get_by_role("option")
    await expect(options).to_have_count(2)
    await expect(options.first).to_contain_text("anything at all")
    await composer(page).press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await composer(page).press("ArrowUp")
    await composer(page).press("Tab")
    await expect(composer(page)).to_have_value("/echo ")
    await expect(page.locator(".hint")).to_contain_text("anything at all")
    await composer(page).press_sequentially("psst")
    await composer(page).press("Enter")
    await expect(log(page).locator(".ephemeral")).to_contain_text("You said psst")


async def test_a_name_completes_to_a_mention(page: Page) -> None:
    await composer(page).press_sequentially("hey @ec")
    await composer(page).press("Enter")
    await expect(composer(page)).to_have_value("hey @Echo ")
    await composer(page).press_sequentially("there")
    await composer(page).press("Enter")
    await expect(log(page).locator(".message .mention")).to_have_text("@Echo")


async def test_an_ephemeral_answer_is_marked_works_and_is_gone_on_reload(page: Page) -> None:
    await send(page, "/echo psst")
    ephemeral = log(page).locator(".ephemeral")
    await expect(ephemeral).to_contain_text("Only visible to you")
    await ephemeral.get_by_role("button", name="Again").click()
    await expect(ephemeral).to_contain_text("You said again: psst")
    await page.reload()
    await expect(page.locator("#status")).to_contain_text("connected")
    await expect(log(page).locator(".message")).to_have_count(0)


async def test_an_ephemeral_answer_can_be_dismissed(page: Page) -> None:
    await send(page, "/echo psst")
    await log(page).get_by_role("button", name="Dismiss").click()
    await expect(log(page).locator(".ephemeral")).to_have_count(0)


async def test_an_unknown_command_is_said_to_be_one(page: Page) -> None:
    await send(page, "/nothing here")
    await expect(log(page).locator(".ephemeral")).to_contain_text("/nothing is not a command here")


MARKUP = '<img src=x onerror="window.ran = true"> <script>window.ran = true</script> <b>bold</b>'


async def test_markup_in_any_text_is_shown_and_never_run(page: Page, echo: Workspace) -> None:
    await send(page, f"@Echo {MARKUP}")
    await expect(page.locator("#thread .message").last).to_contain_text("<b>bold</b>")
    links = "<javascript:window.ran=true|press me> <data:text/html,x|or me> <https://x.org/?a=1&amp;b=2|safe>"
    text = {"type": "mrkdwn", "text": links}
    rich = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "link", "url": "javascript:window.ran=true", "text": "rich"},
                    {"type": "text", "text": MARKUP},
                ],
            }
        ],
    }
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": MARKUP}]]}
    markdown = {"type": "markdown", "text": f"[click](javascript:window.ran=true) {MARKUP}"}
    button = {
        "type": "button",
        "action_id": "b",
        "url": "javascript:window.ran=true",
        "text": {"type": "plain_text", "text": MARKUP[:75]},
    }
    blocks = [{"type": "section", "text": text, "accessory": button}, rich, table, markdown]
    post(echo, MARKUP, blocks)
    message = log(page).locator(".message").last
    await expect(message).to_contain_text("press me")
    await expect(message.locator("td, th")).to_have_text(MARKUP)
    assert await message.locator("a").evaluate_all("links => links.map(link => link.href)") == ["https://x.org/?a=1&b=2"]
    assert await page.locator("#app img, #app script, #app b").count() == 0
    assert await page.evaluate("window.ran === undefined")


async def test_links_go_where_they_say(page: Page, echo: Workspace) -> None:
    post(echo, "<tel:+19565232000|(956) 523-2000> <mailto:a@b.co|a@b.co> <https://x.org/map|map>")
    links = log(page).locator(".message a")
    await expect(links).to_have_count(3)
    assert await links.evaluate_all("all => all.map(one => [one.getAttribute('href'), one.target, one.rel])") == [
        ["tel:+19565232000", "", ""],
        ["mailto:a@b.co", "", ""],
        ["https://x.org/map", "_blank", "noopener noreferrer"],
    ]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def wall(browser: Browser) -> AsyncIterator[tuple[Workspace, Page]]:
    """A workspace, and its page, on which one block after the other is put up."""
    async with Workspace(manifest=MANIFEST) as workspace, opened(browser, workspace) as page:
        yield workspace, page


@pytest.mark.parametrize("name", GOOD)
async def test_every_block_the_app_may_use_is_drawn(wall: tuple[Workspace, Page], name: str) -> None:
    workspace, page = wall
    post(workspace, name, [GOOD[name]])
    content = page.locator(f'.message[data-ts="{workspace.messages()[-1].ts}"] .content')
    await expect(content.locator("> *")).to_have_count(1)
    await expect(content.locator(".unknown")).to_have_count(0)


async def test_a_block_nobody_knows_is_shown_as_json_and_the_rest_as_ever(tab: Page) -> None:
    broken = [{"type": "hologram", "depth": 3}, {"type": "section", "text": {"type": "mrkdwn"}}, *card("still here")]
    async with Workspace() as workspace, another(tab) as page:
        await page.goto(workspace.url)
        await page.locator("#composer-main").wait_for()
        post(workspace, "x", broken)
        await expect(log(page).locator(".unknown")).to_have_count(2)
        await expect(log(page).locator(".unknown").first).to_contain_text('"depth": 3')
        await expect(log(page).locator(".message")).to_contain_text("still here")


def menu() -> list[dict[str, Any]]:
    option = [{"text": {"type": "plain_text", "text": text}, "value": text} for text in ("First", "Second")]
    plain = {"type": "plain_text", "text": "Really"}
    sure = {"confirm": {"title": plain, "text": plain, "confirm": {"type": "plain_text", "text": "Do it"}, "deny": plain}}
    return [
        {
            "type": "actions",
            "elements": [
                {"type": "overflow", "action_id": "more", "options": option},
                {
                    "type": "static_select",
                    "action_id": "pick",
                    "placeholder": {"type": "plain_text", "text": "Pick"},
                    "options": option,
                },
                {
                    "type": "button",
                    "action_id": "again",
                    "value": "sure",
                    "text": {"type": "plain_text", "text": "Ask"},
                    **sure,
                },
            ],
        }
    ]


async def test_menus_and_confirmations_work_by_keyboard(page: Page, echo: Workspace) -> None:
    post(echo, "menus", menu())
    await page.get_by_role("button", name="More", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="First")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Second")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    await page.get_by_role("button", name="Ask", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("Really")
    await page.get_by_role("button", name="Do it").click()
    await expect(log(page)).to_contain_text("You said again: sure")


async def test_a_choice_from_a_menu_reaches_the_app(page: Page, echo: Workspace) -> None:
    post(echo, "menus", menu())
    pick = page.get_by_role("combobox", name="Pick")
    await pick.click()
    await page.get_by_role("option", name="Second").click()
    await expect(pick).to_have_value("Second")
    (entry,) = echo.record.deliveries("interactive")
    assert entry.request["payload"]["actions"][0]["selected_option"]["value"] == "Second"


async def test_the_page_says_when_the_bot_is_away(tab: Page) -> None:
    async with Workspace(manifest=MANIFEST, ack_within=0.2) as workspace, another(tab) as page:
        await page.goto(workspace.url)
        await expect(page.locator("#banner")).to_contain_text("The bot is not connected")
        post(workspace, "press", card("x"))
        await page.get_by_role("button", name="Again").click()
        await expect(page.get_by_role("alert")).to_contain_text("The bot did not answer")


async def test_a_page_left_open_says_that_the_workspace_is_gone_and_comes_back_with_it(tab: Page) -> None:
    async with another(tab) as page:
        async with Workspace(manifest=MANIFEST) as workspace:
            port = int(workspace.url.rsplit(":", 1)[1])
            await page.goto(workspace.url)
            await page.locator("#composer-main").wait_for()
        await expect(page.locator("#banner")).to_contain_text("The workspace is not running")
        await composer(page).fill("hello?")
        await composer(page).press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("not there just now")
        await expect(composer(page)).to_have_value("hello?")
        async with Workspace(manifest=MANIFEST, port=port) as workspace:
            await workspace.says("back again", user=SAM)
            await expect(log(page)).to_contain_text("back again")
            await expect(composer(page)).to_have_value("hello?")


async def test_two_pages_see_the_same(page: Page, echo: Workspace) -> None:
    async with another(page) as other:
        await other.goto(echo.url)
        await send(page, "for both")
        await expect(log(other).locator(".message")).to_contain_text("for both")


async def test_nothing_scrolls_sideways_at_400_pixels(page: Page, echo: Workspace) -> None:
    await page.set_viewport_size({"width": 400, "height": 780})
    wide = {"type": "table", "rows": [[{"type": "raw_text", "text": f"column {n} is wide"} for n in range(8)]] * 3}
    fields = {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Address*\n" + "W" * 80}] * 4}
    post(
        echo, "x", [{"type": "header", "text": {"type": "plain_text", "text": "H" * 90}}, fields, wide, *menu(), *card("y")]
    )
    await echo.says("https://example.org/" + "a" * 300, user=SAM)
    await send(page, "@Echo " + "long" * 60)
    await page.get_by_role("button", name="1 reply").click()
    for _ in range(2):
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        logs = page.locator(".log:visible")
        assert all(await logs.evaluate_all("logs => logs.map(log => log.scrollWidth <= log.clientWidth)"))
        await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Channels").click()
    await expect(page.get_by_role("navigation")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("navigation")).to_be_hidden()


async def test_light_and_dark_follow_the_system(page: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]"
    await page.emulate_media(color_scheme="light")
    assert await page.evaluate(paper) > 200
    await page.emulate_media(color_scheme="dark")
    assert await page.evaluate(paper) < 60


async def test_an_answer_taller_than_the_view_is_shown_from_its_beginning(page: Page, echo: Workspace) -> None:
    await page.get_by_role("navigation").get_by_role("button", name="Echo").click()
    await send(page, "\n".join(f"line {number}" for number in range(60)))
    answer = log(page).locator(".message").last
    await expect(answer).to_contain_text("You said line 0")
    await expect(answer.locator(".byline")).to_be_in_viewport()
    await send(page, "short")
    await expect(log(page).locator(".message").last).to_contain_text("You said short")
    await expect(log(page).locator(".message").last).to_be_in_viewport()


async def test_a_long_conversation_opens_with_its_newest_messages_and_the_rest_comes_in_slices(
    page: Page, echo: Workspace
) -> None:
    for number in range(150):
        echo.state.post(echo.channel().id, SAM.id, f"number {number}.", silent=True)
    await page.reload()
    await page.get_by_role("navigation").get_by_role("button", name="newsroom").click()
    counted = """() => {
      window.counts = new Set();
      const count = () => counts.add(document.querySelectorAll("#log .message").length);
      new MutationObserver(count).observe(document.getElementById("main"), { childList: true, subtree: true });
    }"""
    await page.evaluate(counted)
    await page.get_by_role("navigation").get_by_role("button", name="press-room").click()
    await expect(log(page).locator(".message")).to_have_count(36)
    await expect(log(page).locator(".message").last).to_contain_text("number 149.")
    await expect(log(page).locator(".message").last).to_be_in_viewport()
    assert await page.evaluate("[...counts].filter(Boolean)") == [12, 24, 36], "so many were there after each task"


async def test_a_conversation_stays_at_its_end_when_it_gets_less_room(page: Page, echo: Workspace) -> None:
    for number in range(30):
        post(echo, f"number {number}: " + "words that need several lines where there is little room " * 3)
    last = log(page).locator(".message").last
    await expect(last).to_be_in_viewport(ratio=0.99)
    await page.get_by_role("navigation").get_by_role("button", name="Inspector").click()
    await expect(last).to_be_in_viewport(ratio=0.99)
    await page.set_viewport_size({"width": 1280, "height": 500})
    await expect(last).to_be_in_viewport(ratio=0.99)


async def test_a_long_conversation_is_walked_to_its_beginning_and_back(page: Page, echo: Workspace) -> None:
    for number in range(150):
        echo.state.post(echo.channel().id, SAM.id, f"number {number}.", silent=True)
    await page.reload()
    messages = log(page).locator(".message")
    await expect(messages).to_have_count(36)
    await expect(messages.last).to_contain_text("number 149.")
    await expect(messages.last).to_be_in_viewport()
    scroll = "(log, pixels) => new Promise((done) => { log.scrollTop += pixels; setTimeout(done, 60); })"
    moved = '(log, ts) => log.querySelector(`[data-ts="${ts}"]`).getBoundingClientRect().top'
    top = log(page).locator(".message").nth(5)
    ts = await top.get_attribute("data-ts")
    await log(page).evaluate("(log) => { log.scrollTop = 900; }")
    before = await log(page).evaluate(moved, ts)
    await log(page).evaluate(scroll, -300)
    assert await log(page).evaluate(moved, ts) == pytest.approx(before + 300, abs=1), "more came above, what is read stays"
    while not await page.locator(".welcome").is_visible():
        await log(page).evaluate(scroll, -400)
        assert await messages.count() <= 60
    await expect(messages.first).to_contain_text("number 0.")
    await echo.says("somebody else, meanwhile", user=SAM)
    await expect(messages.first).to_contain_text("number 0.")
    while not await messages.last.get_by_text("somebody else, meanwhile").is_visible():
        await log(page).evaluate(scroll, 400)
    await log(page).evaluate(scroll, 4000)
    await echo.says("and again", user=SAM)
    await expect(messages.last).to_contain_text("and again")
    await expect(messages.last).to_be_in_viewport()
    assert await messages.count() <= 60


async def test_a_command_typed_in_full_goes_off_with_one_enter(page: Page) -> None:
    await composer(page).press_sequentially("/nothing")
    await composer(page).press("Enter")
    await expect(log(page).locator(".ephemeral")).to_contain_text("not a command here")
    await composer(page).press_sequentially("/echo")
    await composer(page).press("Enter")
    await expect(log(page).locator(".ephemeral").last).to_contain_text("You said nothing")
