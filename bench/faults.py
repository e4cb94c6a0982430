"""Questions under a storm of faults: ``python -m bench.faults [--questions 2000] [--seed 1]``.

Two processes of the bot share a store; calls and events are dropped, delayed, doubled, refused and cut off, sockets fall
silent, and processes are killed. Every question must be answered once, or apologised for.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bench.measured import KNOWLEDGE, Figures
from bench.storm import Told, weather
from bot.directory.loader import load
from bot.directory.questions import load_questions
from bot.slack.conversing.courtesy import is_courtesy

QUESTIONS = 2000
SEED = 1
SHOWN = 10
"""People who have reason to complain that are named."""


def report() -> Figures:
    """Prints what becomes of the questions."""
    told = endure(QUESTIONS, SEED)
    came = f"answered once {told.answered:,}, told more than once {told.twice}, told nothing {told.lost}"
    return {f"{QUESTIONS:,} questions in a storm of faults": f"{came}, votes forgotten {told.forgotten}"}


def endure(number: int, seed: int) -> Told:
    """Prints what became of so many questions."""
    asked = [q.text for q in load_questions(KNOWLEDGE, load(KNOWLEDGE)) if not is_courtesy(q.text)]
    began = time.monotonic()
    told, unhappy, log = asyncio.run(weather(KNOWLEDGE, asked, number, seed))
    print(f"seed {seed}, {time.monotonic() - began:.0f} s")
    print("\n".join(table(told)))
    for person, heard in list(unhappy.items())[:SHOWN]:
        print(f"  {person}: {heard or 'nothing'}")
    if unhappy:
        kept = Path(tempfile.gettempdir()) / f"storm-{seed}.log"
        kept.write_text(log, "utf-8")
        print(f"  what the bot said: {kept}")
    taken_over = log.count("Taking over a question")
    print(f"questions taken over {taken_over}, found answered already {log.count('An answer stands there already')}")
    print(f"tracebacks in the log: {log.count('Traceback')}")
    return told


def table(told: Told) -> list[str]:
    """What became of the questions, a line each."""
    rows = {
        "questions asked": told.asked,
        "answered once": told.answered,
        "apologised for once": told.apologised,
        "not taken by the bot, as Slack said to who asked": told.refused,
        "a slash command, twice with an apology": told.again,
        "told more than once": told.twice,
        "told nothing": told.lost,
        "votes that the bot said thanks for": told.thanked,
        "of these not in the store": told.forgotten,
    }
    faults = ", ".join(f"{name} {times}" for name, times in told.faults.most_common())
    return [*(f"  {name:<50}{value:>6,}" for name, value in rows.items()), f"faults: {faults}"]


def main() -> int:
    """As it is called in a terminal; 1 where something is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description="The bot in a storm.")
    parser.add_argument("--questions", type=int, default=QUESTIONS, metavar="N", help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="of all that is left to chance (%(default)s)")
    wanted = parser.parse_args()
    told = endure(wanted.questions, wanted.seed)
    return int(bool(told.twice or told.lost or told.forgotten))


if __name__ == "__main__":
    sys.exit(main())
