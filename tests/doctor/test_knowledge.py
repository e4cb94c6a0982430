from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.doctor.knowledge import drift, fact_base, manifest_file
from bot.slack.manifest import manifest
from tests.directory.mistakes import HOUSES
from tests.directory.museum import write_museum

TODAY = date(2026, 11, 22)


def test_the_fact_base_is_told_with_how_much_of_it_is_old(tmp_path: Path) -> None:
    folder = write_museum(tmp_path / "museum")
    directory, found = fact_base(folder, TODAY)
    assert directory is not None
    assert found.state in ("ok", "warn") and "past their shelf life" in found.says
    _, much_later = fact_base(folder, date(2126, 1, 1))
    assert (much_later.state, bool(much_later.advice)) == ("warn", True)


def test_a_fact_base_that_does_not_load_fails_with_its_first_problem(tmp_path: Path) -> None:
    folder = write_museum(tmp_path / "museum")
    text = (folder / HOUSES).read_text(encoding="utf-8")
    (folder / HOUSES).write_text(text.replace("kind:", "knid:"), encoding="utf-8")
    directory, found = fact_base(folder, TODAY)
    assert directory is None
    assert found.state == "fail" and HOUSES in found.says and "bot check" in found.advice
    nowhere = fact_base(tmp_path / "nowhere", TODAY)[1]
    assert nowhere.state == "fail" and "KNOWLEDGE" in nowhere.advice


Changed = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda m: m["oauth_config"]["scopes"]["bot"].remove("users:read"), "lacks the scopes users:read"),
        (lambda m: m["oauth_config"]["scopes"]["bot"].append("admin"), "has the scopes admin beyond that"),
        (lambda m: m["settings"]["event_subscriptions"]["bot_events"].remove("message.im"), "lacks the events message.im"),
        (lambda m: m["features"]["slash_commands"].pop(0), "lacks the slash commands /directory"),
        (lambda m: m["features"]["shortcuts"].clear(), "lacks the shortcuts find_contacts, search"),
        (lambda m: m["features"].pop("unfurl_domains"), "lacks the link domains"),
        (lambda m: m["features"]["app_home"].update(home_tab_enabled=False), "the Home tab is off"),
        (lambda m: m["settings"].pop("interactivity"), "interactivity is off"),
        (lambda m: m["settings"].update(socket_mode_enabled=False), "Socket Mode is off"),
    ],
)
def test_what_a_manifest_lacks_or_has_beyond_is_told(tmp_path: Path, change: Changed, says: str) -> None:
    directory, _ = fact_base(write_museum(tmp_path / "museum"), TODAY)
    assert directory is not None
    made = copy.deepcopy(manifest(directory))
    change(made)
    (told,) = drift(made, manifest(directory))
    assert told.startswith(says)
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(made), encoding="utf-8")
    found = manifest_file(file, directory, False)
    assert (found.state, bool(found.advice)) == ("warn", True)


def test_other_words_are_no_drift_and_what_is_no_manifest_fails(tmp_path: Path) -> None:
    directory, _ = fact_base(write_museum(tmp_path / "museum"), TODAY)
    assert directory is not None
    file = tmp_path / "manifest.json"
    made = manifest(directory)
    file.write_text(json.dumps(made), encoding="utf-8")
    assert manifest_file(file, directory, False).says == "is what the fact base asks for"
    made["display_information"]["name"] = "Our directory"
    file.write_text(json.dumps(made), encoding="utf-8")
    assert manifest_file(file, directory, False).state == "ok"
    assert "Slack's own search is off" in manifest_file(file, directory, True).says
    file.write_text("{", encoding="utf-8")
    assert manifest_file(file, directory, False).state == "fail"
    file.write_text("[1]", encoding="utf-8")
    assert manifest_file(file, directory, False).says == "holds no manifest"


def test_over_http_it_must_lead_to_the_bot(tmp_path: Path) -> None:
    directory, _ = fact_base(write_museum(tmp_path / "museum"), TODAY)
    assert directory is not None
    file, here = tmp_path / "manifest.json", "https://directory.example.org"
    made = manifest(directory, url=here)
    file.write_text(json.dumps(made), encoding="utf-8")
    assert {manifest_file(file, directory, False, url).state for url in ("", here)} == {"ok"}
    assert "not send events, buttons and forms, menus, /directory" in manifest_file(file, directory, False, "https://b").says
    made["features"]["slash_commands"][0]["url"] += "s"
    file.write_text(json.dumps(made), encoding="utf-8")
    found = manifest_file(file, directory, False, "")
    assert (found.state, found.says) == ("warn", f"does not send /directory to {here}/slack/events")
    assert f"manifest --url {here}," in found.advice
    file.write_text(json.dumps(manifest(directory)), encoding="utf-8")
    assert "Socket Mode is on" in manifest_file(file, directory, False, "").says
