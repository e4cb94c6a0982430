"""All of the fact base that comes along, in Home, modals, previews and Slack's own search, within Slack's limits."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer
from bot.slack.browsing import pages
from bot.slack.browsing.enterprise import details, filters, results
from bot.slack.browsing.place import Place
from bot.slack.browsing.searching import chosen_option, search_modal
from bot.slack.desk import Desk
from bot.slack.listeners.events.link_shared import preview
from bot.slack.people.askers import Asker
from bot.slack.rendering.found import MOST, found_modal
from bot.slack.rendering.inputs import VIEW_BLOCKS_LIMIT
from bot.slack.rendering.words import words
from bot.workspace.kit.blocks import problems
from bot.workspace.kit.view_kit import view_problems
from bot.workspace.webapi.search import RESULT
from tests import block_kit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASKERS = (Asker("en-US", "America/Los_Angeles"), Asker("es-ES", "Asia/Tokyo"))
STILL = {"header", "section", "rich_text", "context", "divider"}
"""Blocks in which there is nothing to press, and which every message takes."""
VIEW_LIMIT = 250_000
"""Bytes of a view that Slack has been seen to take."""


@pytest.fixture(scope="module")
def whole(cbp: Answerer) -> Desk:
    return Desk(cbp.directory, cbp)


def judge(view: dict[str, Any], of: str) -> None:
    assert not view_problems(view), of
    assert len(view["blocks"]) <= VIEW_BLOCKS_LIMIT, of
    assert len(json.dumps(view).encode()) < VIEW_LIMIT, of


def shown(desk: Desk, entry: str, locale: str) -> Answer:
    answer = desk.answerer.show(entry, (), locale, "2026-11-22")
    assert answer is not None
    return answer


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: asker.locale)
def test_every_page_of_home_is_valid(whole: Desk, asker: Asker) -> None:
    directory, shelves = whole.directory, whole.shelves
    longest = sorted(directory.entries.values(), key=lambda entry: -len(entry.name))
    hand = pages.Hand(tuple(e.id for e in longest[:40]), (*tuple(e.id for e in longest[40:60]), "gone/entry"))
    for at_hand in (pages.Hand(), hand):
        view = pages.front(directory, shelves, at_hand, asker, NOW)
        judge(view, "the front page")
        block_kit.check_view(view)
    for kind in shelves.kinds():
        for region in ("", *shelves.regions(kind)):
            last = (len(shelves.entries(kind, region)) - 1) // pages.PAGE
            for page in range(last + 1):
                judge(pages.shelf(directory, shelves, Place(kind, region, page), asker), f"{kind} {region} {page}")


def test_hours_by_the_askers_clock_are_told_in_the_askers_words(whole: Desk) -> None:
    asker, hand = Asker("es-MX", "America/Mexico_City"), pages.Hand(("field-office/atlanta",))
    view = pages.front(whole.directory, whole.shelves, hand, asker, NOW)
    assert "En su hora: lun–vie 06:00–16:00, sáb–dom cerrado" in json.dumps(view, ensure_ascii=False)


@pytest.mark.parametrize(
    ("locale", "first"), [("en", ["Bahamas", "Belgium", "Brunei"]), ("es", ["Alemania", "Bahamas", "Bélgica"])]
)
def test_countries_are_named_in_the_askers_language_and_in_its_order(whole: Desk, locale: str, first: list[str]) -> None:
    view = pages.shelf(whole.directory, whole.shelves, Place("attache-post"), Asker(locale))
    (menu,) = [e for b in view["blocks"] if b["type"] == "actions" for e in b["elements"] if e["action_id"] == pages.REGION]
    assert [option["text"]["text"].partition(" · ")[0] for option in menu["options"][1:4]] == first


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: asker.locale)
def test_every_entry_has_a_card_in_home_and_in_the_search(whole: Desk, asker: Asker) -> None:
    directory, said = whole.directory, words(whole.directory, asker.locale)
    for entry in directory.entries.values():
        answer, place = shown(whole, entry.id, asker.locale), Place(entry.kind, entry=entry.id)
        judge(pages.card(directory, answer, place, False, asker, NOW), entry.id)
        judge(search_modal(directory, whole.shelves, said, entry.kind, answer), entry.id)
        assert Place.parse(place.value()) == place


def test_every_entry_can_be_offered_found_and_previewed(whole: Desk) -> None:
    directory = whole.directory
    entries = list(directory.entries.values())
    for asker in ASKERS:
        said = words(directory, asker.locale)
        judge(found_modal([], directory, said), "nothing found")
        for first in range(0, len(entries), MOST):
            judge(found_modal(entries[first : first + MOST], directory, said), entries[first].id)
        for entry in entries:
            option = chosen_option(entry, directory, said)
            assert option["value"] == entry.id and 0 < len(option["text"]["text"]) <= 75
    urls = {fact.source.url for entry in entries for fact in entry.facts if fact.source.url} | {
        fact.value for entry in entries for fact in entry.facts if directory.attributes[fact.attribute].type == "url"
    }
    for asker in ASKERS:
        previews = [preview(url, asker, whole) for url in sorted(urls)]
        assert sum(map(bool, previews)) > 400
        for blocks in filter(None, previews):
            assert not problems(blocks, "message")
            assert {block["type"] for block in blocks} <= STILL, "Slack does not say that a link's card takes anything else"
            assert "action_id" not in json.dumps(blocks)


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: asker.locale)
def test_every_entry_is_a_result_of_slacks_own_search_with_details(whole: Desk, asker: Asker) -> None:
    directory, said = whole.directory, words(whole.directory, asker.locale)
    for entry in directory.entries.values():
        (result,) = results([entry], directory, said, "https://slack.com/app_redirect?app=A1")
        assert not [*RESULT(result, "")], entry.id
        opened = details(entry, shown(whole, entry.id, asker.locale), result["link"], said)
        assert all(field["value"] and field["label"] for field in opened["entity_payload"]["custom_fields"]), entry.id
    (offered,) = filters(directory, whole.shelves, said)
    assert {option["value"] for option in offered["options"]} == set(whole.shelves.kinds())


def test_a_stranger_to_the_bot_can_find_every_entry_by_its_name(whole: Desk) -> None:
    missed = [entry.name for entry in whole.directory.entries.values() if entry not in whole.typeahead.find(entry.name)]
    assert missed == []
