"""Measures the engine: how fast it answers, how often it is right, against other engines on other lists; the bot under load.

``python -m bench [speed] [answers] [contest] [load] [faults]``; none of them: all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import answers, contest, faults, load, speed

PARTS: dict[str, Callable[[], None]] = {
    "speed": speed.report,
    "answers": answers.report,
    "contest": contest.report,
    "load": load.report,
    "faults": faults.report,
}


def main(wanted: list[str]) -> int:
    """Runs the parts named, or all; 2 for a part there is not."""
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        print(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for part, report in PARTS.items():
        if not wanted or part in wanted:
            print(f"--- {part}")
            report()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
