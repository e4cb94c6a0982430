"""The whole product as a newcomer meets it: started by its command, asked in the page, by keyboard and by mouse."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.cli import KNOWLEDGE
from bot.workspace.holding.cast import LUCIA, SAM
from tests.browser.conftest import PATIENCE_MS, RESTING_PLACE, another, as_new
from tests.browser.judging import assert_good
from tests.end_to_end.process import READY, Bot, running

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAREDO = "(956) 523-7300"


@dataclass
class Product:
    """The product, started: where its page is, its own copy of the fact base, its program."""

    url: str
    knowledge: Path
    program: Bot

    def bots(self) -> list[int]:
        """The processes that the program runs the bot in."""
        pid = self.program.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`bot run --demo` in an empty folder, with a fact base, a port and Slack's own search; for all tests here."""
    folder = tmp_path_factory.mktemp("product")
    knowledge = folder / "knowledge"
    shutil.copytree(KNOWLEDGE, knowledge)
    settings = {"WORKSPACE_PORT": "0", "KNOWLEDGE": str(knowledge), "ENTERPRISE_SEARCH": "true"}
    async with running(settings, folder, "--demo") as program:
        url = (await program.says(r"local workspace is at (\S+)", within=PATIENCE_MS / 1000))[1]
        await program.says(READY, within=PATIENCE_MS / 1000)
        yield Product(url, knowledge, program)


@asynccontextmanager
async def visiting(tab: Page, product: Product, user: str = "", tour: bool = False) -> AsyncIterator[Page]:
    """The page in this tab, as this person, that the bot is connected to; without `tour` one that has had the tour."""
    await as_new(tab)
    await tab.emulate_media(reduced_motion="reduce")
    await tab.goto(f"{product.url}/{RESTING_PLACE}")
    await tab.evaluate("tour => { sessionStorage.clear(); if (!tour) sessionStorage.setItem('toured', 'yes') }", tour)
    await tab.goto(f"{product.url}/?user={user}")
    try:
        await expect(tab.locator("#status")).to_contain_text("is connected")
        yield tab
    finally:
        await tab.goto(f"{product.url}/{RESTING_PLACE}")


@pytest_asyncio.fixture(loop_scope="session")
async def page(tab: Page, product: Product) -> AsyncIterator[Page]:
    """A page of the product."""
    async with visiting(tab, product) as page:
        yield page


async def send(page: Page, text: str) -> None:
    await page.locator("#composer-main").fill(text)
    await page.locator("#composer-main").press("Enter")


async def jump(page: Page, where: str) -> None:
    await page.keyboard.press("Control+k")
    await page.keyboard.type(where)
    await page.keyboard.press("Enter")


def whisper(page: Page) -> Locator:
    return page.locator("#log .ephemeral").last


async def test_the_start_screen_offers_questions_and_a_press_is_answered(page: Page) -> None:
    await page.locator(".example", has_text="Denmark").click()
    await expect(page.locator("#thread .message").last).to_contain_text("The Hague")


async def test_the_main_path_by_keyboard_alone(page: Page) -> None:
    await expect(page.locator("#composer-main")).to_be_focused()
    await page.keyboard.type("@Dir")
    await page.keyboard.press("Tab")
    await page.keyboard.type("fone port of laredo")
    await page.keyboard.press("Enter")
    answer = page.locator("#thread .message").last
    await expect(answer.locator(".header")).to_have_text(LAREDO)
    await page.keyboard.type("/pr")
    await page.keyboard.press("Tab")
    await page.keyboard.type("nogales")
    await page.keyboard.press("Enter")
    await expect(whisper(page)).to_contain_text("Only visible to you")
    number = await whisper(page).locator(".header").inner_text()
    await page.keyboard.press("ArrowUp")
    await expect(whisper(page)).to_be_focused()
    share = whisper(page).get_by_role("button", name="Share here")
    for _ in range(20):
        if await share.evaluate("one => one === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    shared = page.locator("#log .message:not(.ephemeral)", has_text=number).last
    await expect(shared).to_be_in_viewport()
    await page.reload()
    await expect(shared).to_be_visible()
    await expect(page.locator("#log .ephemeral")).to_have_count(0)


async def test_a_contact_is_saved_as_a_file(page: Page) -> None:
    await send(page, "/directory port of laredo")
    await whisper(page).get_by_role("button", name="Save contact").click()
    await expect(page.get_by_role("navigation").get_by_role("img", name="unread")).to_be_visible()
    await page.get_by_role("navigation").get_by_role("button", name="Directory").click()
    file = page.locator("#log .file").last
    async with page.expect_download() as waiting:
        await file.click()
    card = Path(await (await waiting.value).path()).read_text(encoding="utf-8")
    assert "BEGIN:VCARD" in card
    assert "Laredo" in card


async def test_an_answer_is_shared_where_one_chooses(page: Page) -> None:
    await send(page, "/directory port of laredo")
    await whisper(page).get_by_role("button", name="Share …").click()
    modal = page.get_by_role("dialog")
    await modal.get_by_role("combobox").click()
    await expect(modal.get_by_role("option")).to_have_count(4)
    await page.set_viewport_size({"width": 400, "height": 800})
    await assert_good(page, "where to share, narrow")
    field, first = await modal.get_by_role("combobox").bounding_box(), await modal.get_by_role("option").first.bounding_box()
    assert field and first and 0 < first["x"] < 400 and 0 < first["y"] - field["y"] < 100, "the options follow their field"
    await page.set_viewport_size({"width": 1280, "height": 800})
    await assert_good(page, "where to share")
    await modal.get_by_role("option", name="#newsroom").click()
    await modal.get_by_role("button", name="Share").click()
    await expect(modal).to_have_count(0)
    await page.get_by_role("navigation").get_by_role("button", name="newsroom").click()
    await expect(page.locator("#log .message", has_text=LAREDO)).to_contain_text("Shared by @Alex Rivera")


ANSWERS = [
    "port of laredo",
    "press contact for nogales",
    "who covers kenya",
    "ports in texas",
    "buffalo",
    "the king of mars",
    "is the port of nogales open now",
    "compare ports of laredo and nogales",
    "how many ports of entry",
]


async def test_the_bots_own_answers_and_all_behind_them_are_accessible_and_fit(page: Page) -> None:
    for number, question in enumerate(ANSWERS, start=1):
        await send(page, f"/directory {question}")
        await expect(page.locator("#log .ephemeral")).to_have_count(number)
    await assert_good(page, "the answers")
    await page.set_viewport_size({"width": 400, "height": 800})
    await assert_good(page, "the answers, narrow")
    for panel, shown in (("fact base", ".entry"), ("inspector", ".exchanges > li")):
        await jump(page, panel)
        await page.locator(shown).first.wait_for()
        for fold in (await page.locator("#panel summary").all())[:2]:
            await fold.click()
        await assert_good(page, f"{panel}, narrow")
    await page.keyboard.press("Escape")
    await jump(page, "home")
    await expect(page.locator("#home .header").first).to_be_visible()
    await assert_good(page, "home, narrow")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await assert_good(page, "home")


async def test_a_change_is_reported_and_reaches_the_curators(product: Product, page: Page) -> None:
    await send(page, "/directory port of laredo")
    await whisper(page).get_by_role("button", name="Report a change").click()
    modal = page.get_by_role("dialog")
    await modal.get_by_role("button", name="Send").click()
    await expect(modal.locator("[aria-invalid]").first).to_be_visible()
    for field in await modal.locator("input.text, textarea.text").all():
        await field.fill("(956) 555-0100")
    await modal.get_by_role("button", name="Send").click()
    await expect(modal.locator("input, textarea")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(modal).to_have_count(0)
    async with another(page) as tab, visiting(tab, product, SAM.id) as curator:
        await curator.get_by_role("navigation").get_by_role("button", name="curators").click()
        await expect(curator.locator("#log")).to_contain_text("(956) 555-0100")


async def test_home_is_browsed_page_by_page(tab: Page, product: Product) -> None:
    async with visiting(tab, product, SAM.id) as page:  # whose Home is empty until it has been published
        await jump(page, "home")
        home = page.locator("#home")
        await home.get_by_role("button", name="Ports of entry").click()
        await expect(home.get_by_role("button", name="Next")).to_be_visible()
        first = await home.locator(".section").first.inner_text()
        await home.get_by_role("button", name="Next").click()
        await expect(home.locator(".section").first).not_to_have_text(first)
        await expect(home.locator(".unknown")).to_have_count(0)


async def test_a_name_is_found_by_its_first_letters(page: Page) -> None:
    await jump(page, "search")
    modal = page.get_by_role("dialog")
    await modal.locator('[data-action="search:entry"] input').press_sequentially("lared")
    await modal.get_by_role("option", name="Laredo, Texas").first.click()
    await expect(modal).to_contain_text(LAREDO)
    await modal.get_by_role("button", name="Close").first.click()
    await expect(modal).to_have_count(0)


async def test_slacks_own_search_finds_entries_and_shows_their_details(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await page.keyboard.type("port of laredo")
    await page.get_by_role("option", name="Laredo, Texas").first.click()
    await expect(page.locator("#panel dl")).to_contain_text(LAREDO)
    await assert_good(page, "a result of the search")


async def test_somebody_spanish_speaking_is_answered_in_spanish(tab: Page, product: Product) -> None:
    async with visiting(tab, product, LUCIA.id) as page:
        await page.get_by_role("navigation").get_by_role("button", name="Directory").click()
        await page.locator("#prompts button").first.click()
        await expect(page.locator(".message", has_text="Fuente").last).to_be_visible()


@pytest_asyncio.fixture(loop_scope="session")
async def curator(tab: Page, product: Product) -> AsyncIterator[Page]:
    """A page of the product, as one who edits the fact base."""
    async with visiting(tab, product, SAM.id) as page:
        yield page


async def test_an_edit_shows_beside_the_answer_and_a_bad_one_says_where(curator: Page, product: Product) -> None:
    await send(curator, "@Directory phone port of laredo")
    await expect(curator.locator("#thread .message").last).to_contain_text(LAREDO)
    await curator.get_by_role("navigation").get_by_role("button", name="Fact base").click()
    entry = curator.locator(".entry").first
    await expect(entry).to_contain_text(LAREDO)
    await curator.locator(".found summary", has_text="How it was understood").click()
    await expect(curator.locator(".found li.line", has_text="attribute").first).to_contain_text("phone")
    name, line = (await entry.locator(".where").first.inner_text()).split(":")
    file = product.knowledge / name
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(LAREDO, "(956) 523-7399"), encoding="utf-8")
    await expect(entry).to_contain_text("(956) 523-7399")
    file.write_text(before.replace(LAREDO, "(956) 523-73"), encoding="utf-8")
    await expect(curator.locator(".facts-head [role=alert]")).to_contain_text(f"{name}:")
    await expect(curator.locator(".toast", has_text="does not load")).to_be_visible()  # the bot tells the curators
    await expect(entry.locator(".problem").first).to_contain_text(name)
    await expect(entry).to_contain_text("(956) 523-7399")
    file.write_text(before, encoding="utf-8")
    await expect(curator.locator(".facts-head [role=alert]")).to_have_count(0)
    await expect(entry).to_contain_text(LAREDO)
    assert int(line) > 0


async def test_a_bot_that_dies_is_shown_and_started_again_with_a_press(page: Page, product: Product) -> None:
    (bot,) = product.bots()
    os.kill(bot, signal.SIGKILL)
    await expect(page.locator("#banner")).to_contain_text("has stopped")
    await page.get_by_role("button", name="Start it again").click()
    await expect(page.locator("#status")).to_contain_text("is connected")
    await expect(page.locator("#banner")).to_be_hidden()
    await send(page, "@Directory phone port of laredo")
    await expect(page.locator("#thread .message").last).to_contain_text(LAREDO)


async def test_the_tour_plays_by_itself_until_it_is_stopped(tab: Page, product: Product) -> None:
    async with visiting(tab, product, tour=True) as page:
        await page.set_viewport_size({"width": 400, "height": 800})  # a thread opens by the tour's own press alone
        await expect(page.locator(".tour")).to_contain_text("stop at any time")
        await expect(page.locator("#thread .message")).to_have_count(2)
        await page.keyboard.press("Escape")
        await expect(page.locator(".tour")).to_have_count(0)
        await page.reload()
        await expect(page.locator("#status")).to_contain_text("is connected")
        await expect(page.locator(".tour")).to_have_count(0)
