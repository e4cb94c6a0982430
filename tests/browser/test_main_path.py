"""The whole product as a newcomer meets it: the bot as its own process, asked in the page, by keyboard and by mouse."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.workspace import Workspace
from tests.end_to_end.process import READY, running, socket_mode

pytestmark = pytest.mark.asyncio(loop_scope="session")

MANIFEST = json.loads((Path(__file__).parent.parent.parent / "manifest.json").read_text(encoding="utf-8"))


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The page of a workspace that the bot is connected to."""
    async with Workspace(manifest=MANIFEST) as workspace, running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        page = await browser.new_page()
        await page.goto(workspace.url)
        await expect(page.locator("#status")).to_contain_text("is connected")
        yield page
        await page.close()


async def test_a_question_is_answered_and_a_private_answer_is_shared_with_a_press(page: Page) -> None:
    await expect(page.locator("#composer-main")).to_be_focused()
    await page.keyboard.type("@Directory phone for the port of laredo")
    await page.keyboard.press("Enter")
    answer = page.locator("#thread .message").last
    await expect(answer.locator("h3")).to_have_text("(956) 523-7300")
    await expect(answer.get_by_role("link", name="(956) 523-7300").first).to_have_attribute("href", "tel:+19565237300")
    await page.keyboard.type("/pr")
    await page.keyboard.press("Tab")
    await page.keyboard.type("nogales")
    await page.keyboard.press("Enter")
    private = page.locator("#log .ephemeral")
    await expect(private).to_contain_text("Only visible to you")
    number = await private.locator("h3").inner_text()
    await private.get_by_role("button", name="Share here").click()
    shared = page.locator("#log .message:not(.ephemeral)", has_text=number)
    await expect(shared).to_be_visible()
    await page.reload()
    await expect(shared).to_be_visible()
    await expect(private).to_have_count(0)
