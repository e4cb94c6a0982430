"""The ask command, as people and pipes see it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.asking import LONGEST, questions
from bot.cli import main
from tests.directory.museum import write_museum

LONG = "loans, " * 40 + "and the keys of every hall"


@pytest.fixture
def museum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = write_museum(tmp_path / "museum")
    path = folder / "people/desks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tickets, lost property", LONG), encoding="utf-8")
    return folder


def ask(museum: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["ask", "--knowledge", str(museum), *arguments])


def test_in_a_pipe_no_line_is_wrapped_or_ends_in_blanks(museum: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = ask(museum, "--explain", "front desk").stdout.split("\n")
    assert any(LONG in line for line in lines)
    assert [line for line in lines if line != line.rstrip()] == []
    assert "Front desk" in "\n".join(lines)


@pytest.mark.parametrize("form", [["--json", "front desk"], ["--jsonl"]])
def test_an_explanation_is_not_for_programs(museum: Path, form: list[str]) -> None:
    result = ask(museum, "--explain", *form)
    assert result.exit_code == 2
    assert "--explain is for people to read" in result.stderr


@pytest.mark.parametrize("encoding", ["cp1252:strict", "utf-8:strict"])
def test_programs_are_answered_in_utf8_whatever_the_locale_and_the_bytes(museum: Path, encoding: str) -> None:
    command = (sys.executable, "-m", "bot", "ask", "--knowledge", str(museum))
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    asked = "horario de Harbour House → ".encode() + b"\xff\nhours of harbour house\n"

    def said(*arguments: str | bytes) -> bytes:
        return subprocess.run([*command, *arguments], input=asked, env=environment, capture_output=True, check=True).stdout

    first, second = map(json.loads, said("--jsonl").decode().splitlines())
    assert first["question"] == "horario de Harbour House → \N{REPLACEMENT CHARACTER}"
    assert first["outcome"] == second["outcome"] == "answer"
    assert json.loads(said("--json", b"hours of harbour house \xff").decode())["outcome"] == "answer"
    assert b"10:00" in said("hours of harbour house →")


def test_a_line_is_a_question_however_long_it_is() -> None:
    long = "a" * (3 * LONGEST)
    lines = io.StringIO(f"one\n\n{long}\ntwo\r\n{'b' * LONGEST}\nthree{long}")
    assert list(questions(lines)) == ["one", "", "a" * LONGEST, "two", "b" * LONGEST, ("three" + long)[:LONGEST]]
