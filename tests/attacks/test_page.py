"""What a foreign page, a foreign name or a foreign program tries with the local workspace: it answers its own page alone."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest
from yarl import URL

from tests.attacks.target import Target

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTS = [
    "evil.example", "evil.example:{port}", "127.0.0.1", "localhost", "localhost:1", "0.0.0.0:{port}", "127.1:{port}",
    "2130706433:{port}", "0x7f000001:{port}", "127.0.0.1.evil.example:{port}", "localhost.:{port}", "",
    "localhost:{port}@evil.example", "127.0.0.1:{port}#.evil.example", "user@127.0.0.1:{port}", "[::ffff:127.0.0.1]:{port}",
]  # fmt: skip
"""Names under which a foreign page could reach this machine; each is refused."""
ORIGINS = [
    "http://evil.example", "null", "", "https://127.0.0.1:{port}", "http://127.0.0.1", "http://localhost:1",
    "http://127.0.0.1:{port}.evil.example", "http://evil.example:{port}", "http://127.0.0.1:{port}, http://evil.example",
    "file://", "chrome-extension://abcdefgh", "HTTP://LOCALHOST:{port}/",
]  # fmt: skip
"""Origins of foreign pages; each is refused."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
PATHS = ["/", "/page/app.js", "/api/api.test", "/files/F1/a.vcf"]
SOCKETS = ["/live", "/socket"]


def port(bot: Target) -> str:
    return bot.workspace.url.rpartition(":")[2]


async def status(bot: Target, path: str, **headers: str) -> int:
    url = URL(bot.workspace.url + path, encoded=True)
    async with bot.session.get(url, headers=headers, allow_redirects=False) as response:
        return response.status


@pytest.mark.parametrize("host", HOSTS)
async def test_another_name_for_this_machine_is_refused(host: str, bot: Target) -> None:
    for path in (*PATHS, *SOCKETS):
        assert await status(bot, path, Host=host.format(port=port(bot))) in (400, 403), path


@pytest.mark.parametrize("origin", ORIGINS)
async def test_another_origin_is_refused(origin: str, bot: Target) -> None:
    for path in PATHS:
        assert await status(bot, path, Origin=origin.format(port=port(bot))) == 403, path


@pytest.mark.parametrize("path", SOCKETS)
@pytest.mark.parametrize("origin", ORIGINS)
async def test_a_websocket_from_another_origin_is_refused(path: str, origin: str, bot: Target) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await bot.session.ws_connect(f"{bot.workspace.url}{path}", headers={"Origin": origin.format(port=port(bot))})


@pytest.mark.parametrize("path", SOCKETS)
async def test_a_websocket_by_another_name_is_refused(path: str, bot: Target) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await bot.session.ws_connect(f"{bot.workspace.url}{path}", headers={"Host": f"evil.example:{port(bot)}"})


async def test_a_foreign_form_is_refused(bot: Target) -> None:
    url, headers = f"{bot.workspace.api_url}chat.postMessage", {"Origin": "http://evil.example"}
    form = {"token": bot.workspace.bot_token, "channel": "C0LOCAL0001", "text": "hello"}
    before = len(bot.workspace.messages())
    async with bot.session.post(url, data=form, headers=headers) as response:
        assert response.status == 403
    assert len(bot.workspace.messages()) == before


OUTSIDE = [
    "/page/../server.py", "/page/%2e%2e/server.py", "/page/..%2fserver.py", "/page/%2e%2e%2fserver.py", "/page//etc/passwd",
    "/page/%252e%252e/server.py", "/page/..%5cserver.py", "/page/....//server.py", "/page/app.js%00.html", "/page/",
    "/page/%c0%ae%c0%ae/server.py", "/..%2f..%2f.env", "/.env", "/server.py", "/api/..%2f..%2f.env", "//etc/passwd",
    "/files/..%2f..%2f.env/x", "/upload/..%2f.env", "/page/~root/.ssh/id_rsa", "/page/app.js/../../server.py",
]  # fmt: skip
"""Ways out of the folder of the page; none leads anywhere."""


@pytest.mark.parametrize("path", OUTSIDE)
async def test_nothing_but_the_page_can_be_fetched(path: str, bot: Target) -> None:
    url = URL(bot.workspace.url + path, encoded=True)
    async with bot.session.get(url, allow_redirects=False) as response:
        text = await response.text(errors="replace")
        assert response.status in (400, 403, 404, 405) or text.startswith('{"ok": false'), text[:200]
        assert "import" not in text and "root:" not in text and "SLACK_" not in text


@pytest.mark.parametrize("token", ["", "xoxb-guessed", "é", "x" * 10_000])
async def test_the_web_api_wants_its_token(token: str, bot: Target) -> None:
    async with bot.session.post(f"{bot.workspace.api_url}auth.test", data={"token": token}) as response:
        answer = await response.json()
    assert (answer["ok"], answer["error"]) == (False, "invalid_auth" if token else "not_authed")
    assert bot.workspace.bot_token not in json.dumps(answer)


@pytest.mark.parametrize("path", ["/socket?ticket=guessed", "/upload/guessed", "/files/F0/x"])
async def test_what_only_a_secret_opens_stays_shut(path: str, bot: Target) -> None:
    method = "POST" if path.startswith("/upload") else "GET"
    async with bot.session.request(method, bot.workspace.url + path) as response:
        assert response.status in (400, 403, 404)


BODIES = {
    "five megabytes": (b'"' + b"x" * 5_000_000 + b'"', JSON, 413),
    "100,000 brackets": (b"[" * 100_000, JSON, 200),
    "half an object": (b"{", JSON, 200),
    "a list": (b"[]", JSON, 200),
    "not UTF-8": (b"\xff\xfe\xff", JSON, 200),
    "half a character for a token": (b'{"token": "\\ud800"}', JSON, 200),
    "a charset that nobody knows": (b"{}", f"{JSON}; charset=klingon", 200),
    "a form not in UTF-8": (b"a=\xff", FORM, 200),
    "a form in a charset that nobody knows": (b"a=b", f"{FORM}; charset=klingon", 200),
    "a form in parts without a border": (b"--b", "multipart/form-data", 200),
    "a form in parts that breaks off": (b"--b\r\nx", "multipart/form-data; boundary=b", 200),
}


@pytest.mark.parametrize("what", BODIES)
async def test_a_body_that_is_no_call_is_refused(what: str, bot: Target, caplog: pytest.LogCaptureFixture) -> None:
    body, content_type, expected = BODIES[what]
    headers = {"Authorization": f"Bearer {bot.workspace.bot_token}", "Content-Type": content_type}
    async with bot.session.post(f"{bot.workspace.api_url}auth.test", data=body, headers=headers) as response:
        assert response.status == expected
        if expected == 200:
            assert (await response.json())["ok"] is False
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_file_s_name_stays_a_name_where_it_is_fetched(bot: Target) -> None:
    name, api = 'a"\r\nX-Evil: 1\u202e.html', bot.workspace.api_url
    headers = {"Authorization": f"Bearer {bot.workspace.bot_token}"}
    asked = {"filename": name, "length": "3"}
    async with bot.session.post(f"{api}files.getUploadURLExternal", headers=headers, data=asked) as response:
        given = await response.json()
    await bot.session.post(given["upload_url"], data=b"<b>")
    done = {"files": json.dumps([{"id": given["file_id"]}]), "channel_id": "C0LOCAL0001"}
    await bot.session.post(f"{api}files.completeUploadExternal", headers=headers, data=done)
    async with bot.session.get(f"{bot.workspace.url}/files/{given['file_id']}/a.html") as response:
        assert response.status == 200 and "X-Evil" not in response.headers
        assert response.headers["Content-Disposition"].startswith('attachment; filename="a___X-Evil: 1_.html"')


FRAMES = [
    "{", "[]", "null", '"x"', "[" * 100_000, '{"type": null}', '{"type": []}', '{"type": "say"}', '{"type": "__class__"}',
    '{"type": "act_as", "user": {}}', '{"type": "act_as", "user": "U0BOT000003"}', '{"type": "say", "channel": []}',
    '{"type": "say", "channel": "C0LOCAL0001", "text": 7}', '{"type": "submit", "view_id": {}, "state": {}}',
    '{"type": "press", "view_id": "V0", "block_id": "b", "action_id": "a"}', '{"type": "restart"}',
    '{"type": "fault", "name": "nobody", "value": 1}', '{"type": "react", "channel": "C0LOCAL0001", "ts": {}}',
]  # fmt: skip
"""What no page asks for; each is refused."""


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame[:60])
async def test_a_frame_that_is_no_wish_is_refused_and_the_page_goes_on(
    frame: str, bot: Target, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot.session.ws_connect(f"{bot.workspace.url}/live") as page:
        await page.receive_json()
        await page.send_str(frame)
        answer = json.loads((await page.receive(5)).data)
        assert answer["type"] == "failed", answer
        assert "Traceback" not in json.dumps(answer)
        await page.send_str('{"type": "inspect", "on": false, "ref": 1}')
        assert json.loads((await page.receive(5)).data) == {"type": "done", "ref": 1}
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_frame_of_more_than_a_megabyte_ends_the_connection(bot: Target) -> None:
    async with bot.session.ws_connect(f"{bot.workspace.url}/live") as page:
        await page.receive_json()
        await page.send_str("x" * 1_100_000)
        async with asyncio.timeout(30):
            while (await page.receive()).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                pass
        assert page.close_code == 1009


@pytest.mark.parametrize("path", [*PATHS, "/nothing"])
async def test_nothing_is_loaded_from_elsewhere_and_nobody_frames_the_page(path: str, bot: Target) -> None:
    async with bot.session.get(bot.workspace.url + path) as response:
        policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";") if part)
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'" and policy["form-action"] == "'none'"
    assert {policy[f"{what}-src"] for what in ("script", "style", "img", "connect")} == {"'self'"}
    assert policy["trusted-types"] == "'none'"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response.headers
