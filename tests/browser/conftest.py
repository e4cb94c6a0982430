"""A browser for all tests of the page, and for each a fresh workspace with an app and a page open on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, Request, expect

from bot.workspace import Workspace
from tests.browser.launch import launched
from tests.workspace.echo import echoing
from tests.workspace.showroom import shown

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong

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


@asynccontextmanager
async def opened(browser: Browser, workspace: Workspace, address: str = "", **how: Any) -> AsyncIterator[Page]:
    """A page of a workspace. At the end: it asked nobody else for anything, and its console is clean."""
    context = await browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **how})
    page = await context.new_page()
    complaints: list[str] = []
    asked: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def requested(request: Request) -> None:
        asked.append(request.url)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", requested)
    await page.goto(f"{workspace.url}/{address}")
    await page.locator("#composer-main, #home").wait_for()
    yield page
    await context.close()
    assert not [url for url in asked if not url.startswith(f"{workspace.url}/")]
    assert not complaints


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, echo: Workspace) -> AsyncIterator[Page]:
    """The page of the workspace with the echo app."""
    async with opened(browser, echo) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def show(browser: Browser, stage: Workspace) -> AsyncIterator[Page]:
    """The page of the workspace with one of everything."""
    async with opened(browser, stage) as page:
        yield page
