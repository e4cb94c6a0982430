"""Speed of answering on the fact base, and of the program's start.

What happens in this process is told in processor time, so that other work on the machine shows as little as it can.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from bench.measured import KNOWLEDGE, TODAY, Figures
from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.directory.loader import load
from bot.directory.questions import load_questions

STARTS = 7
"""How often the program is started. From the second time on it finds the fact base ready, as people mostly do."""
ROUNDS = 5
"""How often each question is asked."""

T = TypeVar("T")


def report() -> Figures:
    """Prints how long loading, indexing, starting and answering take."""
    directory, loaded = timed(lambda: load(KNOWLEDGE))
    answerer, built = timed(lambda: Answerer(directory))
    questions = [Ask(q.text, today=TODAY) for q in load_questions(KNOWLEDGE, directory)]
    rounds = [[timed(lambda asked=asked: answerer.answer(asked))[1] * 1000 for asked in questions] for _ in range(ROUNDS)]
    again = [statistics.median(times) for times in zip(*rounds[1:], strict=True)]
    starts = sorted(_start() for _ in range(STARTS))
    print(f"fact base: {len(directory.entries):,} entries, {sum(len(e.facts) for e in directory.entries.values()):,} facts")
    print(f"load {loaded:.2f} s, index {built:.2f} s")
    print(f"process start to first answer {statistics.median(starts):.2f} s (median of {STARTS}, fastest {starts[0]:.2f} s)")
    print(f"one question, understanding to composing, {len(questions)} questions:")
    print(f"  each asked for the first time: {spelled(rounds[0])}")
    print(f"  asked again: {spelled(again)}")
    return {
        f"one question ({len(questions)} questions, {len(directory.entries):,} entries)": spelled(again),
        "process start to first answer of ask": f"{starts[0]:.2f} s",
    }


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work returns, and the seconds of this thread's processor time that it took."""
    began = time.thread_time()
    done = work()
    return done, time.thread_time() - began


def spelled(milliseconds: Sequence[float]) -> str:
    """Where the times lie, and how many a second they come to."""
    ordered = sorted(milliseconds)
    p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, {1000 / statistics.mean(ordered):,.0f} a second on one core"


def _start() -> float:
    """Seconds by the clock until the program has been started and has answered."""
    began = time.perf_counter()
    question = ("-m", "bot", "ask", "--json", "phone for the port of laredo")
    subprocess.run([sys.executable, *question], check=True, capture_output=True)
    return time.perf_counter() - began
