"""The engine and its peers on the same lists and the same questions, each in a process of its own, in one run.

python -m bench.contest [--sizes 405,25000] [--questions 800] [--only-ours] [--chart FILE.svg]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.chart import draw
from bench.peers import PEERS
from bench.places import Asked, directory, questions, write
from bench.result import FEW, OURS, RECALL, THROUGH, Result

PATIENCE = 60.0
"""Seconds after which a contender is asked no more; questions come in random order."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a contender said to a question."""

    asked: Asked
    right: bool
    """Whether the first id is one of those that are."""
    sure: float
    took: float
    """Milliseconds there and back."""


def run(contender: str, size: int, file: Path, asked: Sequence[Asked], *options: str) -> Result:
    """One contender on one list. ``options``: more of its command line. Raises RuntimeError when it breaks."""
    module = ("bench.adapter",) if contender == OURS else ("bench.peers", contender)
    began = time.perf_counter()
    command = (sys.executable, "-m", *module, "--entities", str(file), *options)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    if json.loads(process.stdout.readline() or "null") != {"ready": True}:
        raise RuntimeError(f"{contender} did not get ready")
    built = time.perf_counter() - began
    replies: list[Reply] = []
    started = time.perf_counter()
    for question in asked:
        before = time.perf_counter()
        if before - started > PATIENCE:
            break
        process.stdin.write(json.dumps({"q": question.text}) + "\n")
        process.stdin.flush()
        said = process.stdout.readline()
        took = (time.perf_counter() - before) * 1000
        if not said:
            raise RuntimeError(f"{contender} broke at {question.text!r}")
        reply = json.loads(said)
        first = reply["ids"][0] if reply["ids"] else ""
        replies.append(Reply(question, first in question.right, reply["confidence"] if first else float("-inf"), took))
    memory = _memory(process.pid)
    process.stdin.close()
    process.wait()
    return judged(contender, size, replies, built, memory)


def _memory(process: int) -> float:
    """The most megabytes that a process had resident; 0 where the system does not tell (it is read from Linux's /proc)."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def judged(contender: str, size: int, replies: Sequence[Reply], built: float, memory: float) -> Result:
    """The numbers of a run."""

    def of(*sorts: str) -> list[Reply]:
        return [r for r in replies if r.asked.sort in sorts]

    far, near, odd = of("far"), of("near"), of("odd")
    inside = [r for r in replies if r.asked.sort not in ("far", "near", "odd")]
    outside = sorted((r.sure for r in (*far, *near)), reverse=True)
    level = outside[int(THROUGH * len(outside))]
    wide = sorted(r.sure for r in inside)[int((1 - RECALL) * len(inside))]
    took = sorted(r.took for r in replies)
    return Result(
        contender,
        size,
        len(replies),
        top1=_share(inside, lambda r: r.right),
        right=_share(inside, lambda r: r.right and r.sure > level),
        odd=_share(odd, lambda r: r.right and r.sure >= wide),
        far=_share(far, lambda r: r.sure >= wide > float("-inf")),
        near=_share(near, lambda r: r.sure >= wide > float("-inf")),
        p50=took[len(took) // 2],
        p99=took[int(len(took) * 0.99)],
        built=built,
        memory=memory,
    )


def _share(replies: Sequence[Reply], holds: Callable[[Reply], bool]) -> float:
    return sum(map(holds, replies)) / len(replies) if replies else 0.0


def contest(sizes: Sequence[int], count: int, contenders: Sequence[str] = (OURS, *PEERS)) -> list[Result]:
    """Every contender on every size, printed as they come. ``count``: questions in scope."""
    found: list[Result] = []
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            listed, unlisted = directory(size)
            asked = questions(listed, unlisted, "judge", count)
            random.Random(size).shuffle(asked)
            file = Path(folder, f"{size}.tsv")
            write(listed, file)
            del listed, unlisted
            for contender in contenders:
                result = run(contender, size, file, asked)
                found.append(result)
                print(row(result), flush=True)
    return found


HEAD = "\n".join(
    f"{'':34}{a:>9}{b:>8}{c:>10}{d:>8}{e:>14}{f:>9}{g:>9}{h:>8}{i:>9}"
    for a, b, c, d, e, f, g, h, i in (
        ("entries", "top-1", "right at", "odd at", "far, near", "p50", "p99", "ready", "memory"),
        ("", "", "2 % false", "95 %", "false at 95 %", "ms", "ms", "s", "MB"),
    )
)


def row(r: Result) -> str:
    """A line of the table; ``*`` marks one that saw few questions."""
    name = r.contender + ("*" if r.seen < FEW else "")
    wrong = f"{r.far:.1%} {r.near:.1%}"
    return (
        f"{name:34}{r.size:9,}{r.top1:8.1%}{r.right:10.1%}{r.odd:8.1%}{wrong:>14}"
        f"{r.p50:9.2f}{r.p99:9.2f}{r.built:8.1f}{r.memory:9.0f}"
    )


def main() -> None:
    """Prints the table, and draws it when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.contest")
    parser.add_argument("--sizes", default="405,25000", help="entries of each list, separated by commas")
    parser.add_argument("--questions", type=int, default=800, help="questions in scope for each list")
    parser.add_argument("--only-ours", action="store_true", help="leave the peers out")
    parser.add_argument("--chart", type=Path, metavar="FILE.svg", help="draw the table here")
    chosen = parser.parse_args()
    contenders = (OURS,) if chosen.only_ours else (OURS, *PEERS)
    results = contest([int(size) for size in chosen.sizes.split(",")], chosen.questions, contenders)
    if chosen.chart:
        chosen.chart.write_text(draw(results), "utf-8")


if __name__ == "__main__":
    main()
