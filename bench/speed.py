"""Speed of answering on the fact base, and of the program's start. Medians; other work on the machine shows."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.directory.loader import load
from bot.directory.questions import load_questions

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
"""The fact base that is measured."""
TODAY = "2026-11-21"
"""The day on which all questions are asked."""
STARTS = 7
"""How often the program is started. From the second time on it finds the fact base ready, as people mostly do."""
ROUNDS = 5
"""How often each question is asked."""


def report() -> None:
    """Prints how long loading, indexing, starting and answering take."""
    began = time.perf_counter()
    directory = load(KNOWLEDGE)
    loaded = time.perf_counter() - began
    began = time.perf_counter()
    answerer = Answerer(directory)
    built = time.perf_counter() - began
    questions = [q.text for q in load_questions(KNOWLEDGE, directory)]
    first: list[float] = []
    warm: list[float] = []
    for turn in range(ROUNDS):
        for text in questions:
            began = time.perf_counter()
            answerer.answer(Ask(text, today=TODAY))
            (first if turn == 0 else warm).append((time.perf_counter() - began) * 1000)
    starts = [_start() for _ in range(STARTS)]
    print(f"fact base: {len(directory.entries)} entries, {sum(len(e.facts) for e in directory.entries.values())} facts")
    print(f"load {loaded:.2f} s, index {built:.2f} s")
    print(
        f"process start to first answer {statistics.median(starts):.2f} s (median of {STARTS}, fastest {min(starts):.2f} s)"
    )
    print(f"one question, understanding to composing, {len(questions)} questions:")
    for name, times in (("each asked for the first time", first), ("asked again", warm)):
        times.sort()
        p50, p99 = statistics.median(times), times[int(len(times) * 0.99)]
        print(f"  {name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms, {1000 / statistics.mean(times):.0f} a second on one core")


def _start() -> float:
    began = time.perf_counter()
    question = ("-m", "bot", "ask", "--json", "phone for the port of laredo")
    subprocess.run([sys.executable, *question], check=True, capture_output=True)
    return time.perf_counter() - began
