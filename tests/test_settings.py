from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from bot.settings import WHERE, Settings, SettingsError, env_example, exposed, in_clear, load_settings, misspelt, secrets

ROOT = Path(__file__).parent.parent
OAUTH = "OAuth & Permissions"
BOT, APP, SECRET = "xoxb-1-abc", "xapp-1-abc", "0123456789abcdef0123456789abcdef"

MANY = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": SECRET[::-1], "PUBLIC_URL": "https://directory.example.org"}
"""The settings for many workspaces."""


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_set_means_the_local_workspace_with_the_defaults() -> None:
    settings = load_settings()
    assert settings.mode == "workspace"
    assert (settings.host, settings.port, settings.slack_api_url) == ("127.0.0.1", 3000, "https://slack.com/api/")


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, "socket"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET}, "socket"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}, "http"),
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "workspace"),
        (MANY | {"SLACK_SIGNING_SECRET": SECRET}, "http"),
        (MANY | {"SLACK_APP_TOKEN": APP}, "socket"),
    ],
)
def test_the_secrets_that_are_set_choose_the_mode(given: dict[str, str], mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert load_settings().mode == mode


@dataclasses.dataclass(frozen=True)
class Wrong:
    given: dict[str, str]
    names: str
    """The variable that the line must begin with."""
    where: str
    """What the line must also say."""


WRONG = [
    Wrong({"SLACK_BOT_TOKEN": "xoxp-1-abc", "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN must start with xoxb-", OAUTH),
    Wrong({"SLACK_BOT_TOKEN": APP, "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN must start with xoxb-", OAUTH),
    Wrong({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": BOT}, "SLACK_APP_TOKEN must start with xapp-", "App-Level Tokens"),
    Wrong({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": APP}, "SLACK_SIGNING_SECRET holds a token", "App Credentials"),
    Wrong({"SLACK_BOT_TOKEN": BOT + " x", "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN holds characters", OAUTH),
    Wrong({"SLACK_BOT_TOKEN": BOT + "…", "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN holds characters", OAUTH),
    Wrong({"SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN is missing", OAUTH),
    Wrong({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN is missing", OAUTH),
    Wrong({"SLACK_BOT_TOKEN": BOT}, "SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN", "Signing Secret"),
    Wrong({"SLACK_CLIENT_ID": "1.2", "SLACK_APP_TOKEN": APP}, "SLACK_CLIENT_SECRET is missing", "Client Secret"),
    Wrong({"SLACK_CLIENT_SECRET": SECRET}, "SLACK_CLIENT_ID is missing", "Client Secret"),
    Wrong({"SLACK_CLIENT_ID": "1;2"}, "SLACK_CLIENT_ID is not usable; write two numbers", "Client Secret"),
    Wrong(MANY, "SLACK_CLIENT_ID is set, but neither SLACK_APP_TOKEN", "Signing Secret"),
    Wrong(MANY | {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN is for one workspace", "for many"),
    Wrong(MANY | {"SLACK_APP_TOKEN": APP, "PUBLIC_URL": ""}, "PUBLIC_URL is missing", "install"),
    Wrong(MANY | {"PUBLIC_URL": "http://directory.example.org"}, "PUBLIC_URL is not usable; write https://", "install"),
    Wrong(MANY | {"PUBLIC_URL": "https://example.org/bot"}, "PUBLIC_URL is not usable; write https://", "without a path"),
    Wrong(
        MANY | {"SLACK_APP_TOKEN": APP, "CURATORS_CHANNEL": "#curators"}, "CURATORS_WORKSPACE is missing", "CURATORS_CHANNEL"
    ),
    Wrong({"CURATORS_WORKSPACE": "Lantern"}, "CURATORS_WORKSPACE is not usable; write the id", "T0123456"),
    Wrong({"PORT": "many"}, "PORT is not usable; write a number from 0 to 65535.", "HTTP mode"),
    Wrong({"PORT": "70000"}, "PORT is not usable; write a number", "65535"),
    Wrong(
        {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET, "MONITORING_PORT": "3000"},
        "PORT and MONITORING_PORT are",
        "3000",
    ),
    Wrong({"WORKSPACE_PORT": "-1"}, "WORKSPACE_PORT is not usable; write a number from 0 to 65535.", "page"),
    Wrong({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is not usable; write DEBUG, INFO, WARNING or ERROR.", "logged"),
    Wrong(
        {"CURATORS_CHANNEL": "the curators"},
        "CURATORS_CHANNEL is not usable; write a channel as #directory-curators",
        "C0123456",
    ),
    Wrong({"DATABASE_URL": "mysql://u:p@host/db"}, "DATABASE_URL is not usable; write postgresql://", "several machines"),
    Wrong({"QUESTION_DAYS": "-1"}, "QUESTION_DAYS is not usable; write a number of days.", "0 keeps none"),
    Wrong({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL must be an address", "https://"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.names)
def test_a_wrong_setting_gets_one_line_that_says_which_and_where_to_get_it(
    wrong: Wrong, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in wrong.given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    (line,) = str(refused.value).splitlines()
    assert line.startswith(wrong.names)
    assert wrong.where in line
    assert not any(value in line for value in wrong.given.values() if value.startswith(("xox", "xapp", SECRET)))


def test_a_dotenv_file_is_read_and_the_environment_outweighs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("PORT=4000\nHOST=0.0.0.0\nSOMETHING_ELSE=1\nCURATORS_CHANNEL=#directory-curators\n")
    monkeypatch.setenv("PORT", "5000")
    settings = load_settings()
    assert (settings.port, settings.host) == (5000, "0.0.0.0")
    assert settings.curators_channel == "#directory-curators", "the number sign begins no comment"


def test_ids_may_be_as_short_as_what_stands_in_for_slack_gives_them() -> None:
    settings = load_settings(None, curators_channel="C1", curators_workspace="T1", curators="U1,S2")
    assert (settings.curators_channel, settings.curators_workspace, settings.curators) == ("C1", "T1", "U1,S2")


@pytest.mark.parametrize("level", ["debug", "Debug", "DEBUG"])
def test_a_log_level_may_be_written_small(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", level)
    assert load_settings().log_level == "DEBUG"


def test_a_key_of_dotenv_that_is_close_to_a_setting_is_named_in_one_line(tmp_path: Path) -> None:
    assert misspelt() == ""
    (tmp_path / ".env").write_text("WORKSPACE_PORTS=1\nLOGLEVEL=INFO\nSOMETHING_ELSE=1\nport=3\nHOST=127.0.0.1\n")
    assert misspelt() == (
        ".env sets what is no setting: WORKSPACE_PORTS (did you mean WORKSPACE_PORT?), LOGLEVEL (did you mean LOG_LEVEL?)"
    )
    (tmp_path / ".env").write_text("SOMETHING_ELSE=1\n")
    assert misspelt() == ""


def test_what_is_missing_is_named_beside_the_key_that_was_meant_to_be_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKN={APP}\n")
    with pytest.raises(SettingsError, match=r"neither SLACK_APP_TOKEN") as refused:
        load_settings()
    assert "SLACK_APP_TOKN (did you mean SLACK_APP_TOKEN?)" in str(refused.value)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_secrets_that_others_can_read_are_warned_of_with_what_to_do(mode: int, tmp_path: Path) -> None:
    assert exposed() == "", "there is no file"
    env = tmp_path / ".env"
    env.write_text("PORT=1\nSLACK_APP_TOKEN=\n")
    env.chmod(mode)
    assert exposed() == "", "nothing in it is secret"
    for name in (*WHERE, "DATABASE_URL"):
        env.write_text(f"{name.lower()}=x\n")
        assert exposed() == "Others on this machine can read the secrets in .env: run chmod 600 .env"
    env.chmod(0o600)
    assert exposed() == ""


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://slack.com/api/", ""),
        ("http://127.0.0.1:9000/api/", ""),
        ("http://[::1]:9000/api/", ""),
        ("http://localhost/api/", ""),
        (
            "http://slack.example/api/",
            "The tokens go to slack.example for all on the way to read: write https:// in SLACK_API_URL",
        ),
    ],
)
def test_tokens_that_would_cross_a_network_unencrypted_are_warned_of(url: str, told: str) -> None:
    assert in_clear(load_settings(None, slack_api_url=url)) == told


def test_a_databases_password_is_a_secret_by_itself_unless_it_is_a_word() -> None:
    url = "postgresql://bot:s%2Fecret-1@db/records"
    assert secrets(load_settings(None, slack_bot_token=BOT, slack_app_token=APP, database_url=url)) == [
        BOT, APP, url, "s%2Fecret-1", "s/ecret-1",
    ]  # fmt: skip
    assert secrets(load_settings(None, database_url="postgresql://bot:bot@db/records")) == [
        "postgresql://bot:bot@db/records"
    ]


def test_a_dotenv_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00PORT")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load_settings()


def test_secrets_stay_out_of_repr_and_str() -> None:
    settings = load_settings(slack_bot_token=BOT, slack_signing_secret=SECRET)
    assert BOT not in repr(settings) + str(settings)
    assert SECRET not in repr(settings) + str(settings)


def test_env_example_is_written_from_the_settings() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()


def test_env_example_read_as_env_changes_nothing(tmp_path: Path) -> None:
    uncommented = re.findall(r"^# ([A-Z_]+=.*)$", env_example(), re.MULTILINE)
    assert len(uncommented) == len(Settings.model_fields)
    (tmp_path / ".env").write_text("\n".join(uncommented))
    assert load_settings() == load_settings(None)
