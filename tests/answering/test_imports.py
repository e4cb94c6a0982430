"""The map of the rooms, kept true: imports point one way."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from bot.answering.engine import Answerer

BOT = Path(__file__).parents[2] / "bot"
ALLOWED = {
    "directory": {"directory"},
    "answering": {"answering", "directory"},
    "workspace": {"workspace", "answering", "directory"},
    "listings": {"listings", "answering"},
    "records": {"records", "answering", "directory"},
    "slack": {"slack", "records", "answering", "directory", "settings", "logs"},
}
STEPS = {
    "slack": (
        ("rendering", "metering", "payloads"),
        ("sending",),
        ("people",),
        ("browsing",),
        ("desk",),
        ("conversing", "curating", "connecting"),
        ("manifest",),
        ("installing",),
        ("listeners",),
        ("app", "monitoring"),
        ("serve",),
    ),
    "workspace": (
        ("kit", "holding"),
        ("shapes",),
        ("views",),
        ("carrying",),
        ("webapi",),
        ("doing",),
        ("pages", "process"),
        ("workspace",),
        ("distribution",),
    ),
    "directory": (
        ("days", "hours", "language", "pacing", "phones"),
        ("model", "opening"),
        ("errors",),
        ("concerns", "export", "reading", "relations"),
        ("loader",),
        ("atlas", "questions", "reports", "watching"),
        ("schemas",),
    ),
}
"""The rooms of each house from the innermost out; those of one step know nothing of each other."""
NEVER_IN_ANSWERING = {
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "psycopg",
    "asyncio",
    "socket",
    "time",
    "os",
    "pathlib",
    "random",
    "requests",
}


@cache
def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found.add(node.module or "")
    return found


def at_run_time(file: Path) -> set[str]:
    """Every name that is imported, with its module: ``from bot import slack`` is ``bot.slack``. Not what only types need."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and id(n) not in for_types]
    return {f"{n.module}.{a.name}" for n in nodes for a in n.names}


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_lies_further_in(room: str) -> None:
    for file in (BOT / room).rglob("*.py"):
        for name in imported(file):
            if name.startswith("bot."):
                assert name.split(".")[1] in ALLOWED[room], f"{file.name} imports {name}"


@pytest.mark.parametrize("house", sorted(STEPS))
def test_a_room_within_a_house_imports_only_what_lies_further_in(house: str) -> None:
    further_in: set[str] = set()
    for rooms in STEPS[house]:
        for room in rooms:
            files = [*(BOT / house / room).rglob("*.py"), *(BOT / house).glob(f"{room}.py")]
            assert files, room
            for file in files:
                for name in at_run_time(file):
                    if name.startswith(f"bot.{house}."):
                        assert name.split(".")[2] in {*further_in, room}, f"{file.relative_to(BOT)} imports {name}"
        further_in |= set(rooms)


@pytest.mark.parametrize("house", sorted(STEPS))
def test_every_room_of_a_house_has_its_step(house: str) -> None:
    inside = {path.stem for path in (BOT / house).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert inside - {"__init__"} == {room for rooms in STEPS[house] for room in rooms}


def test_slack_knows_what_a_store_does_and_no_database() -> None:
    known = {f"bot.records.{name}" for name in ("model", "cause", "memory", "installations")}
    for file in (BOT / "slack").rglob("*.py"):
        names = imported(file)
        assert {name for name in names if name.startswith("bot.records")} <= known, file
        assert not any(name.startswith("sqlalchemy") for name in names), file


def test_answering_has_no_network_no_files_and_no_clock() -> None:
    for file in (BOT / "answering").rglob("*.py"):
        tops = {name.split(".")[0] for name in imported(file)}
        assert not tops & NEVER_IN_ANSWERING, f"{file.name} imports {tops & NEVER_IN_ANSWERING}"
        assert ".today()" not in file.read_text(encoding="utf-8")


def test_nothing_imports_the_command_line() -> None:
    for file in BOT.rglob("*.py"):
        if file.name != "__main__.py":
            assert "bot.cli" not in imported(file), file


@pytest.mark.parametrize("word", ["CBP", "customs", "border patrol", "attach", "laredo", "port of entry", "deferred"])
def test_the_code_has_no_word_of_the_directory_in_it(word: str) -> None:
    for file in (BOT / "answering").rglob("*.py"):
        assert not any(word.lower() in line.lower() for line in code_lines(file)), f"{word} stands in {file.name}"


def test_no_kind_and_no_trait_of_the_directory_is_known_by_its_id(cbp: Answerer) -> None:
    own = {"topic", "figure", "office"}  # words of the engine's own, too
    ids = {*cbp.directory.kinds, *cbp.directory.tags} - own
    for file in (BOT / "answering").rglob("*.py"):
        assert not ids.intersection(code_lines(file)), file.name


@cache
def code_lines(file: Path) -> list[str]:
    """The strings and names of a file that are no docstrings: examples in docstrings may name anything."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    strings = [
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]
    return [*strings, *(n.id for n in ast.walk(tree) if isinstance(n, ast.Name))]
