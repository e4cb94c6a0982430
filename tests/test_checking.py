from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.directory.loader import load
from bot.directory.report import report
from tests.directory.museum import write_museum


def check(folder: Path, columns: int = 100) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "check", "--knowledge", str(folder)]
    env = {"COLUMNS": str(columns), "PATH": "", "PYTHONIOENCODING": "utf-8"}
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_sound_fact_base_is_counted_by_kind_and_attribute(tmp_path: Path) -> None:
    done = check(write_museum(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "press-desk 3 phone 3 email 1 hours 0 part_of 0 covers 2" in lines
    assert lines[-1] == "13 entries, 39 facts (37 current, 2 former), 3 sources, 2 languages, 3 questions: all well"
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_no_attribute_is_torn_from_its_number(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for columns in (60, 80, 100, 120):
        words = check(tmp_path, columns).stdout.split("figure")[0].split()
        assert words[words.index("keeper") + 1] == "1"


def test_all_problems_of_facts_and_questions_are_told(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file, old, new in [
        ("sources.yaml", "standing: secondary", "standing: rumour"),
        ("kinds.yaml", "rank: 1", "rank: 9"),
        ("questions/contacts.yaml", "kind: house", "kind: zoo"),
    ]:
        path = tmp_path / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = check(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        *("kinds.yaml:25", "sources.yaml:10", "questions/contacts.yaml:6"),
        "3 problems in 3 files",
    ]


def test_a_missing_folder_is_one_line_and_status_two(tmp_path: Path) -> None:
    done = check(tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"there is no folder {tmp_path}/nowhere; name the folder of a fact base\n"


def test_the_counts_leave_out_former_facts_and_attributes_that_are_worked_out(tmp_path: Path) -> None:
    counts = report(load(write_museum(tmp_path)), questions=3)
    house = counts.kinds[0]
    assert (house.kind, house.entries) == ("house", 3)
    assert dict(house.attributes)["keeper"] == 1
    assert "halls" not in dict(house.attributes)
    assert (counts.facts, counts.former) == (39, 2)
