"""The ask command, as people and pipes see it."""

from __future__ import annotations

import io
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


def test_a_line_is_a_question_however_long_it_is() -> None:
    long = "a" * (3 * LONGEST)
    lines = io.StringIO(f"one\n\n{long}\ntwo\r\n{'b' * LONGEST}\nthree{long}")
    assert list(questions(lines)) == ["one", "", "a" * LONGEST, "two", "b" * LONGEST, ("three" + long)[:LONGEST]]
