"""Running the bot on Slack, up to where it connects."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from bot import running
from bot.directory import atlas
from tests.directory.museum import write_museum

LOADED = (atlas._cities, atlas._landings, atlas._airport_words, atlas._holidays)


def test_what_would_hold_up_all_answers_is_loaded_before_the_bot_connects(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[Any] = []

    async def serve(*_: object) -> None:
        seen.extend(part.cache_info().currsize for part in LOADED)
        seen.append(gc.get_freeze_count() > 0)

    for part in LOADED:
        part.cache_clear()
    monkeypatch.setattr(running, "serve", serve)
    monkeypatch.setattr(running.logs, "configure", lambda *_: None)  # it is for the whole process
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    try:
        running.run_bot(write_museum(tmp_path / "museum"), Path("unused"), print)
    finally:
        gc.unfreeze()
    assert seen == [1, 1, 1, 1, True]
