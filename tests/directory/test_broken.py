"""What a curator is told of each mistake: one message, with file and line, that says what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.directory.errors import KnowledgeError
from bot.directory.loader import load
from tests.directory.mistakes import COVERS, DESKS, HOUSES, MISTAKES, PHONE
from tests.directory.museum import write_museum


def problems(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES)
def test_one_mistake_gets_one_message(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    path = write_museum(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert problems(tmp_path) == [f"{file}{message}"]


def test_every_problem_is_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file, old, new in [
        (DESKS, COVERS, "covers: [XX]"),
        (HOUSES, "code: 0103", "cod: 0103"),
        (HOUSES, PHONE, "phone: 12"),
        ("sources.yaml", "standing: secondary", "standing: rumour"),
        ("language/en.yaml", "  free: [free", "  fre: [free"),
    ]:
        path = tmp_path / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (tmp_path / "more.yaml").write_text("entries: [", encoding="utf-8")
    assert [problem.split(": ")[0] for problem in problems(tmp_path)] == [
        *("houses/houses.yaml:11", "houses/houses.yaml:30", "language/en.yaml:16", "more.yaml:2"),
        *("people/desks.yaml:32", "sources.yaml:10"),
    ]


def test_a_circle_of_parts_is_told_once(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    text = path.read_text(encoding="utf-8").replace("    opened: 1911", "    part_of: exhibit/blue-whale\n    opened: 1911")
    path.write_text(text, encoding="utf-8")
    kinds = tmp_path / "kinds.yaml"
    assert "opened, part_of, halls" in kinds.read_text(encoding="utf-8")
    assert problems(tmp_path) == [
        "houses/halls.yaml:7: part_of goes round in a circle: "
        "hall/whale → house/harbour → exhibit/blue-whale → hall/whale; take out one part_of"
    ]


def test_an_unreadable_file_is_not_followed_by_complaints_about_what_refers_to_it(tmp_path: Path) -> None:
    (write_museum(tmp_path) / HOUSES).write_text("kind: house\nentries: [}\n", encoding="utf-8")
    assert [problem.split(":")[0] for problem in problems(tmp_path)] == [HOUSES]


@pytest.mark.parametrize("file", ["directory.yaml", "kinds.yaml", "sources.yaml", "language/places.yaml"])
def test_a_missing_file_is_named_alone(tmp_path: Path, file: str) -> None:
    (write_museum(tmp_path) / file).unlink()
    assert problems(tmp_path) == [f"{file}:1: the file is missing; add it"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("# nothing yet\n", "the file is empty; write `key: value` lines, or take it away"),
        ("", "the file is empty; write `key: value` lines, or take it away"),
        ("kind: hall\n", "the file has no entries; add `entries: …`"),
        ("- a\n- b\n", "the file is a list; write `key: value` lines"),
        ("just text\n", 'the file is "just text"; write `key: value` lines'),
        ("entries: none\n", "entries must be a list; begin each entry with `- id: …`"),
    ],
)
def test_an_entry_file_of_another_shape_is_explained(tmp_path: Path, content: str, message: str) -> None:
    (write_museum(tmp_path) / "new.yaml").write_text(content, encoding="utf-8")
    assert problems(tmp_path) == [f"new.yaml:1: {message}"]


def test_a_file_with_the_other_ending_is_not_passed_over(tmp_path: Path) -> None:
    (write_museum(tmp_path) / "people" / "new.yml").write_text("entries: []\n", encoding="utf-8")
    assert problems(tmp_path) == ["people/new.yml:1: only files whose name ends in .yaml are read; name it new.yaml"]


def test_two_files_for_one_language_cannot_be(tmp_path: Path) -> None:
    more = write_museum(tmp_path) / "language" / "more"
    more.mkdir()
    (more / "en.yaml").write_text("language: en\n", encoding="utf-8")
    message = "the language en stands in language/en.yaml already; keep one file"
    assert problems(tmp_path) == [f"language/more/en.yaml:1: {message}"]


def test_the_summary_is_one_line(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file in ("kinds.yaml", "sources.yaml"):
        (tmp_path / file).unlink()
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path)
    assert caught.value.summary == "2 problems, the first one: kinds.yaml:1: the file is missing; add it"
