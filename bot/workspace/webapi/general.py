"""Who the app and its workspace are."""

from __future__ import annotations

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json
from bot.workspace.webapi.registry import Api, Args, method, need


@method("api.test", token="none", tier=4)
def api_test(api: Api, args: Args) -> Json:
    """Gives back what it is given."""
    if args.get("error"):
        raise Refused(str(args["error"]), args=args)
    return {"args": args}


@method("auth.test", tier="special")
def auth_test(api: Api, args: Args) -> Json:
    """Who the token is."""
    team = api.state.team
    return {
        "url": f"{api.url}/",
        "team": team.name,
        "user": team.bot.name,
        "team_id": team.id,
        "user_id": team.bot.id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", token="app", tier="special")
def apps_connections_open(api: Api, args: Args) -> Json:
    """An address for one Socket Mode connection."""
    return {"url": api.socket_url()}


@method("team.info", "team:read")
def team_info(api: Api, args: Args) -> Json:
    """The workspace."""
    team = api.state.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


@method("bots.info", "users:read")
def bots_info(api: Api, args: Args) -> Json:
    """The app's own bot."""
    (bot,) = need(args, "bot")
    team = api.state.team
    if bot != team.bot_id:
        raise Refused("bot_not_found")
    shape = {"id": bot, "app_id": team.app_id, "user_id": team.bot.id, "name": team.bot.real_name, "deleted": False}
    return {"bot": shape | {"updated": 0, "icons": {}}}
