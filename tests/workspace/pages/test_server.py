"""The workspace on the network: whom it answers, and with which headers."""

from __future__ import annotations

import json
import re

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.workspace import Workspace
from bot.workspace.pages.server import PAGE


async def status(workspace: Workspace, path: str, **headers: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{workspace.url}{path}", headers=headers) as response:
        return response.status


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/api/api.test", "/live", "/socket", "/files/F1/a.vcf", "/upload/x"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1", ""])
async def test_other_hosts_are_refused(workspace: Workspace, path: str, host: str) -> None:
    assert await status(workspace, path, Host=host) == 403


@pytest.mark.parametrize("path", ["/", "/api/api.test", "/live", "/response/x", "/files/F1/a.vcf", "/upload/x"])
@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1", "null", "http://localhost:1"])
async def test_other_origins_are_refused(workspace: Workspace, path: str, origin: str) -> None:
    assert await status(workspace, path, Origin=origin) == 403


async def test_its_own_names_are_answered(workspace: Workspace) -> None:
    port = workspace.url.rsplit(":", 1)[1]
    assert await status(workspace, "/", Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 200
    assert await status(workspace, "/", Origin=workspace.url) == 200


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/page/style.css", "/nothing", "/api/api.test"])
async def test_every_answer_carries_the_strict_policy(workspace: Workspace, path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{workspace.url}{path}") as response:
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/..%2fserver.py", "/page/", "/server.py"]
)
async def test_only_the_page_is_served(workspace: Workspace, path: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(URL(workspace.url + path, encoded=True)) as response,
    ):
        assert response.status in (403, 404)


async def test_all_of_the_page_is_announced_with_its_first_file(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session, session.get(workspace.url) as response:
        announced = set(re.findall(r"</page/([\w.]+)>", response.headers["Link"]))
    assert announced == {file.name for file in PAGE.iterdir() if file.suffix in (".js", ".css")}


async def test_an_oversized_body_is_refused(workspace: Workspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{workspace.api_url}api.test", data=b'"' + b"x" * 5_000_000 + b'"') as response,
    ):
        assert response.status == 413


async def test_a_port_in_use_is_named() -> None:
    async with Workspace() as first:
        port = int(first.url.rsplit(":", 1)[1])
        second = Workspace(port=port)
        with pytest.raises(OSError, match=rf"Port {port} on 127\.0\.0\.1 is in use\."):
            await second.start()
        await second.close()


def test_the_page_names_no_other_address() -> None:
    named = {
        address for file in PAGE.iterdir() for address in re.findall(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+", file.read_text())
    }
    assert named == {"http://www.w3.org"}, "the namespace of SVG, which is no request, is the only one"


# --- the page's own connection ---


async def test_a_page_sees_all_but_what_is_ephemeral_and_then_every_change(workspace: Workspace) -> None:
    await workspace.says("before")
    workspace.state.post(workspace.channel().id, workspace.bot.id, "psst", only_for=workspace.user.id)
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{workspace.url}/live") as page:
        everything = await page.receive_json()
        assert [message["text"] for message in everything["messages"]] == ["before"]
        assert (everything["me"], everything["bot"]["connected"]) == (workspace.user.id, False)
        shown = workspace.state.post(workspace.channel().id, workspace.bot.id, "for you", only_for=workspace.user.id)
        news = await page.receive_json()
        assert (news["type"], news["message"]["ts"], news["message"]["ephemeral"]) == ("posted", shown.ts, True)


async def test_what_is_for_somebody_else_is_not_sent_to_the_page(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{workspace.url}/live") as page:
        await page.receive_json()
        workspace.state.post(workspace.channel().id, workspace.bot.id, "secret", only_for="U0SAM000002")
        await workspace.says("public")
        assert (await page.receive_json())["message"]["text"] == "public"


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ("{", "The workspace did not understand this."),
        ("[]", "The workspace did not understand this."),
        ('{"type": "dance", "channel": "C0LOCAL0001"}', "The workspace did not understand this."),
        ('{"type": "say", "channel": "C404", "text": "x"}', "The workspace did not understand this."),
        ('{"type": "say", "channel": "C0LOCAL0001", "text": " "}', "There is nothing to send."),
        (
            '{"type": "press", "channel": "C0LOCAL0001", "ts": "1.0", "block_id": "b", "action_id": "a"}',
            "This message is not there any more.",
        ),
    ],
)
async def test_what_a_page_cannot_do_is_said_to_it(workspace: Workspace, frame: str, reason: str) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{workspace.url}/live") as page:
        await page.receive_json()
        await page.send_str(frame)
        answer = json.loads(await page.receive_str())
        assert (answer["type"], answer["reason"]) == ("failed", reason)


async def test_the_page_is_told_when_the_bot_comes_and_goes(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{workspace.url}/live") as page:
        await page.receive_json()
        client = AsyncWebClient(base_url=workspace.api_url)
        url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        async with session.ws_connect(url):
            news = await page.receive_json()
            assert (news["type"], news["bot"]["connected"], news["bot"]["process"]["state"]) == ("bot", True, "none")
        assert (await page.receive_json())["bot"]["connected"] is False
