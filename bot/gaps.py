"""The gaps command: what was asked and not answered, and what people say of the entries."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.answering.engine import Answerer
from bot.directory.model import Directory
from bot.directory.reports.voices import Voices, on_record, waiting
from bot.keeping import read_now
from bot.records.gaps import LACKS, Gap, Gaps, gaps
from bot.records.model import NotKept
from bot.settings import Settings, SettingsError, load_settings
from bot.terminal import standard_output

SHOWN = 25
"""Gaps of a cause, and entries that people say something of, that are printed for people."""
ASKED_AS = 3
"""How many ways of asking for the same are shown."""


def show_gaps(directory: Directory, since: date | None, as_json: bool) -> int:
    """Prints what is kept since a day, or all of it, and returns the exit status.

    0: done, though nothing may be kept; 2: the settings or the store cannot be used, said on standard error.
    """
    try:
        settings = load_settings()
        kept = read_now(settings, since)
    except (SettingsError, NotKept) as error:
        print(error, file=sys.stderr)
        return 2
    found, voices = gaps(kept.questions, Answerer(directory)), waiting(kept.voices, directory)
    if as_json:
        print(json.dumps(plain(found, voices, directory, since), indent=2, ensure_ascii=False))
        return 0
    with standard_output() as console:
        show(console, found, voices, directory, since, settings)
    return 0


def plain(found: Gaps, voices: tuple[Voices, ...], directory: Directory, since: date | None) -> dict[str, Any]:
    """The same as plain JSON values."""
    return {
        "since": since.isoformat() if since else None,
        "unanswered": found.times,
        "answered_since": found.answered,
        "gaps": [
            {
                "cause": LACKS[gap.cause],
                "about": gap.about,
                "times": gap.times,
                "first": gap.first.isoformat(),
                "last": gap.last.isoformat(),
                "entry": gap.entry or None,
                "place": gap.place or None,
                "attributes": list(gap.attributes),
                "questions": [{"text": text, "times": times} for text, times in gap.questions],
            }
            for gap in found.gaps
        ],
        "entries": [
            {
                "entry": said.entry,
                "name": _name(said, directory),
                "votes": [{"attribute": v.attribute or None, "worked": v.worked, "failed": v.failed} for v in said.votes],
                "reports": [
                    {
                        "attribute": report.attribute or None,
                        "value": report.value,
                        "seen": report.seen,
                        "on_record": list(on_record(said.entry, report.attribute, directory)),
                        "person": report.person,
                        "day": report.day.isoformat(),
                    }
                    for report in said.reports
                ],
            }
            for said in voices
        ],
    }


def show(
    console: Console,
    found: Gaps,
    voices: tuple[Voices, ...],
    directory: Directory,
    since: date | None,
    settings: Settings,
) -> None:
    """Prints it for people."""
    period = f" since {since.isoformat()}" if since else ""
    if not (found.gaps or found.answered or voices):
        console.print(f"Nothing was asked in vain{period}, and nobody voted or reported a change.")
        if not settings.question_days:
            console.print("QUESTION_DAYS is 0: no questions are kept.")
        return
    console.print(Text(f"{_times(found.times, 'question')} without an answer{period}", style="bold"))
    if found.answered:
        console.print(Text(f"{_times(found.answered, 'more')} would be answered by now", style="dim"))
    for cause, group in groupby(found.gaps, key=lambda gap: gap.cause):
        members = list(group)
        console.print()
        console.print(Text.assemble((LACKS[cause].capitalize(), "bold cyan"), f"  {sum(gap.times for gap in members)}×"))
        for gap in members[:SHOWN]:
            _show_gap(console, gap, directory)
        _show_rest(console, len(members))
    calling = [said for said in voices if said.calls]
    if calling:
        console.print()
        console.print(Text("What people say", style="bold cyan"))
    for said in calling[:SHOWN]:
        _show_voices(console, said, directory)
    _show_rest(console, len(calling))
    fine = [said for said in voices if not said.calls]
    if fine:
        worked = _times(sum(said.worked for said in fine), "vote")
        console.print()
        console.print(f"And {worked} that it worked, on {len(fine)} {'entry' if len(fine) == 1 else 'entries'}.")


def _show_gap(console: Console, gap: Gap, directory: Directory) -> None:
    entry = directory.entries.get(gap.entry)
    near = f"  nearest: {entry.name}" if entry and gap.cause == "alias" else ""
    where = f"  {entry.where}" if entry and gap.cause == "fact" else ""
    last = f"last on {gap.last.isoformat()}"
    console.print(Text.assemble(f"{gap.times:>5}× ", (gap.about, "bold"), (f"{near}  {last}{where}", "dim")))
    shown = [f"{text} ({times}×)" if times > 1 else text for text, times in gap.questions[:ASKED_AS]]
    rest = len(gap.questions) - len(shown)
    if len(gap.questions) > 1 or gap.about != f"“{gap.questions[0][0]}”":
        console.print(Text(f"       {' · '.join(shown)}{f' · and {rest} more' if rest else ''}"))


def _show_rest(console: Console, number: int) -> None:
    if number > SHOWN:
        console.print(Text(f"       and {number - SHOWN} more; --format json lists them all", style="dim"))


def _show_voices(console: Console, said: Voices, directory: Directory) -> None:
    votes = f"  worked {said.worked}×, didn't {said.failed}×" if said.votes else ""
    entry = directory.entries.get(said.entry)
    where = f"  {entry.where}" if entry else ""
    console.print(Text.assemble("  ", (_name(said, directory), "bold"), votes, (where, "dim")))
    for part in said.votes:
        if part.failed and len(said.votes) > 1:
            console.print(f"       {_label(part.attribute, directory)}: worked {part.worked}×, didn't {part.failed}×")
    for report in said.reports:
        now = " | ".join(on_record(said.entry, report.attribute, directory))
        change = f"“{now}” should be “{report.value}”" if now else f"should be “{report.value}”"
        who = f"{report.day.isoformat()}, by {report.person}"
        line = f"       {_label(report.attribute, directory)}: {change}, seen: {report.seen or 'not said'}"
        console.print(Text.assemble(line, (f"  {who}", "dim")))


def _name(said: Voices, directory: Directory) -> str:
    entry = directory.entries.get(said.entry)
    return entry.name if entry else f"{said.entry} (no longer in the directory)"


def _label(attribute: str, directory: Directory) -> str:
    known = directory.attributes.get(attribute)
    return known.label if known else attribute or "The entry"


def _times(count: int, of: str) -> str:
    return f"{count:,} {of}" if count == 1 or of == "more" else f"{count:,} {of}s"
