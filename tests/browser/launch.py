"""The browser that the page's tests drive: the system's Chromium, or Playwright's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Error, async_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A headless browser. Where there is none the test is skipped with a line that says so; on CI it fails."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error as error:
            why = f"no browser: install Chromium, or run `playwright install chromium` ({error.message.splitlines()[0]})"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
        yield browser
        await browser.close()
