"""Settings: read from the environment and from ``.env``, checked before anything starts.

The class is the one table: each setting's name, default and help stand here, and ``.env.example`` is written from it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.directory.reading.reader import nearest

Mode = Literal["socket", "http", "workspace"]

WHERE = {
    "SLACK_BOT_TOKEN": "api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (xoxb-…)",
    "SLACK_APP_TOKEN": "api.slack.com/apps → your app → Basic Information → App-Level Tokens, "
    "scope connections:write (xapp-…)",
    "SLACK_SIGNING_SECRET": "api.slack.com/apps → your app → Basic Information → App Credentials → Signing Secret",
    "SLACK_CLIENT_SECRET": "api.slack.com/apps → your app → Basic Information → App Credentials → Client Secret",
}
"""Where in Slack's pages each secret is found."""

PREFIXES = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}
"""How Slack's tokens begin."""


_A_PORT = "write a number from 0 to 65535"
ADVICE = {
    "PORT": _A_PORT,
    "WORKSPACE_PORT": _A_PORT,
    "CURATORS_CHANNEL": "write a channel as #directory-curators or by its id, C0123456",
    "DATABASE_URL": "write postgresql://user:password@host/database",
    "QUESTION_DAYS": "write a number of days",
    "CURATORS": "write Slack ids of people or groups, with commas between them: U0123456, S0123456",
    "CURATORS_WORKSPACE": "write the id of a workspace, T0123456",
    "SLACK_CLIENT_ID": "write two numbers with a dot between them, as Slack does",
    "PUBLIC_URL": "write https:// and a name, without a path: https://directory.example.org",
    "ENTERPRISE_SEARCH": "write true or false",
    "MONITORING_PORT": _A_PORT,
    "LOG_LEVEL": "write DEBUG, INFO, WARNING or ERROR",
    "LOG_FORMAT": "write text or json",
}
"""What to write where a value is not usable."""

SHORTEST = 6
"""Characters of a password that is looked for by itself: a shorter one would be found in everyday words."""


class SettingsError(Exception):
    """The settings cannot be used. Its text is one line a problem, each naming its variable, never a secret's value."""


class Settings(BaseSettings):
    """Everything that can be set. A variable of the environment outweighs the same one in ``.env``."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    slack_bot_token: SecretStr | None = Field(
        None, description=f"The bot's token. {WHERE['SLACK_BOT_TOKEN']}. Unset: the bot answers in a local workspace."
    )
    slack_app_token: SecretStr | None = Field(None, description=f"For Socket Mode. {WHERE['SLACK_APP_TOKEN']}.")
    slack_signing_secret: SecretStr | None = Field(
        None, description=f"For HTTP mode, where no app token is set. {WHERE['SLACK_SIGNING_SECRET']}."
    )
    slack_client_id: str | None = Field(
        None,
        pattern=r"^[\w.]{1,32}$",
        description="For many workspaces, instead of a bot's token: the app's Client ID, beside the Client Secret.",
    )
    slack_client_secret: SecretStr | None = Field(None, description=f"For many workspaces. {WHERE['SLACK_CLIENT_SECRET']}.")
    public_url: str | None = Field(
        None,
        pattern=r"^(https://[^\s/@?#]+|http://(127\.0\.0\.1|localhost)(:\d+)?)/?$",
        description="For many workspaces: the address at which people and Slack reach HTTP mode, such as "
        "https://directory.example.org; the app is installed at /slack/install there.",
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Base address of Slack's Web API.")
    host: str = Field("127.0.0.1", description="Address that HTTP mode and the monitoring listen on.")
    port: int = Field(3000, ge=0, le=65535, description="Port that HTTP mode listens on; 0 takes a free one.")
    workspace_port: int = Field(8080, ge=0, le=65535, description="Port of the local workspace's page; 0 takes a free one.")
    knowledge: Path | None = Field(None, description="Folder of the fact base. Unset: knowledge/, as it comes with the bot.")
    curators_channel: str | None = Field(
        None,
        pattern=r"^(#[^\s#]{1,80}|[CG][A-Z0-9]+)$",
        description="Channel that is told when an edit to the fact base does not load, such as C0123456 or "
        "#directory-curators; invite the bot there. Unset: only the log tells.",
    )
    curators_workspace: str | None = Field(
        None,
        pattern=r"^T[A-Z0-9]+$",
        description="Id of the workspace that CURATORS_CHANNEL is in, where the app is in many: T0123456.",
    )
    curators: str | None = Field(
        None,
        pattern=r"^[UWS][A-Z0-9]+( *, *[UWS][A-Z0-9]+)*$",
        description="Slack ids of the people, or of the groups of people, who may say whether the bot listens in a channel "
        "(/directory here), such as U0123456, S0123456. Unset: everybody in the channel.",
    )
    enterprise_search: bool = Field(
        False,
        description="Whether the directory is found in Slack's own search, on plans that have it; make the app from "
        "manifest-enterprise-search.json then.",
    )
    data_folder: Path = Field(
        Path("data"),
        description="Folder of what is kept: votes, reports of changes, unanswered questions, settings of channels.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL to keep them in instead, for several machines: postgresql://user:password@host/database.",
    )
    question_days: int = Field(
        90, ge=0, le=36_500, description="How many days unanswered questions are kept, without names; 0 keeps none."
    )
    monitoring_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="Port on HOST for /healthz, /readyz and /metrics, which only your own network should reach; 0 takes a "
        "free one. Unset: none.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    log_format: Literal["text", "json"] = Field(
        "text", description="text: lines for a person at a terminal; json: a JSON object a line, for what collects logs."
    )

    @field_validator("database_url")
    @classmethod
    def _of_postgresql(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not re.match(r"postgres(ql)?://\S+$", url.get_secret_value()):
            raise ValueError("no address of PostgreSQL")
        return url

    @field_validator("public_url")
    @classmethod
    def _without_a_path(cls, url: str | None) -> str | None:
        return url and url.rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @property
    def mode(self) -> Mode:
        """How the bot is reached: Slack over a WebSocket, Slack over HTTP, or the local workspace."""
        if not self.slack_bot_token and not self.slack_client_id:
            return "workspace"
        return "socket" if self.slack_app_token else "http"


def load_settings(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """Reads and checks the settings; ``given`` outweighs environment and file.

    Raises:
        SettingsError: with every problem found, a line each.
    """
    try:
        settings = Settings(_env_file=env_file, **given)  # type: ignore[call-arg]  # read by pydantic-settings, not a field
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(error))) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{env_file} cannot be read: {error}") from None
    if problems := list(_malformed(settings)) or list(_half_set(settings)):
        odd = misspelt(env_file) if env_file else ""  # what is missing may stand there under another name
        raise SettingsError("\n".join([*problems, *filter(None, [odd])]))
    return settings


def misspelt(env_file: Path = Path(".env")) -> str:
    """One line that names the keys of ``.env`` that no setting has but that are close to one; empty when there are none."""
    if not os.path.exists(env_file):
        return ""
    known = [name.upper() for name in Settings.model_fields]
    close = {key: nearest(key, known, 80) for key in dotenv_values(env_file, encoding="utf-8") if key.upper() not in known}
    meant = [f"{key} (did you mean {name}?)" for key, name in close.items() if name]
    return f"{env_file} sets what is no setting: {', '.join(meant)}" if meant else ""


def exposed(env_file: Path = Path(".env")) -> str:
    """One line that says what to do where others on this machine can read secrets in ``.env``; empty where they cannot."""
    if os.name != "posix" or not os.path.exists(env_file) or not env_file.stat().st_mode & 0o044:
        return ""
    held = {key.upper() for key, value in dotenv_values(env_file, encoding="utf-8").items() if value}
    secret = {name.upper() for name, field in Settings.model_fields.items() if field.annotation == SecretStr | None}
    return f"Others on this machine can read the secrets in {env_file}: run chmod 600 {env_file}" if held & secret else ""


def in_clear(settings: Settings) -> str:
    """One line that says what to do where tokens would cross a network for all on it to read; empty where they do not."""
    there = urlsplit(settings.slack_api_url)
    host = there.hostname or ""
    if there.scheme == "https" or host in ("localhost", "::1") or host.startswith("127."):
        return ""
    return f"The tokens go to {host} for all on the way to read: write https:// in SLACK_API_URL"


def secrets(settings: Settings) -> list[str]:
    """All values that nobody may read anywhere, and the password within the database's address as it stands by itself."""
    held = (getattr(settings, name) for name in Settings.model_fields)
    found = [value.get_secret_value() for value in held if isinstance(value, SecretStr)]
    password = urlsplit(settings.database_url.get_secret_value()).password if settings.database_url else None
    alone = [password, unquote(password)] if password and len(password) >= SHORTEST else []
    return found + alone


def env_example() -> str:
    """The text of ``.env.example``: every setting with its help and default, all commented out."""
    lines = ["# Copy this file to .env and fill in what you need. Every setting is optional; the defaults are shown."]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else field.default
        lines += ["", f"# {field.description}", f"# {name.upper()}={default}"]
    return "\n".join(lines) + "\n"


def _explain(error: ValidationError) -> Iterator[str]:
    """Pydantic's findings as lines that name the variable; the rejected value stays out."""
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        name = str(problem["loc"][0])
        advice = ADVICE.get(name.upper(), problem["msg"])
        yield f"{name.upper()} is not usable; {advice}. {Settings.model_fields[name].description}"


def _secrets(settings: Settings) -> dict[str, str]:
    """Each secret's variable with its value; empty where unset."""
    values = {name: getattr(settings, name.lower()) for name in WHERE}
    return {name: value.get_secret_value() if value else "" for name, value in values.items()}


def _malformed(settings: Settings) -> Iterator[str]:
    """What is wrong with each value by itself, a line each."""
    for name, value in _secrets(settings).items():
        prefix = PREFIXES.get(name, "")
        if value and not value.startswith(prefix):
            yield f"{name} must start with {prefix}. Find it at {WHERE[name]}"
        elif not prefix and value.startswith(tuple(PREFIXES.values())):
            yield f"{name} holds a token. Find the secret at {WHERE[name]}"
        elif not value.isascii() or any(not c.isprintable() or c.isspace() for c in value):
            yield f"{name} holds characters that Slack never puts there; copy it again from {WHERE[name]}"
    if not settings.slack_api_url.startswith(("https://", "http://")):
        yield "SLACK_API_URL must be an address that starts with https:// (or http://)"


def _half_set(settings: Settings) -> Iterator[str]:
    """Settings that are useless without another one, or beside it, a line each."""
    bot, app, secret, client_secret = _secrets(settings).values()
    client = settings.slack_client_id
    if bool(client) != bool(client_secret):
        there, lacking = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET") if client else ("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID")
        yield f"{lacking} is missing, but {there} is set. Both are at {WHERE['SLACK_CLIENT_SECRET']}"
    elif client and bot:
        yield "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many; take one of them out"
    elif client and not settings.public_url:
        yield "PUBLIC_URL is missing, but SLACK_CLIENT_ID is set: people install the app at that address"
    elif client and settings.curators_channel and not settings.curators_workspace:
        yield "CURATORS_WORKSPACE is missing: with SLACK_CLIENT_ID set, CURATORS_CHANNEL may be in any of many workspaces"
    elif (app or secret) and not bot and not client:
        other = "SLACK_APP_TOKEN" if app else "SLACK_SIGNING_SECRET"
        yield f"SLACK_BOT_TOKEN is missing, but {other} is set. Find it at {WHERE['SLACK_BOT_TOKEN']}"
    if (bot or client) and not app and not secret:
        yield (
            f"{'SLACK_BOT_TOKEN' if bot else 'SLACK_CLIENT_ID'} is set, but neither SLACK_APP_TOKEN (Socket Mode) nor "
            f"SLACK_SIGNING_SECRET (HTTP mode) is. "
            f"App token: {WHERE['SLACK_APP_TOKEN']}; signing secret: {WHERE['SLACK_SIGNING_SECRET']}"
        )
    if (settings.mode == "http" or client) and settings.port and settings.port == settings.monitoring_port:
        yield f"PORT and MONITORING_PORT are both {settings.port}; set one of them to another"
