"""The adapter as a judge uses it: a process, lines in, lines out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.adapter import lines, questions
from bot.answering.search.store import Line

ROWS = "p1\tLaredo\tTexas\t\t2304\np2\tBlaine\tWashington\t\t3004\np3\tBlaine\tMaine\n"


@pytest.mark.parametrize("head", ["", "id\tname\tregion\textra\tcode\n", "\ufeffID\tName\tRegion\tExtra\tCode\r\n"])
def test_questions_are_answered_line_by_line(head: str, tmp_path: Path) -> None:
    file = tmp_path / "listing.tsv"
    file.write_text(head + ROWS, "utf-8")
    command = (sys.executable, "-m", "bench.adapter", "--entities", str(file))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        assert json.loads(process.stdout.readline()) == {"ready": True}

        def ask(line: str) -> dict[str, object]:
            assert process.stdin and process.stdout
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return dict(json.loads(process.stdout.readline()))

        first = ask(json.dumps({"q": "phone number for laerdo"}))
        assert first.keys() == {"ids", "confidence"}
        assert first["ids"] == ["p1"]
        assert isinstance(first["confidence"], float) and 0 < first["confidence"] <= 1
        assert ask(json.dumps({"q": "blaine maine fax"}))["ids"] == ["p3", "p2"]
        assert ask(json.dumps({"q": "3004"}))["ids"] == ["p2"]
        assert ask(json.dumps({"q": "what is the weather"})) == {"ids": [], "confidence": 0.0}
        assert "error" in ask("no json")
        assert "error" in ask('["q"]')
        assert ask(json.dumps({"q": "laredo"}))["ids"] == ["p1"]
        process.stdin.close()
        assert process.wait(10) == 0


def test_columns_that_a_row_lacks_are_empty_and_more_are_left_out() -> None:
    even = ["c\tThree\tThere\t\tX2\n", "d\tFour\t\t\t"]
    assert list(lines(even)) == [Line("c", "Three", ("There", ""), "X2"), Line("d", "Four", ("", ""), "")]
    rows = [*even, "a\tOne\r\n", "\n", "\t\t\t\t\n", "b\tTwo\tThere\tmore\tX1\tand\tmore\n"]
    others = [Line("a", "One", ("", ""), ""), Line("b", "Two", ("There", "more"), "X1")]
    assert list(lines(rows)) == [*lines(even), *others]


def test_a_first_entry_is_no_header() -> None:
    assert [line.id for line in lines(["id\tIdaho Falls\n", "id\tname\n"])] == ["id", "id"]


def test_lines_are_read_whole_however_they_come() -> None:
    reads, writes = os.pipe()
    coming = questions(reads)
    os.write(writes, b'{"q": "one"}\n\n{"q": "tw')
    first = next(coming)
    os.write(writes, b'o"}\n \nthree')
    os.close(writes)
    assert [first, *coming] == [b'{"q": "one"}', b'{"q": "two"}', b"three"]
    os.close(reads)
