"""An Answer as the JSON object of ``ask --json``: the contract with other programs."""

from __future__ import annotations

from typing import Any

from bot.answering.model import Answer


def as_json(answer: Answer, asked: str, elapsed_ms: float) -> dict[str, Any]:
    """The answer as plain JSON values; ``asked`` is the question as typed."""
    return {
        "question": asked,
        "outcome": answer.outcome,
        "confidence": round(answer.confidence, 2),
        "operation": answer.question.operation,
        "attributes": list(answer.question.attributes),
        "entries": [{"id": e.id, "kind": e.kind, "name": e.name, "codes": list(e.codes)} for e in answer.entries],
        "facts": [
            {
                "entry": s.entry.id,
                "attribute": s.fact.attribute,
                "value": s.fact.value,
                "source": s.fact.source.title,
                "as_of": s.fact.as_of,
            }
            for s in answer.facts
        ],
        "via": [{"id": e.id, "kind": e.kind, "name": e.name} for e in answer.via],
        "text": answer.text,
        "elapsed_ms": round(elapsed_ms, 3),
    }
