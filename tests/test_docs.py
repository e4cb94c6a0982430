"""What is written about the program is what the program says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.cli import main
from bot.directory.loader import load
from docs.cli import pages

ROOT = Path(__file__).parents[1]


def test_the_command_reference_is_what_the_program_prints() -> None:
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == pages(), "run: make docs"


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"-m bot ([a-z-]+)", readme))
    assert named and named <= set(main.commands)


def test_the_least_fact_base_of_the_readme_works(tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    for name, text in re.findall(r"^# (\S+\.yaml)\n(.*?)(?=^# |\Z)", block, re.DOTALL | re.MULTILINE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    directory = load(tmp_path, date(2026, 11, 22))
    answer = Answerer(directory).answer(Ask(directory.examples["en"][0], today="2026-11-22"))
    assert (answer.outcome, answer.headline) == ("answer", "(207) 555-0110")


def test_every_file_that_the_readme_links_to_exists() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "knowledge/README.md", ROOT / "deploy/README.md"):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_every_target_that_is_documented_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    said = set(re.findall(r"`make (\w+)`|^make (\w+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for pair in said for name in pair if name} <= targets
