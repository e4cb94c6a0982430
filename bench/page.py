"""How quick the page is: first paint, longest task with 1,000 messages. `python -m bench.page`; needs Chromium.

Each thing is done several times; the browser shares the machine with all else, so the machine's load is told too, and of a
task beside what the clock says the time that it computed.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import time
from collections.abc import Awaitable, Sequence
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from bot.workspace import Workspace
from docs.pictures import product

TIMES = 5
MESSAGES = 1000
SCROLL = """async () => {
  const log = document.getElementById("log");
  const frame = () => new Promise(requestAnimationFrame);
  const seen = new Set();
  for (const pixels of [-700, 700]) {
    for (let before = null; before !== log.scrollTop; ) {
      before = log.scrollTop;
      log.scrollTop += pixels;
      for (const one of log.querySelectorAll(".message")) seen.add(one.dataset.ts);
      await frame();
      await frame();
    }
  }
  return seen.size;
}"""
PAINT = """() => new Promise((resolve) => {
  const look = (list) => {
    const paint = list.getEntries().find((one) => one.name === "first-contentful-paint");
    if (paint) resolve(performance.timeOrigin + paint.startTime);
  };
  new PerformanceObserver(look).observe({type: "paint", buffered: true});
})"""


def fill(workspace: Workspace) -> None:
    """A channel in which the app has answered a thousand times."""
    channel = workspace.channel().id
    for number in range(MESSAGES // 2):
        workspace.state.post(channel, workspace.user.id, f"phone for port {number}?", silent=True)
        header: dict[str, Any] = {"type": "header", "text": {"type": "plain_text", "text": f"(956) 523-{number:04}"}}
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


async def painted(browser: Browser) -> float:
    """Milliseconds from the line that says where the workspace is to the first contentful paint, in a fresh profile."""
    page = await browser.new_page()
    async with product() as url:
        said = time.time() * 1000
        await page.goto(url)
        took = await page.evaluate(PAINT) - said
        await page.close()
    return float(took)


async def scroll(page: Page) -> None:
    """All messages, to the first and back to the last.

    Raises:
        RuntimeError: not all came into view.
    """
    seen = await page.evaluate(SCROLL)
    if seen != MESSAGES:
        raise RuntimeError(f"{seen} of {MESSAGES} messages were seen")


async def longest(browser: Browser, page: Page, work: Awaitable[Any]) -> tuple[float, float]:
    """The longest task of the page's main thread while it works: milliseconds by the clock, and of computing."""
    await browser.start_tracing(page=page, categories=["toplevel"])
    await work
    await page.wait_for_timeout(300)
    events = json.loads(await browser.stop_tracing())["traceEvents"]
    mains = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [one for one in events if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in mains]
    return max(one.get("dur", 0) for one in tasks) / 1000, max(one.get("tdur", 0) for one in tasks) / 1000


async def tasks(browser: Browser) -> dict[str, tuple[float, float]]:
    """The longest task of everything that is done with a channel of a thousand messages."""
    async with Workspace() as workspace:
        fill(workspace)
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(workspace.url)
        found = {"opening it again": await longest(browser, page, page.reload())}
        found["scrolling up and down again"] = await longest(browser, page, scroll(page))
        found["ten more messages"] = await longest(browser, page, more(workspace))
        await page.close()
    return found


def spelled(measured: Sequence[float]) -> str:
    """Median, best and worst of some milliseconds."""
    return f"median {statistics.median(measured):.0f} ms, {min(measured):.0f} to {max(measured):.0f}"


async def main() -> None:
    """Measures, and prints what was measured."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"{TIMES} times each; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        paints = [await painted(browser) for _ in range(TIMES)]
        print(f"first paint after it says where it is: {spelled(paints)}")
        runs = [await tasks(browser) for _ in range(TIMES)]
        print(f"longest task, {MESSAGES:,} messages in the channel:")
        for what in runs[0]:
            clock, computed = zip(*(run[what] for run in runs), strict=True)
            print(f"  {what}: by the clock {spelled(clock)}; of computing {spelled(computed)}")
        print(f"load average {os.getloadavg()[0]:.1f}")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
