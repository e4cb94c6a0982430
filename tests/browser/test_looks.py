"""How the page stands up to being looked at: axe in light and dark, wide and narrow screens, what it may load."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from bot.workspace import Workspace
from tests.browser.conftest import opened
from tests.browser.judging import assert_good, assert_not_sideways
from tests.workspace.kit.test_blocks import GOOD

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = {"wide": (1280, 800), "narrow": (400, 800)}


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_is_accessible_and_fits(browser: Browser, stage: Workspace, size: str) -> None:
    width, height = SIZES[size]
    async with opened(browser, stage, viewport={"width": width, "height": height}, reduced_motion="reduce") as page:

        async def judged(what: str) -> None:
            await assert_good(page, what)

        async def jump(where: str) -> None:
            await page.keyboard.press("Control+k")
            await page.keyboard.type(where)
            await page.keyboard.press("Enter")
            await expect(page.get_by_role("dialog", name="Jump to")).to_have_count(0)

        await judged("the start screen")
        blocks = [
            {"block_id": f"b{number}", **GOOD[name]} for number, name in enumerate(GOOD) if GOOD[name]["type"] != "table"
        ]
        stage.state.post(stage.channel().id, stage.bot.id, "all", blocks=blocks[:40])
        stage.state.post(stage.channel().id, stage.bot.id, "private", only_for=stage.user.id)
        for command in ("/show card", "/show file", "@Showroom look"):
            await page.locator("#composer-main").fill(command)
            await page.locator("#composer-main").press("Enter")
        await expect(page.locator("#log .reaction")).to_have_count(1)
        await expect(page.locator("#log .file")).to_have_count(1)
        await judged("a channel with every block")
        message = page.locator("#log .message").last
        await message.hover()
        await message.get_by_role("button", name="Reply in thread").click()
        await judged("a thread")
        for panel in ("inspector", "faults"):
            await jump(panel)
            await expect(page.locator("#panel")).to_be_visible()
            await judged(panel)
        await page.keyboard.press("Escape")
        await jump("home")
        await expect(page.locator("#home")).to_contain_text("Page 1")
        await judged("home")
        await jump("find")
        await expect(page.get_by_role("dialog")).to_contain_text("City")
        await page.get_by_role("dialog").get_by_role("button", name="Go").click()
        await expect(page.get_by_role("dialog").locator("[aria-invalid]").first).to_be_visible()
        await judged("a modal with errors")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await page.keyboard.press("Control+k")
        await judged("jump to")


async def test_an_address_too_long_for_a_line_breaks_only_where_it_must_and_a_number_never(
    page: Page, echo: Workspace
) -> None:
    await page.set_viewport_size({"width": 400, "height": 780})
    address = "cbpmediarelations@cbp.dhs.gov"
    echo.state.post(echo.channel().id, echo.bot.id, f"write to <mailto:{address}|{address}> today")
    link = page.locator("#log .message a")
    assert await link.evaluate("one => one.getClientRects().length") == 1
    await echo.says(" or ".join(f"(956) 523-73{number:02}" for number in range(20)))
    numbers = page.locator("#log .message .whole")
    await expect(numbers).to_have_count(20)
    assert await numbers.evaluate_all("all => all.map(one => one.getClientRects().length)") == [1] * 20
    await echo.says("https://example.org/" + "a" * 300)
    await assert_not_sideways(page, "a long address")


async def test_the_policy_lets_in_nothing_but_the_pages_own_files(page: Page, echo: Workspace) -> None:
    answer = await page.request.get(echo.url)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
