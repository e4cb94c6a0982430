"""How quick the page is: first paint, longest task with 1,000 messages. `python -m bench.page`; needs Chromium."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Awaitable
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from bot.workspace import Workspace

MESSAGES = 1000
STEPS = 200

SCROLL = f"""async () => {{
  const log = document.getElementById("log");
  const frame = () => new Promise(requestAnimationFrame);
  for (let step = 0; step < {STEPS} && log.scrollTop > 0; step += 1) {{ log.scrollTop -= 700; await frame(); }}
  const shown = log.querySelectorAll(".message").length;
  for (let step = 0; step < {STEPS}; step += 1) {{ log.scrollTop += 700; await frame(); }}
  return shown;
}}"""
PAINT = """() => new Promise((resolve) => {
  const look = (list) => {
    for (const one of list.getEntries()) if (one.name === "first-contentful-paint") resolve(one.startTime);
  };
  new PerformanceObserver(look).observe({type: "paint", buffered: true});
})"""


def fill(workspace: Workspace) -> None:
    """A channel in which the app has answered a thousand times."""
    channel = workspace.channel().id
    for number in range(MESSAGES // 2):
        workspace.state.post(channel, workspace.user.id, f"phone for port {number}?", silent=True)
        header = {"type": "header", "text": {"type": "plain_text", "text": f"(956) 523-{number:04}"}}
        fields = [
            {"type": "mrkdwn", "text": f"*Fact {n}*\n<tel:+1956523{number:04}|(956) 523-{number:04}>"} for n in range(6)
        ]
        buttons = [
            {"type": "button", "action_id": f"a{n}", "text": {"type": "plain_text", "text": f"Press {n}"}} for n in range(5)
        ]
        blocks = [header, {"type": "section", "fields": fields}, {"type": "actions", "elements": buttons}]
        numbered = [{"block_id": f"b{at}", **block} for at, block in enumerate(blocks)]
        workspace.state.post(channel, workspace.bot.id, f"(956) 523-{number:04}", blocks=numbered)


async def more(workspace: Workspace) -> None:
    """Ten more messages, one after the other."""
    for number in range(10):
        await workspace.says(f"one more {number}")
        await asyncio.sleep(0.1)


async def longest(browser: Browser, page: Page, what: str, work: Awaitable[Any]) -> None:
    """Does the work and prints the longest task of the page's main thread meanwhile: by the clock, and in computing time."""
    await browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    said = await work
    shown = f", {said} messages" if isinstance(said, int) else ""
    await page.wait_for_timeout(300)
    events = json.loads(await browser.stop_tracing())["traceEvents"]
    mains = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [one for one in events if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in mains]
    clock = max(one.get("dur", 0) for one in tasks) / 1000
    computed = max(one.get("tdur", 0) for one in tasks) / 1000
    print(f"{what}{shown}: longest task {clock:.0f} ms by the clock, {computed:.0f} ms of computing")


async def main() -> None:
    """Measures, and prints what was measured."""
    async with Workspace() as workspace, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(workspace.url)
        await page.locator("#composer-main").wait_for()
        print(f"first paint, nothing said yet: {await page.evaluate(PAINT):.0f} ms")
        fill(workspace)
        await longest(browser, page, "opening it again", page.reload())
        print(f"first paint, {MESSAGES} messages there: {await page.evaluate(PAINT):.0f} ms")
        await longest(browser, page, "scrolling up and down again", page.evaluate(SCROLL))
        await longest(browser, page, "ten more messages", more(workspace))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
