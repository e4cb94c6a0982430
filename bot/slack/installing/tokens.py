"""Many workspaces: each event is answered with the token of the workspace that it comes from."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from typing import Any, TypeVar

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.records.installations import Installations
from bot.records.model import NotKept
from bot.settings import Settings
from bot.slack.sending.trouble import TROUBLE, in_time, why

EARLY_MINUTES = 120
"""How long before its end a token is refreshed."""
WAIT_SECONDS, WAITS = 0.2, 10
"""How long another process is waited for that refreshes a token which has ended."""
KEPT = 10_000

log = logging.getLogger(__name__)
T = TypeVar("T")
Place = tuple[str | None, str | None]
"""An organisation and a workspace, as Slack tells them; without the second the organisation as a whole."""


class Tokens(AsyncAuthorize):
    """The tokens of all workspaces that the app is installed in."""

    def __init__(self, kept: Installations, settings: Settings) -> None:
        """``settings``: those for many workspaces."""
        assert settings.slack_client_id and settings.slack_client_secret, "without them no token can be refreshed"
        self.kept = kept
        self.client = AsyncWebClient()
        """Calls Slack, with no token of its own."""
        secret = settings.slack_client_secret.get_secret_value()
        self._rotator = AsyncTokenRotator(client_id=settings.slack_client_id, client_secret=secret, client=self.client)
        self._found: OrderedDict[Place, Bot] = OrderedDict()
        """The bots found last, which do while the store fails."""
        self._unsaved: dict[Place, Bot] = {}
        """Those with a fresh token that the store has not taken yet."""
        self._names: OrderedDict[Place, str] = OrderedDict()

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """What an event may be answered with; None where the app is not installed. Its ``user`` is the bot's name.

        Raises:
            NotKept: the store does not work, and nothing is known of the workspace.
        """
        place = self.place(context)
        bot = await self.of(place)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            team=bot.team_name,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
            user=await self._name(place, bot),
        )

    @staticmethod
    def place(context: AsyncBoltContext) -> Place:
        """Where the app is installed that an event is for."""
        return context.enterprise_id, None if context.is_enterprise_install else context.team_id

    async def of(self, place: Place) -> Bot | None:
        """The app's bot there, with a token that is good for a while; None where it is not installed. Raises NotKept."""
        if place in self._unsaved:
            return await self._saved(place, self._unsaved[place])
        try:
            bot = await self._find(place)
            if bot is None:
                self._found.pop(place, None)
                return None
            return _put(self._found, place, await self._lasting(place, bot))
        except NotKept:
            if place not in self._found:
                raise
            return self._found[place]

    def client_of(self, workspace: str) -> AsyncWebClient:
        """Calls Slack with the token that is the workspace's at each call."""
        return _ClientOf(workspace, self)

    async def forget(self, place: Place) -> None:
        """Keeps no token of the workspace any more. Raises NotKept."""
        self._found.pop(place, None)
        self._unsaved.pop(place, None)
        self._names.pop(place, None)
        await self.kept.async_delete_bot(enterprise_id=place[0], team_id=place[1])

    async def taken_back(self, place: Place) -> bool:
        """Whether Slack takes the workspace's token no more, or there is none: word of that may come late, when the app has
        been installed anew. Where Slack does not tell, it counts as taken back. Raises NotKept.
        """
        bot = await self._find(place)
        if bot is None:
            return True
        try:
            await in_time(self.client.auth_test(token=bot.bot_token))
        except TROUBLE as error:
            log.info("A token that may have been taken back was tried: %s", why(error))
            return True
        return False

    async def _find(self, place: Place) -> Bot | None:
        return await self.kept.async_find_bot(enterprise_id=place[0], team_id=place[1])

    async def _lasting(self, place: Place, bot: Bot) -> Bot:
        """The bot with a token that does not end soon: refreshed by one process alone, for Slack does that once."""
        ends = bot.bot_token_expires_at
        if ends is None or time.time() < ends - EARLY_MINUTES * 60:
            return bot
        if await self.kept.take_turn(bot):
            return await self._refreshed(place, bot)
        for _ in range(WAITS):
            if time.time() < ends:
                break
            await asyncio.sleep(WAIT_SECONDS)
            bot = await self._find(place) or bot
            ends = bot.bot_token_expires_at or ends
        return bot

    async def _refreshed(self, place: Place, bot: Bot) -> Bot:
        try:
            fresh = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=EARLY_MINUTES)
        except (SlackTokenRotationError, *TROUBLE) as error:
            reason = why(getattr(error, "api_error", error))
            log.warning("The token of workspace %s could not be refreshed (%s); it is tried again", bot.team_id, reason)
            return bot
        return await self._saved(place, fresh) if fresh else bot

    async def _saved(self, place: Place, bot: Bot) -> Bot:
        """The bot, kept; where the store fails, the process keeps it until it works: Slack gives no token twice."""
        try:
            await self.kept.async_save_bot(bot)
        except NotKept:
            self._unsaved[place] = bot
        else:
            self._unsaved.pop(place, None)
        return _put(self._found, place, bot)

    async def _name(self, place: Place, bot: Bot) -> str | None:
        """What the bot is called there; None where Slack does not tell."""
        if place in self._names:
            return self._names[place]
        try:
            told = await in_time(self.client.auth_test(token=bot.bot_token))
        except TROUBLE as error:
            log.warning("Slack does not tell what the bot is called in workspace %s (%s)", bot.team_id, why(error))
            return None
        return _put(self._names, place, str(told.get("user")))


class _ClientOf(AsyncWebClient):
    """Calls Slack for one of the workspaces, whoever stirs."""

    def __init__(self, workspace: str, tokens: Tokens) -> None:
        client = tokens.client
        super().__init__(
            base_url=client.base_url, session=client.session, retry_handlers=client.retry_handlers, team_id=workspace or None
        )
        self._workspace = workspace
        self._tokens = tokens

    async def api_call(self, *args: Any, **kwargs: Any) -> AsyncSlackResponse:
        bot = await self._tokens.of((await self._tokens.kept.organisation(self._workspace), self._workspace))
        self.token = bot.bot_token if bot else None
        return await super().api_call(*args, **kwargs)


def _put(known: OrderedDict[Place, T], place: Place, what: T) -> T:
    """Keeps what is known of a place; the oldest make room."""
    known[place] = what
    known.move_to_end(place)
    while len(known) > KEPT:
        known.popitem(last=False)
    return what
