"""An app that several workspaces install: what Slack gives for what, and what it refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from bot.workspace.distribution import Distribution

HOME = "http://127.0.0.1:9/slack/oauth_redirect"


@pytest.fixture
async def slack() -> AsyncIterator[Distribution]:
    """An app in neither of two workspaces; its tokens end."""
    one, other = Workspace(name="One", team_id="T0ONE000001"), Workspace(name="Other", team_id="T0OTHER00001")
    async with one, other, Distribution(one, other, redirect_uri=HOME, rotating=True) as slack:
        yield slack


def asked(slack: Distribution, **changed: str) -> dict[str, str]:
    """What the app asks somebody to allow."""
    return {"client_id": slack.client_id, "scope": "chat:write", "redirect_uri": HOME, "state": "s", **changed}


async def allowed(slack: Distribution, workspace: Workspace) -> str:
    """The code that Slack sends back."""
    form = asked(slack) | {"team": workspace.state.team.id}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.url}/oauth/v2/authorize", data=form, allow_redirects=False) as answer,
    ):
        assert answer.status == 302
        sent_to = answer.headers["Location"]
    assert sent_to.startswith(f"{HOME}?code=") and sent_to.endswith("&state=s")
    return sent_to.partition("code=")[2].partition("&")[0]


async def access(slack: Distribution, **args: str) -> dict[str, object]:
    client = AsyncWebClient(base_url=slack.api_url)
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    answer = await client.oauth_v2_access(**{**secrets, **args})  # type: ignore[arg-type]
    assert isinstance(answer.data, dict)
    return answer.data


async def refusal(slack: Distribution, **args: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        await access(slack, **args)
    return str(refused.value.response["error"])


async def test_a_code_gives_a_token_for_the_workspace_that_allowed_it_and_no_other(slack: Distribution) -> None:
    one, other = slack.workspaces
    given = await access(slack, code=await allowed(slack, other), redirect_uri=HOME)
    assert (given["team"], given["token_type"]) == ({"id": "T0OTHER00001", "name": "Other"}, "bot")
    assert str(given["access_token"]).startswith("xoxe.xoxb-") and given["expires_in"] == 43_200
    client = AsyncWebClient(str(given["access_token"]), base_url=slack.api_url)
    assert (await client.auth_test())["team_id"] == "T0OTHER00001"
    assert not one.bot_tokens and len(other.bot_tokens) == 1


async def test_codes_and_refresh_tokens_are_good_once(slack: Distribution) -> None:
    code = await allowed(slack, slack.workspaces[0])
    first = await access(slack, code=code, redirect_uri=HOME)
    assert await refusal(slack, code=code, redirect_uri=HOME) == "invalid_code"
    again = {"grant_type": "refresh_token", "refresh_token": str(first["refresh_token"])}
    second = await access(slack, **again)
    assert second["access_token"] != first["access_token"]
    assert await refusal(slack, **again) == "invalid_refresh_token"
    assert len(slack.workspaces[0].bot_tokens) == 2, "the older one lives its time"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_secret": "guessed"}, "bad_client_secret"),
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "https://elsewhere.example"}, "bad_redirect_uri"),
        ({"code": "guessed"}, "invalid_code"),
    ],
)
async def test_who_is_not_the_app_gets_no_token(changed: dict[str, str], error: str, slack: Distribution) -> None:
    args = {"code": await allowed(slack, slack.workspaces[0]), "redirect_uri": HOME} | changed
    assert await refusal(slack, **args) == error
    assert not slack.workspaces[0].bot_tokens


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "https://elsewhere.example"}, "bad_redirect_uri"),
        ({"scope": ""}, "invalid_scope"),
    ],
)
async def test_slack_asks_nobody_for_what_is_not_the_apps(changed: dict[str, str], error: str, slack: Distribution) -> None:
    url = f"{slack.url}/oauth/v2/authorize?{urlencode(asked(slack, **changed))}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert (answer.status, await answer.text()) == (400, error)


async def test_a_token_that_is_revoked_is_no_good_any_more(slack: Distribution) -> None:
    given = await access(slack, code=await allowed(slack, slack.workspaces[0]), redirect_uri=HOME)
    client = AsyncWebClient(str(given["access_token"]), base_url=slack.api_url)
    assert (await client.auth_revoke())["revoked"] is True
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client.auth_test()
    assert (
        await refusal(slack, grant_type="refresh_token", refresh_token=str(given["refresh_token"]))
        == "invalid_refresh_token"
    )
