"""The gaps command, and what it reads."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.cli import main
from bot.directory.loader import load
from bot.keeping import keeping
from bot.records.cause import unanswered
from bot.records.model import Report, Vote
from bot.settings import Settings, load_settings
from tests.directory.museum import write_museum

ASKED = ["email for the night hall", "night hall email?", "phone for the dinosaur hall", "what is the weather like"]


@pytest.fixture(autouse=True)
def museum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The museum, in a folder with no settings but its own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KNOWLEDGE", "museum")
    return write_museum(tmp_path / "museum")


@pytest.fixture
def kept(museum: Path) -> None:
    """What people left behind."""
    answerer = Answerer(load(museum))

    async def leave() -> None:
        async with keeping(load_settings()) as store:
            records = store.of("T1")
            for text in ASKED:
                question = unanswered(text, (), answerer.answer(Ask(text)))
                assert question is not None
                await records.unanswered(question)
            for person in ("U1", "U2", "U3"):
                await records.vote(Vote(person, "house/harbour", person != "U3", "phone"))
            await records.vote(Vote("U1", "house/hill", True))
            report = Report("U9", "house/harbour", "phone", "(207) 555-0199", "their [bold]web[/bold] page")
            await records.report(report, "V1")

    asyncio.run(leave())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["gaps", *arguments])


def as_json(*arguments: str) -> Any:
    result = run("--format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.output)


@pytest.mark.usefixtures("kept")
def test_what_is_lacking_is_printed_by_cause_with_how_often_it_was_asked() -> None:
    result = run()
    assert result.exit_code == 0, result.stderr
    lines = result.output.splitlines()
    assert lines[0] == "4 questions without an answer"
    assert "Missing fact  2×" in lines
    (night,) = (line for line in lines if "Night Hall: e-mail" in line)
    assert night.strip().startswith("2×") and "houses/halls.yaml:9" in night
    assert "       email for the night hall · night hall email?" in lines
    assert "Missing entry  1×" in lines and any("dinosaur" in line for line in lines)
    assert "Out of scope  1×" in lines


@pytest.mark.usefixtures("kept")
def test_votes_and_reports_stand_beside_their_entries() -> None:
    lines = run().output.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  Harbour House"))
    assert "worked 2×, didn't 1×" in lines[at] and "houses/houses.yaml:6" in lines[at]
    assert lines[at + 1].startswith(
        "       Phone: “(207) 555-0110” should be “(207) 555-0199”, seen: their [bold]web[/bold] page"
    )
    assert lines[at + 1].endswith("by U9")
    assert lines[-1] == "And 1 vote that it worked, on 1 entry."


@pytest.mark.usefixtures("kept")
def test_no_more_is_printed_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gaps.SHOWN", 0)
    output = run().output
    assert output.count("and 1 more; --format json lists them all") == 4
    assert "dinosaur" not in output and "should be" not in output


@pytest.mark.usefixtures("kept")
def test_a_change_that_was_made_since_is_not_shown_any_more(museum: Path) -> None:
    assert as_json()["entries"][0]["reports"]
    houses = museum / "houses" / "houses.yaml"
    houses.write_text(houses.read_text(encoding="utf-8").replace("(207) 555-0110", "207-555-0199"), encoding="utf-8")
    assert as_json()["entries"][0]["reports"] == []


@pytest.mark.usefixtures("kept")
def test_the_same_as_json() -> None:
    found = as_json()
    assert (found["since"], found["unanswered"], found["answered_since"]) == (None, 4, 0)
    first = found["gaps"][0]
    assert (first["cause"], first["about"], first["times"]) == ("missing fact", "Night Hall: e-mail", 2)
    assert (first["entry"], first["attributes"]) == ("hall/night", ["email"])
    assert [question["times"] for question in first["questions"]] == [1, 1]
    assert [gap["cause"] for gap in found["gaps"]] == ["missing fact", "missing entry", "out of scope"]
    harbour, hill = found["entries"]
    assert harbour["votes"] == [{"attribute": "phone", "worked": 2, "failed": 1}]
    assert harbour["reports"][0]["on_record"] == ["(207) 555-0110"]
    assert (hill["name"], hill["votes"][0]["attribute"]) == ("Hill House", None)


@pytest.mark.usefixtures("kept")
def test_only_what_is_since_a_day_is_shown() -> None:
    assert as_json("--since", "2000-01-01")["unanswered"] == 4
    found = as_json("--since", "2999-01-01")
    assert (found["since"], found["unanswered"], found["entries"]) == ("2999-01-01", 0, [])
    assert run("--since", "2999-01-01").output == (
        "Nothing was asked in vain since 2999-01-01, and nobody voted or reported a change.\n"
    )
    wrong = run("--since", "yesterday")
    assert wrong.exit_code == 2 and "--since" in wrong.stderr


def test_where_nothing_was_kept_nothing_is_made(tmp_path: Path) -> None:
    result = run()
    assert (result.exit_code, result.output) == (0, "Nothing was asked in vain, and nobody voted or reported a change.\n")
    assert not (tmp_path / "data").exists()


def test_that_no_questions_are_kept_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUESTION_DAYS", "0")
    assert "QUESTION_DAYS is 0" in run().output


def test_a_store_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "records.sqlite3").write_bytes(b"something else" * 500)
    result = run()
    line = "The store at data/records.sqlite3 does not work: file is not a database\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", line)


@pytest.mark.usefixtures("kept")
def test_a_bot_that_writes_meanwhile_is_not_in_the_way(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / "records.sqlite3", isolation_level=None) as bot:
        bot.execute("BEGIN IMMEDIATE")
        assert as_json()["unanswered"] == 4


@pytest.mark.parametrize("address", ["postgresql://", "postgresql://host:many/records"])
def test_an_address_that_cannot_be_read_is_one_line_without_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("DATABASE_URL") and result.stderr.count("\n") == 1
    assert "many" not in result.stderr


@pytest.mark.usefixtures("kept")
def test_the_report_of_check_shows_what_people_say(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--report", "report.html"])
    assert (result.exit_code, result.stderr) == (0, "")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "worked 2×, didn’t 1×" in page and "(207) 555-0199" in page
    (tmp_path / "data" / "records.sqlite3").write_bytes(b"something else" * 500)
    result = CliRunner().invoke(main, ["check", "--report", "report.html"])
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "The report goes without what people say. The store at data/records.sqlite3 does not work"
    )
