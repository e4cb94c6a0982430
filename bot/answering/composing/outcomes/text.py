"""An answer as plain text: the fact first, then the rest, then where it is from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.composing.wording import Wording
from bot.answering.model import Outcome, Row, ShownFact

LISTED = 60
"""Rows of a list written out."""


def plain_text(
    words: Wording,
    outcome: Outcome,
    headline: str,
    lead: str,
    notes: tuple[str, ...],
    facts: tuple[ShownFact, ...],
    card: tuple[ShownFact, ...],
    rows: tuple[Row, ...],
    suggestions: Sequence[str],
) -> list[str]:
    """The complete answer in lines, without its sources. ``card``: told in place of the facts, where there is one."""
    lines = [f"{headline} — {lead}" if headline and headline != lead else lead]
    if not rows and outcome in ("answer", "unknown"):
        told = facts[:1] if facts and lead.startswith(facts[0].label) else ()  # stands in the first line already
        lines += [f"{s.label}: {s.fact.value}" for s in (card or facts) if s not in told]
    lines += notes
    lines += [f"• {row.entry.name} — {row.detail}" if row.detail else f"• {row.entry.name}" for row in rows[:LISTED]]
    if len(rows) > LISTED:
        lines.append(words.say("more", count=len(rows) - LISTED))
    lines += [f"• {suggestion}" for suggestion in suggestions]
    return lines


def source_line(shown: ShownFact, words: Wording) -> str:
    """Where a fact is from and when it was true, with what a reader must know of it."""
    source, say = shown.fact.source, words.say
    parts = [source.title]
    if source.standing != "official":
        parts.append(say(f"standing_{source.standing}"))
    parts.append(say("as_of", date=shown.fact.as_of) if shown.fact.as_of else say("undated"))
    if shown.old:
        parts.append(say("old"))
    return say("source", what=" · ".join(parts))
