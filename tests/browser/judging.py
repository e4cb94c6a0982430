"""Whether everybody can read and use what is on the screen: axe in light and dark, and nothing cut off at the side."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IN_DARK = ["color-contrast"]
"""What another colour scheme can break; nothing else differs between the two."""


async def assert_good(page: Page, what: str) -> None:
    """Nothing that axe finds, in light and in dark, and nothing wider than its place."""
    if not await page.evaluate("Boolean(window.axe)"):
        await page.evaluate(AXE_SCRIPT)  # in the page's own world: its policy forbids adding scripts
    await page.emulate_media(color_scheme="dark")
    await _assert_accessible(page, f"{what}, dark", IN_DARK)
    await page.emulate_media(color_scheme="light")
    await _assert_accessible(page, what, STANDARDS)
    await assert_not_sideways(page, what)


async def _assert_accessible(page: Page, what: str, only: list[str]) -> None:
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = (await page.evaluate(f"axe.run(document, {json.dumps(options)})"))["violations"]
    assert not found, "\n".join(
        f"{what}: {one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:4]]}" for one in found
    )


async def assert_not_sideways(page: Page, what: str) -> None:
    """Nothing but tables and code scrolls sideways."""
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what
    panes = page.locator(":is(.log, .home, .panel-body, .modal-body, .sidebar):visible")
    assert all(await panes.evaluate_all("all => all.map(one => one.scrollWidth <= one.clientWidth)")), what
