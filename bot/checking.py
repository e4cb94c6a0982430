"""The check command: everything wrong with a fact base, or what it holds."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.directory.errors import KnowledgeMissing
from bot.directory.loader import assemble, collector_off, read_files
from bot.directory.questions import read_questions
from bot.directory.report import Report, report


def check_knowledge(knowledge: Path) -> int:
    """Checks the fact base in a folder and returns the exit status.

    0: all is well, and the counts are on standard output. 1: every problem is on standard error, one a line, then how
    many. 2: there is no such folder, said on standard error.
    """
    try:
        with collector_off():
            files = read_files(knowledge)
            directory, problems = assemble(files)
            questions, of_questions = read_questions(files, directory) if not files.problems else ((), [])
    except KnowledgeMissing as error:
        print(error, file=sys.stderr)
        return 2
    problems = [*problems, *of_questions]
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        files_wrong = {problem.location.file for problem in problems}
        print(f"{_number(len(problems), 'problem')} in {_number(len(files_wrong), 'file')}", file=sys.stderr)
        return 1
    show(report(directory, len(questions)), directory.title)
    return 0


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
        f"{counts.entries} entries, {counts.facts} facts ({current} current, {counts.former} former), "
        f"{_number(counts.sources, 'source')}, {_number(counts.languages, 'language')}, "
        f"{_number(counts.questions, 'question')}: all well"
    )


def _number(count: int, of: str) -> str:
    return f"1 {of}" if count == 1 else f"{count} {of}s"
