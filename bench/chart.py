"""The contest as a drawing for the README: a panel for each list, a bar for each contender. Light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bench.result import OURS, Result

WIDE, LABELS, RIGHT = 880, 236, 170
ROW, BAR, TOP, GAP = 26, 14, 78, 46

STYLE = """
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; } .quiet, .head { fill: #59636e; font-size: 12px; } .ours { font-weight: 600; }
  .right { fill: #7f8c9b; } .right.ours { fill: #0969da; } .top { fill: none; stroke: #7f8c9b; stroke-width: 1.5; }
  .top.ours { stroke: #0969da; } .grid { stroke: #d1d9e0; stroke-width: 1; }
  .end { text-anchor: end; } .mid { text-anchor: middle; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; } .quiet, .head { fill: #9198a1; } .right { fill: #656c76; } .right.ours { fill: #4493f8; }
    .top { stroke: #9198a1; } .top.ours { stroke: #4493f8; } .grid { stroke: #3d444d; }
  }
"""


def draw(results: Sequence[Result]) -> str:
    """The SVG. A bar: answered right while 2 % of what is out of scope gets through; its stroke: the right entry first."""
    sizes = list(dict.fromkeys(r.size for r in results))
    panels: list[str] = []
    y = TOP
    for size in sizes:
        rows = sorted((r for r in results if r.size == size), key=lambda r: -r.right)
        panels += _panel(rows, y)
        y += GAP + ROW * len(rows)
    said = "; ".join(f"{r.contender}, {r.size:,} entries: {r.right:.0%}" for r in results)
    legend = "Bar: answered right while 2 % of the questions out of scope get an answer. Stroke: right entry first."
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {y}" role="img" aria-labelledby="t d">',
            f'<title id="t">Finding the right entry</title><desc id="d">{escape(said)}</desc>',
            f"<style>{STYLE}</style>",
            '<text x="12" y="28" class="title">Finding the right entry, and leaving the rest unanswered</text>',
            f'<text x="12" y="48" class="quiet">{legend}</text>',
            *panels,
            "</svg>\n",
        )
    )


def _panel(rows: Sequence[Result], top: int) -> Iterable[str]:
    """One list: a heading, a grid, and its contenders, the best first."""
    across = WIDE - LABELS - RIGHT
    base = top + 20
    yield f'<text x="12" y="{top + 8}" class="ours">{rows[0].size:,} entries</text>'
    yield f'<text x="{WIDE - 82}" y="{top + 8}" class="head end">p50 ms</text>'
    yield f'<text x="{WIDE - 12}" y="{top + 8}" class="head end">MB</text>'
    for percent in (0, 25, 50, 75, 100):
        x = LABELS + across * percent / 100
        yield f'<line x1="{x}" x2="{x}" y1="{base - 4}" y2="{base + ROW * len(rows)}" class="grid"/>'
        yield f'<text x="{x}" y="{top + 8}" class="head mid">{percent} %</text>'
    for n, r in enumerate(rows):
        y = base + n * ROW
        ours = " ours" if r.contender == OURS else ""
        stroke = LABELS + across * r.top1
        yield f'<text x="{LABELS - 12}" y="{y + BAR}" class="end{ours}">{escape(r.contender)}</text>'
        yield f'<rect x="{LABELS}" y="{y + 2}" width="{across * r.right:.1f}" height="{BAR}" rx="2" class="right{ours}"/>'
        yield f'<path d="M{stroke:.1f} {y}v{BAR + 4}" class="top{ours}"/>'
        yield f'<text x="{WIDE - 82}" y="{y + BAR}" class="end{ours}">{_number(r.p50)}</text>'
        yield f'<text x="{WIDE - 12}" y="{y + BAR}" class="end{ours}">{r.memory:.0f}</text>'


def _number(value: float) -> str:
    """Two digits that say something."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
