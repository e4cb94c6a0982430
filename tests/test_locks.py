"""What is installed is what ``pyproject.toml`` asks for, down to the last byte."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, BUILD = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["build"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {
    "requirements.lock": [*RUN, *BUILD],
    "requirements-dev.lock": [*RUN, *BUILD, *EXTRAS["dev"]],
    "requirements-bench.lock": [*RUN, *BUILD, *EXTRAS["bench"]],
    "requirements-tools.lock": PROJECT["dependency-groups"]["tools"],
}
"""What each lock file must hold."""


def pins(lock: str) -> dict[str, list[Requirement]]:
    """The lines of a lock file by what they pin; one that depends on the Python has several."""
    lines = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    pinned: dict[str, list[Requirement]] = {}
    for line in lines:
        requirement = Requirement(line.partition(" --hash")[0])
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), f"{lock}: {requirement.name} has no hash"
        pinned.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pinned


def version(requirement: Requirement) -> str:
    (exact,) = requirement.specifier
    assert exact.operator == "==", requirement
    return exact.version


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_has_all_that_is_asked_for_in_a_version_that_will_do(lock: str) -> None:
    pinned = pins(lock)
    for wanted in map(Requirement, LOCKS[lock]):
        found = pinned.get(canonicalize_name(wanted.name), [])
        assert found, f"{lock} lacks {wanted.name}; run make lock"
        for pin in found:
            assert wanted.specifier.contains(version(pin)), f"{lock} has {pin}, not {wanted}; run make lock"


def test_tests_and_measurements_run_on_what_the_bot_runs_on() -> None:
    run = pins("requirements.lock")
    for lock in ("requirements-dev.lock", "requirements-bench.lock"):
        assert run.items() <= pins(lock).items(), lock


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_file_names_where_packages_come_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)


def test_whatever_the_program_imports_is_asked_for() -> None:
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [])
        + ([node.module] if isinstance(node, ast.ImportFrom) and node.module else [])
    }
    owners = importlib.metadata.packages_distributions()
    foreign = imported - sys.stdlib_module_names - {"bot"}
    asked = {canonicalize_name(Requirement(line).name) for line in RUN}
    lacking = {name for name in foreign if not asked & {canonicalize_name(owner) for owner in owners.get(name, [])}}
    assert foreign and not lacking


ONLY_WITH = """
import importlib, pkgutil, sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"no lock file names {name}", name=name)

sys.meta_path.insert(0, Refused())
import bot
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if not module.name.endswith(("__main__", ".env")):  # alembic runs that one
        importlib.import_module(module.name)
"""
"""Imports the whole program where nothing of ``REFUSED`` is installed."""


def test_the_program_does_with_what_its_lock_file_names() -> None:
    pinned = set(pins("requirements.lock")) | {"directory-bot", "pip", "setuptools"}
    owners = importlib.metadata.packages_distributions()
    beyond = {name for name, owned in owners.items() if pinned.isdisjoint(map(canonicalize_name, owned))}
    assert "pytest" in beyond
    command = [sys.executable, "-c", f"REFUSED = {beyond!r}{ONLY_WITH}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_what_builds_the_project_is_locked_too() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(BUILD)
