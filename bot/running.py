"""Running the bot: settings and fact base checked, then Slack, or the local workspace where no tokens are set."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable
from pathlib import Path

from bot import logs
from bot.answering.engine import Answerer
from bot.directory.atlas import Atlas
from bot.directory.loader import collector_off, load
from bot.directory.model import Directory
from bot.directory.watching import Watch
from bot.keeping import installations, keeping
from bot.local import run_workspace
from bot.settings import Settings, exposed, in_clear, load_settings, misspelt, secrets
from bot.slack.connecting.starting import StartError
from bot.slack.desk import Desk
from bot.slack.installing.tokens import Tokens
from bot.slack.serve import serve

log = logging.getLogger(__name__)


def run_bot(knowledge: Path | None, default: Path, say: Callable[[str], None], demo: bool = False) -> None:
    """Answers until interrupted.

    ``knowledge``: folder of the fact base, where one was named for this run; ``default``: the one used where none is set;
    ``say`` gets the lines for the person who started it; ``demo``: the local workspace plays its tour.

    Raises:
        SettingsError, KnowledgeError, StartError: it cannot start; each text says why and what to do.
    """
    settings = load_settings(**({"knowledge": knowledge} if knowledge else {}))
    logs.configure(settings.log_level, secrets(settings), settings.log_format)
    if settings.mode != "workspace":  # there the bot's own process says it
        for warning in filter(None, (misspelt(), exposed(), in_clear(settings))):
            log.warning(warning)
    folder = settings.knowledge or default
    watch = Watch(folder)  # before loading, so that no edit falls in between
    directory = load(folder)
    if settings.mode == "workspace":
        asyncio.run(run_workspace(settings, directory, folder, watch, say, demo))
    elif demo:
        raise StartError(
            "The tour plays in the local workspace: run --demo without Slack tokens in the environment and in .env"
        )
    else:
        asyncio.run(_run_on_slack(settings, directory, watch))


async def _run_on_slack(settings: Settings, directory: Directory, watch: Watch) -> None:
    """Answers on Slack, or what stands in for it, until interrupted. Raises as ``run_bot`` does."""
    async with keeping(settings) as store:
        desk = Desk(directory, Answerer(directory), store, keeps_questions=settings.question_days > 0)
        warm()
        kept = installations(settings, store)
        await serve(settings, desk, counts(directory), watch, Tokens(kept, settings) if kept else None)
        for left in asyncio.all_tasks() - {asyncio.current_task()}:
            left.cancel()  # answered by whoever runs next; it must not keep the store from closing


def warm() -> None:
    """Loads what only some questions need, and has nobody look for garbage in what stays: later, either would hold up all
    answers at once, in whichever thread it is done.
    """
    with collector_off():
        Atlas().load()
        gc.freeze()


def counts(directory: Directory) -> str:
    """The fact base in a few words: ``CBP directory, 1,402 entries of 17 kinds``."""
    kinds = len({entry.kind for entry in directory.entries.values()})
    return f"{directory.title}, {len(directory.entries):,} entries of {kinds} kinds"
