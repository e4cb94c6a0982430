"""How the bot stands up to many who ask at once: its own process, in the local workspace over Socket Mode, with a store.

``python -m bench.load [--rate 50] [--seconds 60] [--edits 0] [--most 0]``. Both share the machine, so its load is told too.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine, Sequence
from pathlib import Path

from bench.crowd import Crowd, Tally, Times, one_by_one, rush, use_modals
from bench.editing import Edits
from bench.measured import KNOWLEDGE, Figures
from bench.process import Bot, Use, connected, resident
from bot.directory.loader import load
from bot.directory.model import Directory
from bot.directory.questions import load_questions
from bot.slack.conversing.courtesy import is_courtesy
from bot.slack.manifest import manifest
from bot.workspace import Workspace

RATE = 50.0
"""Questions a second."""
SECONDS = 60.0
SINGLE = 60
"""Questions asked one at a time, in each way."""
WARM = 0.2
"""The part of the time after which the memory should grow no more: by then every cache has seen all questions."""


async def measure(
    directory: Directory, questions: Sequence[str], rate: float, seconds: float, edits: int, most: int
) -> Tally:
    """Prints how long answers and acknowledgements take: one at a time, unless entries are edited, and many at once; returns
    what came of the many.
    """
    async with Workspace(manifest=manifest(directory)) as workspace:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(KNOWLEDGE, folder / "knowledge")
            async with connected(workspace, folder / "knowledge", folder) as bot:
                print(f"the bot has begun with {resident(bot.pid):.0f} MB")
                crowd = Crowd(workspace, directory.command)
                if not edits:
                    await alone(crowd, questions[:: max(1, len(questions) // SINGLE)][:SINGLE])
                editing = Edits(folder / "knowledge", directory, edits)
                tally = await together(crowd, questions, rate, seconds, bot, editing, most)
                warned = bot.said("WARNING", "ERROR")
                print("\n".join([f"its warnings and errors: {len(warned)}", *warned[:5]]))
                return tally


async def alone(crowd: Crowd, questions: Sequence[str]) -> None:
    """One thing at a time, in every way."""
    print(f"load average {load_average()}; one at a time, milliseconds:")
    for way, ask in crowd.ways.items():
        crowd.tally = Tally()
        await one_by_one(crowd, questions, ask)
        print(f"  {way} to answer posted: {spelled(crowd.tally.took)}; lost {crowd.tally.waiting}")
    await use_modals(crowd, questions)
    print_acknowledged(crowd)


async def together(
    crowd: Crowd, questions: Sequence[str], rate: float, seconds: float, bot: Bot, edits: Edits, most: int = 0
) -> Tally:
    """Many at once, while the bot is looked at and the fact base is edited."""
    edited = f" while {len(edits.digits)} entries are edited every second" if edits.digits else ""
    at_once = f", {most} at once at most" if most else ""
    print(f"load average {load_average()}; {rate:g} questions a second for {seconds:g} s{at_once}{edited}, milliseconds:")
    crowd.forget()
    use = Use(bot.pid)
    async with meanwhile(use.look(), *([edits.go_on()] if edits.digits else [])):
        await rush(crowd, questions, rate, seconds, most)
    tally = crowd.tally
    print(f"  to answer posted: {spelled(tally.took)}")
    print(f"  answered {len(tally.took)}, lost {tally.waiting}, answered without having been asked {tally.unasked}")
    print_acknowledged(crowd)
    if edits.digits:
        taken, refused = len(bot.said("was edited and is in use")), len(bot.said("does not load"))
        print(f"  edited {edits.rounds} times: taken over {taken} times, refused {refused} times")
    print(f"the bot: {use.processor:.0f} s of processor time, {use.processor / use.seconds:.0%} of one core")
    print("  memory, MB: " + ", ".join(f"{tenth * 10} % {use.at(tenth / 10):.0f}" for tenth in range(11)))
    print(f"  from {WARM:.0%} of the time to the end it grew by {use.growth(WARM):.1%}; at most {max(use.memory):.0f} MB")
    print(f"load average {load_average()}")
    return tally


@contextlib.asynccontextmanager
async def meanwhile(*works: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Does what never ends by itself; fails when any of it does."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work) for work in works]
        yield
        for task in tasks:
            task.cancel()


def print_acknowledged(crowd: Crowd) -> None:
    """Prints how long the bot took to say that it has got what was sent."""
    for sort, times in crowd.acknowledged.items():
        if times:
            print(f"  {sort} acknowledged: {spelled(times)}")
    print(f"  failed deliveries and refused calls: {crowd.failed}")


def spelled(times: Times) -> str:
    """How many there are, and where they lie."""
    if not times:
        return "none"
    ordered = sorted(times)
    shares = [f"p{share} {ordered[len(ordered) * share // 100]:.0f}" for share in (50, 95, 99)]
    return f"{', '.join(shares)}, most {ordered[-1]:.0f} ({len(ordered)})"


def load_average() -> str:
    """How many processes wanted a processor over the last 1, 5 and 15 minutes, and how many processors there are."""
    return f"{' '.join(f'{average:.1f}' for average in os.getloadavg())} on {os.cpu_count()} cores"


def report(rate: float = RATE, seconds: float = SECONDS, edits: int = 0, most: int = 0) -> Figures:
    """Prints how the bot does with the fact base's own questions, while so many entries are edited every second."""
    directory = load(KNOWLEDGE)
    questions = [q.text for q in load_questions(KNOWLEDGE, directory) if not is_courtesy(q.text)]  # that gets a reaction
    tally = asyncio.run(measure(directory, questions, rate, seconds, edits, most))
    return {f"{rate:g} questions a second for {seconds:g} s": f"lost {tally.waiting}; milliseconds: {spelled(tally.took)}"}


def main() -> None:
    """As it is called in a terminal."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description="The bot under load.")
    parser.add_argument("--rate", type=float, default=RATE, metavar="N", help="questions a second (%(default)g)")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="N", help="for how long (%(default)g)")
    parser.add_argument("--edits", type=int, default=0, metavar="N", help="entries edited every second (%(default)d)")
    parser.add_argument(
        "--most", type=int, default=0, metavar="N", help="at once at most, for a busy machine; 0: any number"
    )
    wanted = parser.parse_args()
    report(wanted.rate, wanted.seconds, wanted.edits, wanted.most)


if __name__ == "__main__":
    main()
