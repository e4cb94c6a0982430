"""What people say, on the page of the report."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from bot.directory.concerns import concerns
from bot.directory.loader import load
from bot.directory.reports.counts import report
from bot.directory.reports.page import rendered
from bot.directory.reports.voices import Reported, Voices, Votes
from tests.directory.museum import write_museum

TODAY = date(2026, 11, 22)
SEEN = date(2026, 11, 20)


def section(folder: Path, *voices: Voices) -> ET.Element | None:
    directory = load(write_museum(folder))
    page = ET.fromstring(rendered(directory, report(directory, 0), concerns(directory, TODAY), TODAY, voices))
    return page.find(".//section[@aria-labelledby='voices']")


def words(element: ET.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def lines(found: ET.Element | None) -> list[str]:
    """A line a row of the table."""
    assert found is not None
    return [" | ".join(words(cell) for cell in row) for row in found.iterfind(".//tbody/tr")]


def test_votes_and_reports_stand_beside_their_entries(tmp_path: Path) -> None:
    entry = load(write_museum(tmp_path)).entries["house/harbour"]
    votes = (Votes("", 1, 0), Votes("phone", 8, 3))
    change = Reported("phone", "(207) 555-0199", "their web page", "U1", SEEN)
    found = section(
        tmp_path, Voices(entry.id, votes, (change,)), Voices("hall/gone", (), (Reported("", "shut", "", "U1", SEEN),))
    )
    first, second = lines(found)
    assert first.startswith(entry.name) and str(entry.where) in first
    assert "votes worked 9×, didn’t 3×" in first
    assert "Phone should be “(207) 555-0199”, seen: their web page, 20 November 2026" in first
    assert second == "hall/gone no longer in the directory | the entry should be “shut”, seen: not said, 20 November 2026 | "
    assert "2 entries call for a look" in words(found)


def test_who_reported_is_not_on_a_page_that_may_be_passed_on(tmp_path: Path) -> None:
    found = section(tmp_path, Voices("hall/gone", (), (Reported("", "shut", "", "U0SECRET", SEEN),)))
    assert "U0SECRET" not in words(found)


def test_what_was_typed_is_no_markup(tmp_path: Path) -> None:
    found = section(tmp_path, Voices("x", (), (Reported("", "<b onclick='x'>&", "</section><script>", "U1", SEEN),)))
    assert "<b onclick='x'>&" in words(found) and "</section><script>" in words(found)


def test_many_are_cut_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.directory.reports.page.VOICES", 2)
    found = section(tmp_path, *(Voices(f"hall/{n}", (Votes("", 1, 0),)) for n in range(3)))
    assert len(lines(found)) == 2
    assert "0 entries call for a look; the first 2 of 3 are shown." in words(found)


def test_where_nobody_said_anything_there_is_no_such_section(tmp_path: Path) -> None:
    assert section(tmp_path) is None
