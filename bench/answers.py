"""How often the answers are right: on the fact base's own questions, on made ones, and on what is not its business."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bench.generated import OUT_OF_SCOPE, STYLES, generate, graded
from bench.measured import KNOWLEDGE, TODAY, Figures
from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from bot.answering.proof import differences
from bot.directory.loader import load
from bot.directory.questions import ExampleQuestion, load_questions

MADE = 4000
SEED = 20261121
HELD_OUT = "held-out"
"""Phrasings by somebody who had not seen the engine, which was not tuned with them."""
BINS = (0.0, 0.9, 0.94, 0.96, 0.98, 0.99, 1.01)
CONFIDENT = ("answer", "list", "count")
"""Outcomes that claim to be the answer."""


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer, judged."""

    style: str
    verdict: str
    """right, wrong (said with confidence), or unsure: offered, or turned down."""
    answer: Answer


def report() -> Figures:
    """Prints the shares of right and wrong answers by style, and what the confidences are worth."""
    directory = load(KNOWLEDGE)
    answerer = Answerer(directory)

    def answer(text: str) -> Answer:
        return answerer.answer(Ask(text, today=TODAY))

    own = [
        Graded("the fact base's own", _verdict(q, a), a)
        for q in load_questions(KNOWLEDGE, directory)
        for a in [answer(q.text)]
    ]
    made = generate(directory, HELD_OUT, MADE, SEED)
    rows = own + [Graded(q.style, verdict, a) for q, verdict, a in graded(made, answer)]
    print("\n".join(table(rows)))
    print("\n".join(reliability(rows)))
    right = ", ".join(f"{style} {share('right', rows, style):.1%}" for style in STYLES)
    return {
        f"the fact base's own questions ({len(own)})": f"{share('right', own):.1%} right",
        f"made questions ({MADE:,})": f"right: {right}",
        f"questions out of scope ({len(made) - MADE})": f"{share('right', rows, OUT_OF_SCOPE):.1%} turned down",
        "wrong and confident, of all these": f"{share('wrong', rows):.1%}",
    }


def share(verdict: str, rows: Iterable[Graded], style: str = "") -> float:
    """The part of the answers, of a style or of all, that were judged so."""
    judged = [row.verdict for row in rows if style in ("", row.style)]
    return judged.count(verdict) / len(judged)


def _verdict(question: ExampleQuestion, answer: Answer) -> str:
    if not differences(question, answer):
        return "right"
    return "wrong" if answer.outcome in CONFIDENT else "unsure"


def table(rows: Iterable[Graded]) -> list[str]:
    """A line each style of question: how many, and the shares right, wrong and unsure."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.style][row.verdict] += 1
        counts["all"][row.verdict] += 1
    lines = [f"{'questions':24}{'number':>8}{'right':>9}{'wrong':>9}{'unsure':>9}"]
    for style, count in counts.items():
        total = count.total()
        shares = "".join(f"{count[verdict] / total:9.1%}" for verdict in ("right", "wrong", "unsure"))
        lines.append(f"{style:24}{total:8}{shares}")
    return lines


def reliability(rows: Iterable[Graded]) -> list[str]:
    """A line each bin of confidence: how sure the answers were, and how many were right."""
    bins: dict[int, list[Graded]] = defaultdict(list)
    for row in rows:
        if row.answer.outcome in CONFIDENT:
            bins[max(n for n, low in enumerate(BINS) if row.answer.confidence >= low)].append(row)
    lines = [f"{'confidence':24}{'number':>8}{'expected':>9}{'right':>9}"]
    for n, held in sorted(bins.items()):
        expected = sum(row.answer.confidence for row in held) / len(held)
        right = sum(row.verdict == "right" for row in held) / len(held)
        lines.append(f"{f'{BINS[n]:.2f} to {min(1.0, BINS[n + 1]):.2f}':24}{len(held):8}{expected:9.1%}{right:9.1%}")
    return lines
