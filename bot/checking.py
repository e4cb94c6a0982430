"""The check command: everything wrong with a fact base, or what it holds, what is weak in it, and how its questions fare."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten

from bot.answering.composing.wording import misspoken
from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.proof import differences
from bot.directory.concerns import Concern, Sort, concerns
from bot.directory.errors import KnowledgeMissing
from bot.directory.loader import assemble, collector_off, read_files
from bot.directory.model import Directory
from bot.directory.questions import ExampleQuestion, read_questions
from bot.directory.reading.reader import quoted
from bot.directory.reports.counts import Report, report
from bot.directory.reports.voices import Voices, waiting
from bot.slack.rendering.words import SENTENCES


@collector_off()
def check_knowledge(knowledge: Path, today: date, warnings: bool = False, page: Path | None = None) -> int:
    """Checks the fact base in a folder as of a day and returns the exit status.

    0: nothing is wrong; standard output has the counts, or with ``warnings`` every warning, then how many warnings of each
    sort, and how many of the questions were answered as expected. With ``page`` the report is written to that file. 1: every
    problem is on standard error, one a line, then how many; or, all this being well, every question that was not answered
    as expected. 2: there is no such folder, or the report cannot be written, said on standard error.
    """
    try:
        files = read_files(knowledge)
        directory, problems = assemble(files, today)
        questions, of_questions = read_questions(files, directory) if not files.problems else ((), [])
    except KnowledgeMissing as error:
        print(error, file=sys.stderr)
        return 2
    problems = [*problems, *of_questions]
    problems += misspoken(directory, SENTENCES)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        files_wrong = {problem.location.file for problem in problems}
        print(f"{_number(len(problems), 'problem')} in {_number(len(files_wrong), 'file')}", file=sys.stderr)
        return 1
    counts = report(directory, len(questions))
    found = concerns(directory, today)
    if warnings:
        for concern in found:
            print(concern)
    else:
        show(counts, directory.title)
    print(summary(found, directory) + ("" if warnings or not found else "; check --warnings lists them"))
    status = 0 if page is None else _write(page, directory, counts, found, today)
    return status or (0 if prove(questions, directory, today) else 1)


def prove(questions: Sequence[ExampleQuestion], directory: Directory, today: date) -> bool:
    """Asks a fact base its own questions on a day, and prints what came of it; whether each was answered as expected, or is
    known not to be. Those that were not are told on standard error. Nothing is printed when there are no questions.
    """
    if not questions:
        return True
    answerer = Answerer(directory)
    known = wrong = 0
    for question in questions:
        answer = answerer.answer(Ask(question.text, today=today.isoformat()))
        told = differences(question, answer)
        if told and question.fails:
            known += 1
        elif told:
            wrong += 1
            print(f"{question.where}: {quoted(question.text)}: {'; '.join(told)}", file=sys.stderr)
            print(f"    answered: {shorten(answer.text, 100, placeholder=' …')}", file=sys.stderr)
        elif question.fails:
            print(f"{question.where}: {quoted(question.text)} is answered as expected now; take its `fails` out")
    line = f"{_number(len(questions), 'question')}: {len(questions) - known - wrong} answered as expected"
    line += f", {known} known not to be" if known else ""
    line += f", {wrong} not; mend what they ask for, or say why not with `fails: …`" if wrong else ""
    print(line)
    return not wrong


def summary(found: Sequence[Concern], directory: Directory) -> str:
    """How many warnings there are of each sort, in one line; those past their shelf life also by kind."""
    if not found:
        return "no warnings"
    sorts = Counter(concern.sort for concern in found)
    old = Counter(directory.entries[c.entries[0]].kind for c in found if c.sort is Sort.PAST_SHELF_LIFE)
    told = [f"{sort.value} {sorts[sort]}" for sort in Sort if sorts[sort]]
    if old:
        told[0] += f" ({', '.join(f'{kind} {number}' for kind, number in old.most_common())})"
    return f"{_number(len(found), 'warning')}: {', '.join(told)}"


def _write(page: Path, directory: Directory, counts: Report, found: tuple[Concern, ...], today: date) -> int:
    from bot.directory.reports.page import rendered

    text = rendered(directory, counts, found, today, _voices(directory))
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        print(f"the report cannot be written to {page} ({error.strerror}); name another file", file=sys.stderr)
        return 2
    print(f"the report is in {page}")
    return 0


def _voices(directory: Directory) -> tuple[Voices, ...]:
    """What people say of the entries and is not mended yet; that it cannot be read is told on standard error."""
    from bot.keeping import read_now
    from bot.records.model import NotKept
    from bot.settings import SettingsError, load_settings

    try:
        return waiting(read_now(load_settings()).voices, directory)
    except (SettingsError, NotKept) as error:
        print(f"The report goes without what people say. {error}", file=sys.stderr)
        return ()


def show(counts: Report, title: str) -> None:
    """Prints the counts as a table that fits a terminal of 80 columns, and wider ones."""
    from rich.box import SIMPLE_HEAD
    from rich.columns import Columns
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    table = Table(title=escape(title), title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Kind", no_wrap=True)
    table.add_column("Entries", justify="right")
    table.add_column("of which have")
    for kind in counts.kinds:
        having = [
            Text(f"{attribute} {number}", style="dim" if not number else "bold" if number == kind.entries else "")
            for attribute, number in kind.attributes
        ]
        table.add_row(kind.kind, str(kind.entries), Columns(having, padding=(0, 2)))
    console = Console(highlight=False)
    console.print(table)
    current = counts.facts - counts.former
    console.print(
        f"{_number(counts.entries, 'entry', 'entries')}, {_number(counts.facts, 'fact')} "
        f"({current} current, {counts.former} former), "
        f"{_number(counts.sources, 'source')}, {_number(counts.languages, 'language')}"
    )


def _number(count: int, of: str, several: str = "") -> str:
    return f"1 {of}" if count == 1 else f"{count} {several or f'{of}s'}"
