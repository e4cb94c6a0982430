"""What is written about the program is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cli import main
from docs.cli import pages

ROOT = Path(__file__).parents[1]


def test_the_command_reference_is_what_the_program_prints() -> None:
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == pages(), "run: make docs"


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"-m bot (\w+)", readme))
    assert named and named <= set(main.commands)


def test_every_file_that_the_readme_links_to_exists() -> None:
    for page in (ROOT / "README.md", ROOT / "docs/design.md", ROOT / "knowledge/README.md"):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_every_target_that_is_documented_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    said = set(re.findall(r"`make (\w+)`|^make (\w+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for pair in said for name in pair if name} <= targets
