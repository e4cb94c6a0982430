"""The pages by which a workspace installs the app, in a real browser: the cookie is kept, the policy lets all of it show."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.directory.loader import load
from bot.slack.desk import Desk
from tests.browser.conftest import another
from tests.directory.museum import write_museum
from tests.slack.hand_built import Scripted
from tests.slack.many import many

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_somebody_cancels_begins_again_and_installs_it(tab: Page, tmp_path: Path) -> None:
    museum = load(write_museum(tmp_path / "museum"))
    async with many(Desk(museum, Scripted(museum)), tmp_path / "data") as bot, another(tab) as page:  # type: ignore[arg-type]
        problems: list[str] = []
        page.on("console", lambda line: problems.append(line.text))
        await page.goto(f"{bot.settings.public_url}/slack/install")
        await page.get_by_role("button", name="Cancel").click()
        await page.get_by_text("You did not allow it").wait_for()
        await page.get_by_role("link", name="Begin again").click()
        await page.get_by_role("button", name="Allow in Lantern").click()
        await page.get_by_role("heading", name="The directory is in Lantern now").wait_for()
        assert await page.evaluate("getComputedStyle(document.body).maxWidth") == "512px", "the style is let in"
        assert problems == []
