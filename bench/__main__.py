"""Measures the engine: how fast it answers, how often it is right, against other engines on other lists; the bot under load.

``python -m bench [speed] [answers] [contest] [load] [faults]``; none of them: all, in a quarter of an hour. What each part
prints as it goes is for whoever looks into it; the table at the end is the result.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from bench import answers, contest, faults, load, speed
from bench.measured import Figures
from bench.result import OURS, THROUGH

SIZES, QUESTIONS = (405, 25_000), 400
"""Entries of the lists of the contest, and how many questions in scope are asked of each."""


def contested() -> Figures:
    """The contest with other engines; of each list how often we are right, and how often whoever is next."""
    results = contest.contest(SIZES, QUESTIONS)
    figures = {}
    for size in SIZES:
        ours = next(r for r in results if r.size == size and r.contender == OURS)
        best = max((r for r in results if r.size == size and r.contender != OURS), key=lambda r: r.right)
        figures[f"a list of {size:,}: right first, and with {THROUGH:.0%} false answers"] = (
            f"{ours.top1:.1%}, {ours.right:.1%}; next best ({best.contender}) {best.top1:.1%}, {best.right:.1%}"
        )
    return figures


PARTS: dict[str, Callable[[], Figures]] = {
    "speed": speed.report,
    "answers": answers.report,
    "contest": contested,
    "load": load.report,
    "faults": faults.report,
}


def main() -> None:
    """Measures the parts named, or all, and prints the result."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the engine and the bot.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; none of them: all")
    wanted = parser.parse_args().parts
    if unknown := [part for part in wanted if part not in PARTS]:
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    figures: Figures = {}
    for part, report in PARTS.items():
        if not wanted or part in wanted:
            print(f"--- {part}", flush=True)
            figures |= report()
    width = max(map(len, figures))
    print(f"\nResult, on {os.cpu_count()} cores")
    print("\n".join(f"  {what:<{width}}  {came}" for what, came in figures.items()))


if __name__ == "__main__":
    main()
