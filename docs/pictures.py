"""Makes the README's pictures again from the running product: `python -m docs.pictures`; needs Chromium.

Each scene is shown to a fresh page, wide and narrow, light and dark: docs/pictures/<scene>-<wide|narrow>-<light|dark>.png.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from bot.workspace.holding.cast import SAM

PICTURES = Path(__file__).parent / "pictures"
SIZES = {"wide": (1280, 800), "narrow": (400, 800)}
SCHEMES = ("light", "dark")
SETTLED_MS = 700
PATIENCE_MS = 180_000
"""How long is waited for what must come: a busy machine is slow, not wrong."""

Scene = Callable[[Page], Awaitable[None]]


async def answered(page: Page) -> None:
    """A question asked in the channel, its answer in the thread."""
    await page.locator(".example").first.click()
    await page.locator(".thread-link").last.wait_for()
    await page.locator(".thread-link").last.click()
    await page.locator("#thread .message").nth(1).wait_for()


async def whispered(page: Page) -> None:
    """A command's answer, for one alone."""
    command = await page.locator(".chip strong").first.inner_text()
    question = await page.locator(".example").last.inner_text()
    await page.locator("#composer-main").fill(f"{command} {question.strip()}")
    await page.locator("#composer-main").press("Enter")
    await page.locator(".ephemeral").last.wait_for()


async def home(page: Page) -> None:
    """The app's Home."""
    await page.keyboard.press("Control+k")
    await page.keyboard.type("home")
    await page.keyboard.press("Enter")
    await page.locator("#home .header").first.wait_for()


async def curator(page: Page) -> None:
    """A curator, with what stands behind an answer."""
    await page.goto(page.url.split("?")[0] + f"?user={SAM.id}")
    await answered(page)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("fact base")
    await page.keyboard.press("Enter")
    await page.locator(".entry").first.wait_for()


SCENES: dict[str, Scene] = {"answer": answered, "private": whispered, "home": home, "curator": curator}


@asynccontextmanager
async def product() -> AsyncIterator[str]:
    """The product in a workspace and with a store of its own; gives its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    environment["WORKSPACE_PORT"] = "0"
    command = (sys.executable, "-u", "-m", "bot", "run")
    with tempfile.TemporaryDirectory() as data:
        environment["DATA_FOLDER"] = data
        program = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
        assert program.stdout is not None
        try:
            yield (await program.stdout.readline()).decode().split()[-1]
        finally:
            program.terminate()
            await program.wait()


async def picture(browser: Browser, url: str, name: str, scene: Scene, size: str, scheme: str) -> None:
    """One scene in one size and colour scheme."""
    width, height = SIZES[size]
    dark = scheme == "dark"
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(url)
    await page.locator("#status.good").wait_for()
    await scene(page)
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    await page.wait_for_timeout(SETTLED_MS)
    await page.screenshot(path=PICTURES / f"{name}-{size}-{scheme}.png")
    await context.close()


async def main() -> None:
    """Makes all of them, with a product of its own for each size and colour scheme."""
    for size in SIZES:
        for scheme in SCHEMES:
            async with product() as url, async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                for name, scene in SCENES.items():
                    await picture(browser, url, name, scene, size, scheme)
                    print(f"docs/pictures/{name}-{size}-{scheme}.png")
                await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
