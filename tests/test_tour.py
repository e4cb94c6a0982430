"""The tour: fits any fact base, says only what the page can do, and takes about two minutes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import bot.workspace
from bot.directory.loader import load
from bot.tour import tour
from tests.directory.museum import write_museum

PAGE = Path(bot.workspace.__file__).parent / "page"


def test_every_step_says_something_and_does_what_the_page_can_do(tmp_path: Path) -> None:
    text = (PAGE / "tour.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^\t(?:async )?(\w+)(?::|\()", text[text.index("const DO") :], re.MULTILINE))
    steps = tour(load(write_museum(tmp_path)))
    assert all(step["say"] and step["does"] for step in steps)
    assert {what for step in steps for what, *_ in step["does"]} <= known


def test_it_takes_about_two_minutes(tmp_path: Path) -> None:
    does = [one for step in tour(load(write_museum(tmp_path))) for one in step["does"]]
    waits = sum(one[1] for one in does if one[0] == "wait")
    typed = sum(len(one[1]) for one in does if one[0] == "type") * 0.045
    pressed = sum(0.9 for one in does if one[0] == "press")
    assert 90 < waits + typed + pressed < 150


def test_a_fact_base_without_examples_is_toured_by_a_name_of_its_own(tmp_path: Path) -> None:
    directory = replace(load(write_museum(tmp_path)), examples={})
    typed = " ".join(one[1] for step in tour(directory) for one in step["does"] if one[0] == "type")
    assert any(entry.name in typed for entry in directory.entries.values())
