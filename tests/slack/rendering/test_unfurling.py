"""Links to pages that the fact base draws on."""

from __future__ import annotations

import pytest

from bot.directory.model import Directory
from bot.slack.rendering.unfurling import DOMAINS, Pages
from bot.workspace import Workspace
from tests.slack.eventually import called, settled

HARBOUR = "https://www.lantern-museum.example.org/harbour"
CONTACT = "https://lantern-museum.example.org/contact/"


def test_a_page_is_known_however_its_address_is_written(museum: Directory) -> None:
    pages = Pages(museum)
    for url in (HARBOUR, "http://lantern-museum.example.org/harbour/#map", "HTTPS://www.LANTERN-museum.example.org/harbour"):
        assert [entry.id for entry in pages.entries(url)] == ["house/harbour"]
    for url in ("https://lantern-museum.example.org/moon", "not an address", "ftp://x", "https://[", ""):
        assert pages.entries(url) == ()


def test_a_source_page_tells_of_all_that_draw_on_it_where_it_is_official(museum: Directory) -> None:
    assert len(Pages(museum).entries(CONTACT)) > 5


def test_domains_are_those_of_most_pages_and_cover_their_own_parts(fact_base: Directory) -> None:
    domains = Pages(fact_base).domains()
    assert len(domains) == DOMAINS
    assert domains[0] == "cbp.gov"
    assert not any(one.endswith(f".{other}") for one in domains for other in domains)


async def unfurled(slack: Workspace, text: str) -> dict[str, object]:
    message = await slack.says(text)
    await called(slack, "chat.unfurl")
    stored = slack.state.message(message.channel, message.ts)
    assert stored
    return dict(stored.unfurls)


async def test_a_link_to_an_entrys_page_shows_its_card(slack: Workspace) -> None:
    unfurls = await unfurled(slack, f"look at {HARBOUR} please")
    assert list(unfurls) == [HARBOUR]
    assert "(207) 555-0110" in str(unfurls)
    assert "action_id" not in str(unfurls), "a press could not change somebody else's message"


async def test_a_link_to_a_page_of_many_entries_shows_how_many_and_the_first(slack: Workspace) -> None:
    shown = str(await unfurled(slack, CONTACT))
    assert "entries from this page" in shown
    assert "Harbour House" in shown
    assert "Ask me for one by name" in shown


@pytest.mark.parametrize("text", ["https://lantern-museum.example.org/moon", "https://elsewhere.example.org/harbour"])
async def test_a_link_that_is_not_known_stays_as_it_is(slack: Workspace, text: str) -> None:
    await slack.says(text)
    await settled(slack, "chat.unfurl")


async def test_nothing_is_shown_among_strangers(slack: Workspace) -> None:
    await slack.says(HARBOUR, "partners")
    await settled(slack, "chat.unfurl")


async def test_a_message_that_is_gone_meanwhile_is_let_be(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    slack.refuse_next("chat.unfurl", "cannot_unfurl_message")
    assert await unfurled(slack, HARBOUR) == {}
    assert "Cards could not be shown below links (cannot_unfurl_message)" in caplog.text
    assert not any(record.levelname == "ERROR" for record in caplog.records)
