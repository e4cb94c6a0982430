"""The directory in Slack's own search, from the searcher's side."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.slack.browsing.enterprise import RESULTS, UNDATED, link_of, results
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.slack.rendering.words import words
from bot.workspace import Workspace
from bot.workspace.doing.outbound import Impossible
from tests.slack.answering import answering
from tests.slack.hand_built import Scripted


@pytest.fixture
async def slack(desk: Desk) -> AsyncIterator[Workspace]:
    """A workspace whose plan has enterprise search, and the bot made for it."""
    made = manifest(desk.directory, enterprise_search=True)
    async with answering(desk, made, enterprise_search=True) as workspace:
        yield workspace


async def test_a_search_finds_entries_by_name_with_where_they_lead_and_how_old_they_are(slack: Workspace) -> None:
    found = (await slack.search("harbour"))["search_result"]
    assert [result["title"] for result in found] == ["Harbour House"]
    assert found[0]["external_ref"] == {"id": "house/harbour", "type": "house"}
    assert found[0]["link"] == "https://www.lantern-museum.example.org/harbour"
    assert found[0]["date_updated"] == "2026-05-01"
    assert "Phone: (207) 555-0110" in found[0]["content"]


async def test_a_search_can_be_narrowed_to_kinds(slack: Workspace) -> None:
    (offered,) = (await slack.search_filters())["filters"]
    assert {"name": "houses", "value": "house"} in offered["options"]
    found = (await slack.search("h", {"kind": ["hall"]}))["search_result"]
    assert {result["external_ref"]["type"] for result in found} == {"hall"}


async def test_a_search_that_finds_nothing_gives_nothing(slack: Workspace) -> None:
    assert (await slack.search("?!"))["search_result"] == []


async def test_a_result_opens_with_all_facts_and_their_sources(slack: Workspace) -> None:
    shown = await slack.opens_details("https://www.lantern-museum.example.org/harbour", "house/harbour")
    assert shown["entity_payload"]["attributes"]["title"]["text"] == "Harbour House"
    assert "(207) 555-0110" in str(shown["entity_payload"]["custom_fields"])


async def test_as_many_results_as_there_may_be_arrive(slack: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "looked_up", lambda *given: [*desk.directory.entries.values()] * RESULTS)
    assert len((await slack.search("h"))["search_result"]) == RESULTS


async def test_an_entry_gone_meanwhile_is_said_to_be(slack: Workspace) -> None:
    shown = await slack.opens_details("https://lantern-museum.example.org/gone", "house/gone")
    assert shown["error"]["status"] == "not_found"


async def test_a_failure_is_told_to_slack_without_its_details(slack: Workspace, answerer: Scripted) -> None:
    answerer.fails = True
    with pytest.raises(Impossible, match="could not do it: Sorry, something went wrong on my side"):
        await slack.search("zzz")


def test_an_entry_without_a_page_or_a_date_leads_into_the_app(desk: Desk) -> None:
    entry = desk.directory.entries["loan-office/north"]
    said = words(desk.directory)
    (result,) = results([entry], desk.directory, said, "https://slack.com/app")
    assert result["link"] == (link_of(entry, desk.directory) or "https://slack.com/app")
    bare = desk.directory.entries["house/canal"]
    assert results([bare], desk.directory, said, "https://slack.com/app")[0]["date_updated"] == UNDATED
