"""The command line: what all commands share, and the small ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.directory.museum import write_museum

ROOT = Path(__file__).parents[1]
COMMANDS = [
    ["ask", "--json", "how many houses are there"],
    ["check"],
    ["schema"],
    ["export", "--format", "json"],
    ["manifest"],
]


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNOWLEDGE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_finds_the_fact_base_that_dotenv_names(tmp_path: Path, command: list[str]) -> None:
    write_museum(tmp_path / "museum")
    (tmp_path / ".env").write_text("# ours\nKNOWLEDGE=museum\n", encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 0, result.stderr
    assert "house" in result.output or "museum" in result.output.lower()
    (tmp_path / ".env").write_text("KNOWLEDGE=elsewhere\n", encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 2
    assert "there is no folder elsewhere" in result.stderr


def test_the_option_comes_before_the_environment_and_that_before_dotenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("KNOWLEDGE=of-the-file\n", encoding="utf-8")
    assert "of-the-file" in run("check").stderr
    monkeypatch.setenv("KNOWLEDGE", "of-the-environment")
    assert "of-the-environment" in run("check").stderr
    assert "of-the-option" in run("check", "--knowledge", "of-the-option").stderr


def test_a_dotenv_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00KNOWLEDGE")
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith(".env cannot be read: ")


def test_every_command_says_alike_where_the_fact_base_is(tmp_path: Path) -> None:
    said = {option.help for c in main.commands.values() for option in c.params if option.name == "knowledge"}
    assert len(said) == 1


def test_the_manifest_printed_is_the_one_that_comes_along() -> None:
    assert run("manifest").output == (ROOT / "manifest.json").read_text(encoding="utf-8")


def test_the_manifest_is_that_of_the_fact_base_named(tmp_path: Path) -> None:
    made = json.loads(run("manifest", "--knowledge", str(write_museum(tmp_path / "museum"))).output)
    assert made["display_information"]["name"] == "Lantern Museum directory"
    assert [each["command"] for each in made["features"]["slash_commands"]] == ["/directory", "/press", "/loans"]


def test_a_manifest_is_made_for_no_address_that_slack_would_not_take() -> None:
    refused = run("manifest", "--url", "directory.example.org")
    assert refused.exit_code == 2 and "https://directory.example.org" in refused.stderr
    assert "https://directory.example.org/slack/events" in run("manifest", "--url", "https://directory.example.org/").output


def test_install_url_is_printed_for_an_app_of_many_workspaces_alone(tmp_path: Path) -> None:
    lacking = run("install-url")
    assert lacking.exit_code == 2
    assert lacking.stderr.startswith("The app is for one workspace")
    many = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hush", "SLACK_SIGNING_SECRET": "hush"}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in many.items()), encoding="utf-8")
    halfway = run("install-url")
    assert halfway.exit_code == 2
    assert halfway.stderr.startswith("PUBLIC_URL is missing")
    with (tmp_path / ".env").open("a", encoding="utf-8") as file:
        file.write("PUBLIC_URL=https://directory.example.org\n")
    assert run("install-url").stdout == "https://directory.example.org/slack/install\n"
