"""Against the local workspace in Slack's place, with everything that can be wrong there."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.doctor import tokens
from bot.doctor.finding import Finding
from bot.doctor.tokens import NEEDED, slack
from bot.settings import Settings, load_settings
from bot.slack.manifest import SCOPES
from bot.workspace import Workspace
from tests.end_to_end.process import http_mode, socket_mode, taken_port

BOT, APP = "xoxb-1-wrong", "xapp-1-wrong"


def manifest(*scopes: str) -> dict[str, Any]:
    return {"display_information": {"name": "Directory"}, "oauth_config": {"scopes": {"bot": list(scopes)}}}


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace(manifest=manifest(*SCOPES)) as workspace:
        yield workspace


def settings(given: dict[str, str]) -> Settings:
    return load_settings(None, **{name.lower(): value for name, value in given.items()})


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.about: finding for finding in findings}


async def test_where_all_is_well_every_line_is_ok_and_no_secret_is_told(workspace: Workspace) -> None:
    for given in (socket_mode(workspace), http_mode(workspace)):
        findings = await slack(settings(given), SCOPES)
        assert {finding.state for finding in findings} == {"ok"}, findings
        last = "app token" if "SLACK_APP_TOKEN" in given else "signing secret"
        assert [finding.about for finding in findings] == ["bot token", "scopes", "clock", last]
        for secret in (workspace.bot_token, workspace.app_token, workspace.signing_secret):
            assert secret not in str(findings)


@pytest.mark.parametrize(
    ("variable", "token", "about"), [("SLACK_BOT_TOKEN", BOT, "bot token"), ("SLACK_APP_TOKEN", APP, "app token")]
)
async def test_a_refused_token_is_named_with_where_to_find_the_right_one(
    workspace: Workspace, variable: str, token: str, about: str
) -> None:
    found = by_name(await slack(settings(socket_mode(workspace) | {variable: token}), SCOPES))
    assert found[about].state == "fail"
    assert found[about].says == f"{variable} was refused by Slack (invalid_auth)"
    assert found[about].advice.startswith("Find it at api.slack.com/apps")
    assert token not in str(found)
    assert [name for name, finding in found.items() if finding.state != "ok"] == [about], "the other one is looked at too"


async def test_slack_out_of_reach_is_said_for_both_tokens(workspace: Workspace) -> None:
    with taken_port() as port:
        pass  # nobody listens there any more
    unreachable = f"http://127.0.0.1:{port}/api/"
    found = await slack(settings(socket_mode(workspace) | {"SLACK_API_URL": unreachable}), SCOPES)
    assert [(finding.about, finding.state) for finding in found] == [("bot token", "fail"), ("app token", "fail")]
    assert all("cannot be reached" in finding.says and "network" in finding.advice for finding in found)


async def test_tokens_that_would_cross_a_network_unencrypted_are_warned_of(workspace: Workspace) -> None:
    anywhere = workspace.api_url.replace("127.0.0.1", "0.0.0.0")  # this machine under a name that does not tell so
    found = by_name(await slack(settings(socket_mode(workspace) | {"SLACK_API_URL": anywhere}), SCOPES))
    assert (found["SLACK_API_URL"].state, found["SLACK_API_URL"].advice) == ("warn", "write https:// in SLACK_API_URL")


async def test_a_slack_that_takes_the_call_and_is_silent_gave_no_answer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "PATIENCE_SECONDS", 0.1)
    with taken_port() as port:
        given = http_mode(workspace) | {"SLACK_API_URL": f"http://127.0.0.1:{port}/api/"}
        found = by_name(await slack(settings(given), SCOPES))["bot token"]
    assert found.says.endswith("/api/: no answer")


@pytest.mark.parametrize(
    ("lacking", "state"), [("users:read", "warn"), ("links:write", "warn"), *((s, "fail") for s in NEEDED)]
)
async def test_each_missing_scope_is_named_with_what_it_is_for(lacking: str, state: str) -> None:
    async with Workspace(manifest=manifest(*(scope for scope in SCOPES if scope != lacking))) as workspace:
        found = by_name(await slack(settings(socket_mode(workspace)), SCOPES))["scopes"]
    assert (found.state, found.says) == (state, f"the token lacks {lacking} ({SCOPES[lacking]})")
    assert "install the app again" in found.advice


@pytest.mark.parametrize(
    ("mode", "seconds", "state", "says"),
    [
        (socket_mode, 0, "ok", "within"),
        (socket_mode, 90, "warn", "ahead of"),
        (http_mode, -90, "warn", "behind"),
        (http_mode, 400, "fail", "refused"),
        (http_mode, -400, "fail", "refused"),
        (socket_mode, 400, "warn", "ahead of"),
    ],
)
async def test_a_clock_that_differs_from_slacks_is_told(
    workspace: Workspace, mode: Callable[[Workspace], dict[str, str]], seconds: int, state: str, says: str
) -> None:
    found = by_name(await slack(settings(mode(workspace)), SCOPES, lambda: time.time() + seconds))["clock"]
    assert found.state == state
    assert says in found.says
    assert bool(found.advice) == (state != "ok")


async def test_an_app_of_many_workspaces_is_looked_at_without_a_token(workspace: Workspace) -> None:
    given = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "0123456789abcdef",
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "PUBLIC_URL": "http://127.0.0.1:3000",
        "SLACK_API_URL": workspace.api_url,
    }
    found = await slack(settings(given), SCOPES)
    assert [(each.about, each.state) for each in found] == [("Slack", "ok"), ("clock", "ok"), ("signing secret", "ok")]
    for error in ("internal_error", "not_authed"):  # the second is none of Slack's, for a call that takes no token
        workspace.refuse_next("api.test", error)
        assert [each.state for each in await slack(settings(given), SCOPES)] == ["fail", "ok"]


async def test_without_tokens_slack_is_not_asked() -> None:
    assert await slack(settings({}), SCOPES) == []
