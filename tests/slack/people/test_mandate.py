"""Who may say where the bot listens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.people.mandate import SECONDS, Mandate
from bot.workspace import Workspace
from bot.workspace.holding.cast import ALEX, GROUPS, LUCIA, SAM

(GROUP,) = GROUPS


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace() as workspace:
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    return AsyncWebClient(workspace.bot_token, base_url=workspace.api_url)


@pytest.mark.parametrize(
    ("setting", "who"),
    [
        (None, {ALEX.id, SAM.id, LUCIA.id}),
        (SAM.id, {SAM.id}),
        (f"{ALEX.id} , {SAM.id}", {ALEX.id, SAM.id}),
        (GROUP, {SAM.id, LUCIA.id}),
        (f"{GROUP}, {ALEX.id}", {ALEX.id, SAM.id, LUCIA.id}),
        ("S0NOBODY01", set()),
    ],
)
async def test_people_and_groups_may_and_nobody_else(setting: str | None, who: set[str], client: AsyncWebClient) -> None:
    mandate = Mandate.set_as(setting)
    assert {one.id for one in (ALEX, SAM, LUCIA) if await mandate.holds(client, one.id)} == who


async def test_slack_is_asked_about_a_group_once_a_minute(workspace: Workspace, client: AsyncWebClient) -> None:
    clock = Clock()
    mandate = Mandate([GROUP], clock)
    for clock.now, calls in ((0.0, 1), (SECONDS - 1, 1), (SECONDS + 1, 2)):
        assert not await mandate.holds(client, ALEX.id)
        assert len(workspace.record.calls("usergroups.users.list")) == calls


async def test_where_slack_does_not_tell_nobody_may_by_the_group_and_the_log_says_so(
    workspace: Workspace, client: AsyncWebClient, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.refuse_next("usergroups.users.list", "missing_scope")
    mandate = Mandate([GROUP, ALEX.id])
    assert await mandate.holds(client, ALEX.id)
    assert not await mandate.holds(client, SAM.id)
    assert f"Who is in the group {GROUP} of CURATORS cannot be told (missing_scope)" in caplog.text
    assert await mandate.holds(client, SAM.id), "asked again at the next step"


async def test_a_group_is_that_of_the_workspace_it_is_asked_in(workspace: Workspace) -> None:
    mandate = Mandate.set_as(GROUP)
    for team, times in (("T1", 1), ("T1", 1), ("T2", 2)):
        client = AsyncWebClient(workspace.bot_token, base_url=workspace.api_url, team_id=team)
        assert await mandate.holds(client, LUCIA.id)
        assert len(workspace.record.calls("usergroups.users.list")) == times
