"""Running the bot on Slack, up to where it connects."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import running
from bot.directory import atlas
from bot.settings import Settings
from bot.slack.desk import Desk
from tests.directory.museum import write_museum

LOADED = (atlas._cities, atlas._airports, atlas._airport_words, atlas._holidays)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[Callable[[Desk], None]], None]]:
    """Runs the bot up to where it connects, and there does something with its desk."""

    def up_to(there: Callable[[Desk], None]) -> None:
        async def serve(settings: Settings, desk: Desk, *_: object) -> None:
            there(desk)

        monkeypatch.setattr(running, "serve", serve)
        running.run_bot(write_museum(tmp_path / "museum"), Path("unused"), print)

    monkeypatch.setattr(running.logs, "configure", lambda *_: None)  # it is for the whole process
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    gc.unfreeze()
    yield up_to
    gc.freeze()


def test_what_would_hold_up_all_answers_is_loaded_before_the_bot_connects(
    run: Callable[[Callable[[Desk], None]], None],
) -> None:
    seen: list[bool] = []
    for part in LOADED:
        part.cache_clear()
    run(lambda desk: seen.extend([*(part.cache_info().currsize > 0 for part in LOADED), gc.get_freeze_count() > 0]))
    assert seen == [True] * 5


def test_what_is_odd_in_dotenv_is_said_beside_a_stand_in_for_slack_too(
    run: Callable[[Callable[[Desk], None]], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9000/api/")
    (tmp_path / ".env").write_text("CURATOR=U1\n", encoding="utf-8")
    run(lambda desk: None)
    assert "CURATOR (did you mean CURATORS?)" in caplog.text


@pytest.mark.parametrize(("days", "kept"), [("0", False), ("90", True)])
def test_the_desk_knows_whether_questions_are_kept(
    run: Callable[[Callable[[Desk], None]], None], monkeypatch: pytest.MonkeyPatch, days: str, kept: bool
) -> None:
    monkeypatch.setenv("QUESTION_DAYS", days)
    seen: list[bool] = []
    run(lambda desk: seen.append(desk.keeps_questions))
    assert seen == [kept]
