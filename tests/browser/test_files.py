"""The page's own files."""

from __future__ import annotations

from pathlib import Path

import bot.workspace

PAGE = Path(bot.workspace.__file__).parent / "page"


def test_the_pages_own_code_stays_under_120_kilobytes() -> None:
    assert sum(file.stat().st_size for file in PAGE.iterdir()) < 120_000


def test_the_page_never_makes_markup() -> None:
    for file in PAGE.glob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert not [
            word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(") if word in text
        ]
