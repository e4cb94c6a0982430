"""A person with a browser who installs the app in a workspace."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

import aiohttp

from bot.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Page:
    """What the browser shows, or where it is sent."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def location(self) -> str:
        return self.headers["Location"]


class Installer:
    """Keeps the cookie of the bot's pages, as a browser does on https."""

    def __init__(self, public_url: str) -> None:
        self.public_url = public_url
        self.cookie = ""

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, url: str) -> Page:
        """Opens an address; to the bot's own the cookie goes along."""
        own = url.startswith(self.public_url)
        headers = {"Cookie": self.cookie} if own and self.cookie else {}
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            if own and "Set-Cookie" in response.headers:
                self.cookie = response.headers["Set-Cookie"].partition(";")[0]
            return Page(response.status, await response.text(), dict(response.headers))

    async def begin(self) -> str:
        """Opens the first page; returns the address of Slack's, which it leads to."""
        return (await self.get(f"{self.public_url}/slack/install")).location

    async def choose(self, asked_at: str, workspace: Workspace | None) -> str:
        """Allows the app in a workspace on Slack's page, or cancels; returns the address that it leads back to."""
        page = await self.get(asked_at)
        assert page.status == 200, page.text
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
        form = {name: html.unescape(value) for name, value in hidden.items()}
        form["team"] = workspace.state.team.id if workspace else ""
        async with self._session.post(asked_at.partition("?")[0], data=form, allow_redirects=False) as response:
            assert response.status == 302, await response.text()
            return response.headers["Location"]

    async def install(self, workspace: Workspace) -> Page:
        """All of it; returns the last page."""
        return await self.get(await self.choose(await self.begin(), workspace))


def query(url: str) -> dict[str, str]:
    """What an address carries."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
