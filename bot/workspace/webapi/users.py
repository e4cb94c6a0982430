"""People."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.workspace.holding.cast import GROUPS
from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json, User
from bot.workspace.webapi.registry import Api, Args, method, need, paged


def user_shape(api: Api, user: User, locale: bool) -> Json:
    """A user object; `locale`: whether it was asked for."""
    at = datetime.fromtimestamp(api.state.now(), ZoneInfo(user.tz))
    offset = at.utcoffset()
    assert offset is not None, "a zone has an offset"
    shape: Json = {
        "id": user.id,
        "team_id": user.team or api.state.team.id,
        "name": user.name,
        "real_name": user.real_name,
        "profile": {"real_name": user.real_name, "display_name": user.name, "team": user.team or api.state.team.id},
        "deleted": False,
        "is_bot": user.is_bot,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_app_user": False,
        "tz": user.tz,
        "tz_label": at.tzname() or user.tz,
        "tz_offset": int(offset.total_seconds()),
        "updated": 0,
    }
    if user.team:
        shape["is_stranger"] = True
    return shape | ({"locale": user.locale} if locale else {})


def truth(value: object) -> bool:
    """An argument that is true or false, in any of the ways it may be written."""
    return str(value).lower() in ("true", "1")


@method("users.info", "users:read", tier=4)
def users_info(api: Api, args: Args) -> Json:
    """One user."""
    (user_id,) = need(args, "user")
    user = api.state.users.get(user_id)
    if user is None:
        raise Refused("user_not_found")
    return {"user": user_shape(api, user, truth(args.get("include_locale")))}


@method("usergroups.users.list", "usergroups:read", tier=2)
def usergroups_users_list(api: Api, args: Args) -> Json:
    """Who is in a group."""
    (group,) = need(args, "usergroup")
    if group not in GROUPS:
        raise Refused("no_such_subteam")
    return {"users": list(GROUPS[group])}


@method("users.list", "users:read", tier=2)
def users_list(api: Api, args: Args) -> Json:
    """All users."""
    page, cursor = paged(list(api.state.users.values()), args)
    locale = truth(args.get("include_locale"))
    return {"members": [user_shape(api, user, locale) for user in page], "response_metadata": cursor}
