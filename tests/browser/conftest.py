"""A browser for all tests of the page, and for each a fresh workspace with an app and a page open on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize, expect

from bot.workspace import Workspace
from tests.browser.launch import launched
from tests.workspace.echo import echoing
from tests.workspace.showroom import shown

PATIENCE_MS = 90_000
"""How long is waited for what must come: a busy machine is slow, not wrong."""
expect.set_options(timeout=PATIENCE_MS)

WIDE: ViewportSize = {"width": 1280, "height": 800}
RESTING_PLACE = "page/icon.svg"
"""Where a tab is left between tests: nothing happens there, and as it is of the same site the browser need not start a new
process for the next page, as it would after a blank one.
"""
MANIFEST = {
    "features": {
        "bot_user": {"display_name": "Echo"},
        "slash_commands": [
            {"command": "/echo", "description": "Says it back to you", "usage_hint": "anything at all"},
            {"command": "/shout", "description": "Says it to everybody", "usage_hint": "something loud"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_mention", "message.im"]}},
}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all."""
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def echo() -> AsyncIterator[Workspace]:
    """A workspace in which the echo app answers."""
    async with echoing(MANIFEST) as workspace:
        yield workspace


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Workspace]:
    """A workspace in which the app shows one of everything."""
    async with shown() as workspace:
        yield workspace


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tab(browser: Browser) -> AsyncIterator[Page]:
    """A page that goes from one test's workspace to the next's, each an origin of its own: opening one anew takes longer."""
    context = await browser.new_context(viewport=WIDE)
    context.set_default_timeout(PATIENCE_MS)
    yield await context.new_page()
    await context.close()


@asynccontextmanager
async def opened(browser: Browser, workspace: Workspace, address: str = "", **how: Any) -> AsyncIterator[Page]:
    """A page of a workspace, in a profile of its own."""
    context = await browser.new_context(**{"viewport": WIDE, **how})
    context.set_default_timeout(PATIENCE_MS)
    async with watched(await context.new_page(), workspace, address) as page:
        yield page
    await context.close()


@asynccontextmanager
async def watched(page: Page, workspace: Workspace, address: str = "") -> AsyncIterator[Page]:
    """The page at a workspace. At the end: it asked nobody else for anything, and its console is clean."""
    complaints: list[str] = []
    asked: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def broke(error: Error) -> None:
        complaints.append(str(error))

    def requested(request: Request) -> None:
        asked.append(request.url)

    listeners = {"console": heard, "pageerror": broke, "request": requested}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    try:
        await page.goto(f"{workspace.url}/{address}")
        await page.locator("#composer-main, #home").wait_for()
        yield page
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
        await page.goto(f"{workspace.url}/{RESTING_PLACE}")
    assert not [url for url in asked if not url.startswith(f"{workspace.url}/")]
    assert not complaints


async def as_new(tab: Page) -> None:
    """Takes back what tests may have changed of a page for good."""
    await tab.set_viewport_size(WIDE)
    await tab.emulate_media(color_scheme="light", reduced_motion="no-preference")
    await tab.mouse.move(0, 0)


@asynccontextmanager
async def another(page: Page) -> AsyncIterator[Page]:
    """A second tab of the same browser window."""
    tab = await page.context.new_page()
    try:
        yield tab
    finally:
        await tab.close()


@asynccontextmanager
async def visited(tab: Page, workspace: Workspace) -> AsyncIterator[Page]:
    """The shared page at a workspace, as if it were a new one."""
    await as_new(tab)
    async with watched(tab, workspace) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def page(tab: Page, echo: Workspace) -> AsyncIterator[Page]:
    """The page of the workspace with the echo app."""
    async with visited(tab, echo) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def show(tab: Page, stage: Workspace) -> AsyncIterator[Page]:
    """The page of the workspace with one of everything."""
    async with visited(tab, stage) as page:
        yield page
