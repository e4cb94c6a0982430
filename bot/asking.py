"""The ask command: questions from the command line or standard input, answers on standard output."""

from __future__ import annotations

import datetime
import gc
import io
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from bot.answering.wire import as_json
from bot.compiled import answerer
from bot.directory.errors import KnowledgeError

LONGEST = 40_000
"""Characters of a line that are read, as many as Slack lets anybody write."""


def ask_in_terminal(knowledge: Path, question: str, as_object: bool, explain: bool) -> None:
    """Answers one question, for people or as one JSON object. Exits with 2 when the fact base cannot be loaded."""
    ready = _ready(knowledge)
    answer, elapsed_ms = _timed(ready, question)
    if as_object:
        _speak_utf8()
        print(json.dumps(as_json(answer, question, elapsed_ms), ensure_ascii=False))
        return
    from bot import terminal

    with terminal.standard_output() as console:
        if explain:
            terminal.explain(console, answer)
        terminal.show(console, answer)


def ask_lines(knowledge: Path) -> None:
    """Answers a question a line from standard input with a JSON object a line, in order, until the input ends."""
    ready = _ready(knowledge)
    _speak_utf8()
    for question in questions(sys.stdin):
        answer, elapsed_ms = _timed(ready, question)
        print(json.dumps(as_json(answer, question, elapsed_ms), ensure_ascii=False), flush=True)


def questions(lines: TextIO) -> Iterator[str]:
    """The lines without their ends; of one that is longer than any question the beginning."""
    while line := lines.readline(LONGEST):
        rest = line
        while rest and not rest.endswith("\n"):
            rest = lines.readline(LONGEST)
        yield line.rstrip("\r\n")


def _speak_utf8() -> None:
    """Programs write and read JSON in UTF-8, whatever this machine's locale is; bytes that are none become a replacement."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _timed(ready: Answerer, question: str) -> tuple[Answer, float]:
    now = datetime.datetime.now().astimezone()
    asked = Ask(question, today=now.date().isoformat(), moment=now.isoformat())
    start = time.perf_counter()
    answer = ready.answer(asked)
    return answer, (time.perf_counter() - start) * 1000


def _ready(knowledge: Path) -> Answerer:
    gc.disable()  # nothing built here is thrown away before the process ends
    try:
        return answerer(knowledge)
    except KnowledgeError as error:
        print(f"The fact base cannot be loaded: {error.summary}", file=sys.stderr)
        raise SystemExit(2) from None
    finally:
        gc.freeze()
        gc.enable()
