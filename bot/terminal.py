"""Answers as people see them in a terminal, and how a question was understood."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.answering.model import Answer, ShownFact

CHOSEN = 6
"""Candidates shown by --explain."""
ROWS = 40
"""Rows of a list shown."""

UNBOUNDED = 100_000
"""Columns of a page that no line is too long for."""


@contextmanager
def standard_output() -> Iterator[Console]:
    """A console on standard output. Where that is no terminal, no line is wrapped or cut, nor has it blanks at its end."""
    if sys.stdout.isatty():
        yield Console(highlight=False)
        return
    page = io.StringIO()
    yield Console(file=page, highlight=False, width=UNBOUNDED)
    for line in page.getvalue().removesuffix("\n").split("\n"):
        print(line.rstrip())


def show(console: Console, answer: Answer) -> None:
    """Prints an answer: the fact large, then the card, then where it is from."""
    if answer.headline:
        console.print(Text(answer.headline, style="bold green" if answer.outcome == "answer" else "bold cyan"))
    if answer.lead != answer.headline:
        console.print(Text(answer.lead, style="bold" if not answer.headline else ""))
    for note in answer.notes:
        console.print(Text(note, style="yellow"))
    lines = (*answer.facts[1:], *(s for s in answer.card if s not in answer.facts)) if answer.outcome == "answer" else ()
    if lines:
        console.print()
        console.print(_card(lines))
    for row in answer.rows[:ROWS]:
        console.print(Text.assemble("  • ", (row.entry.name, "bold"), f"  {row.detail}"))
    if len(answer.rows) > ROWS:
        console.print(f"  … and {len(answer.rows) - ROWS} more")
    for suggestion in answer.suggestions:
        console.print(Text(f"  › {suggestion}", style="cyan"))
    for line in dict.fromkeys(answer.sources):
        console.print(Text(line, style="dim"))


def _card(lines: tuple[ShownFact, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for shown in lines:
        value = shown.fact.value + (f"  ({shown.fact.note})" if shown.fact.note else "")
        table.add_row(escape(shown.label), escape(value))
    return table


def explain(console: Console, answer: Answer) -> None:
    """Prints what each word was taken for, what matched, and why the outcome."""
    question = answer.question
    console.print("[bold]How it was understood[/bold]")
    words = Table.grid(padding=(0, 2))
    for word in question.words:
        meaning = f"{word.role} {word.meaning}".strip()
        words.add_row(escape(word.norm), escape(meaning), f"{word.edits} typing errors" if word.edits else "")
    console.print(words)
    facts = {
        "operation": question.operation,
        "attributes": ", ".join(question.attributes) or "the whole card",
        "kinds": ", ".join(question.kinds),
        "not meant": ", ".join((*question.not_kinds, *question.not_tags, *question.not_places)),
        "tags": ", ".join(question.tags),
        "places": ", ".join(question.places),
        "codes": ", ".join(question.codes),
        "dates": ", ".join(question.dates),
        "mention": " ".join(question.mention),
        "language": question.language,
    }
    taken = Table.grid(padding=(0, 2))
    for name, value in facts.items():
        if value:
            taken.add_row(f"[dim]{name}[/dim]", escape(value))
    console.print(taken)
    if answer.matches:
        console.print("[bold]What was considered[/bold]")
        table = Table.grid(padding=(0, 2))
        for match in answer.matches[:CHOSEN]:
            name, kind = escape(match.entry.name), f"[dim]{escape(match.entry.kind)}[/dim]"
            table.add_row(f"{match.score:.2f}", name, kind, escape("; ".join(match.evidence)))
        console.print(table)
    console.print(f"[bold]Why {answer.outcome}[/bold] ({answer.confidence:.2f}): {escape(answer.why)}")
    console.print()
