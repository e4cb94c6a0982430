from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import main
from bot.directory.loader import load
from bot.directory.reports.counts import report
from tests.directory.museum import write_museum


def check(folder: Path, *options: str, columns: int = 100) -> Result:
    """What the command says and ends with."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["check", "--knowledge", str(folder), *options])


def test_as_a_process_of_its_own_it_says_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "check", "--knowledge", str(write_museum(tmp_path))]
    env = {"COLUMNS": "100", "PATH": "", "PYTHONIOENCODING": "utf-8"}
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", check(tmp_path).stdout)


def test_a_sound_fact_base_is_counted_by_kind_and_attribute(tmp_path: Path) -> None:
    done = check(write_museum(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "press-desk 3 phone 3 email 1 hours 0 part_of 0 covers 2" in lines
    assert lines[-3] == "13 entries, 39 facts (37 current, 2 former), 3 sources, 2 languages"
    assert max(map(len, done.stdout.splitlines()[:-2])) <= 100


SUMMARY = "7 warnings: no phone nor e-mail 3, no coordinates 2, weak source 2"


def test_warnings_are_summed_up_in_one_line_and_change_no_status(tmp_path: Path) -> None:
    done = check(write_museum(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2] == f"{SUMMARY}; check --warnings lists them"


def test_warnings_are_listed_with_file_line_and_what_to_do(tmp_path: Path) -> None:
    done = check(write_museum(tmp_path), "--warnings")
    *listed, summary, _ = done.stdout.splitlines()
    assert (done.exit_code, done.stderr, summary) == (0, "", SUMMARY)
    assert len(listed) == 7
    assert "houses/houses.yaml:25: house/hill: no coordinates; add lat, lon and located_by to its place" in listed


def test_old_contacts_are_summed_up_by_kind(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file, old in [("houses/houses.yaml", "as_of: 2026-05-01"), ("people/desks.yaml", "as_of: 2026-05")]:
        path = tmp_path / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, "as_of: 2001"), encoding="utf-8")
    told = check(tmp_path).stdout.splitlines()[-2]
    assert told.startswith("12 warnings: past shelf life 5 (press-desk 3, house 2), no phone nor e-mail 3, ")


def test_the_report_is_one_file(tmp_path: Path) -> None:
    page = tmp_path / "out" / "report.html"
    page.parent.mkdir()
    done = check(write_museum(tmp_path / "museum"), "--report", str(page))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2] == f"the report is in {page}"
    assert [path.name for path in page.parent.iterdir()] == ["report.html"]
    assert "Lantern Museum directory" in page.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_one_line_and_status_two(tmp_path: Path) -> None:
    page = tmp_path / "nowhere" / "report.html"
    done = check(write_museum(tmp_path / "museum"), "--report", str(page))
    assert done.exit_code == 2
    assert done.stderr == f"the report cannot be written to {page} (No such file or directory); name another file\n"


def test_with_problems_there_is_no_report(tmp_path: Path) -> None:
    write_museum(tmp_path)
    path = tmp_path / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("secondary", "rumour"), encoding="utf-8")
    done = check(tmp_path, "--warnings", "--report", str(tmp_path / "report.html"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert not (tmp_path / "report.html").exists()


def test_no_attribute_is_torn_from_its_number(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for columns in (60, 80, 100, 120):
        words = check(tmp_path, columns=columns).stdout.split("figure")[0].split()
        assert words[words.index("keeper") + 1] == "1"


def test_all_problems_of_facts_and_questions_are_told(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file, old, new in [
        ("sources.yaml", "standing: secondary", "standing: rumour"),
        ("kinds.yaml", "rank: 1", "rank: 9"),
        ("questions/contacts.yaml", "kind: house", "kind: zoo"),
        ("language/es.yaml", "ocupa {name}", "ocupa {nombre}"),
        ("language/es.yaml", "source: ", "sauce: "),
    ]:
        path = tmp_path / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = check(tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        *("kinds.yaml:25", "sources.yaml:10", "questions/contacts.yaml:6", "language/es.yaml:12", "language/es.yaml:13"),
        "5 problems in 4 files",
    ]
    assert "say: covers_it has the field {nombre}; it may have these: {name}, {place}" in done.stderr
    assert 'say: unknown key "sauce"; did you mean source?' in done.stderr


def test_a_missing_folder_is_one_line_and_status_two(tmp_path: Path) -> None:
    done = check(tmp_path / "nowhere")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"there is no folder {tmp_path}/nowhere; name the folder of a fact base\n"


def test_the_counts_leave_out_former_facts_and_attributes_that_are_worked_out(tmp_path: Path) -> None:
    counts = report(load(write_museum(tmp_path)), questions=3)
    house = counts.kinds[0]
    assert (house.kind, house.entries) == ("house", 3)
    assert dict(house.attributes)["keeper"] == 1
    assert "halls" not in dict(house.attributes)
    assert (counts.facts, counts.former) == (39, 2)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


CONTACTS = "questions/contacts.yaml"
PHONE = f'{CONTACTS}:2: "phone for harbour house"'
MEND = "mend what they ask for, or say why not with `fails: …`"
KEY = ("house\n  expect", "house\n  fails: the keeper is given\n  expect")


def test_all_questions_are_asked(tmp_path: Path) -> None:
    done = check(write_museum(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "3 questions: 3 answered as expected"


def test_a_question_not_answered_as_expected_is_told_with_file_line_and_what_came(tmp_path: Path) -> None:
    change(write_museum(tmp_path), CONTACTS, "entry: house/harbour", "entry: house/hill")
    done = check(tmp_path)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{PHONE}: entry: expected house/hill, came house/harbour",
        "    answered: (207) 555-0110 — Phone, Harbour House Source: Lantern Museum web site · as of 2026-05-01",
    ]
    assert done.stdout.splitlines()[-1] == f"3 questions: 2 answered as expected, 1 not; {MEND}"


def test_a_changed_number_breaks_its_question(tmp_path: Path) -> None:
    change(write_museum(tmp_path), "houses/houses.yaml", "555-0110", "555-0119")
    done = check(tmp_path)
    assert done.exit_code == 1
    told, answered = done.stderr.splitlines()
    assert told == f'{PHONE}: value: expected "555-0110", not in the answer'
    assert answered.startswith("    answered: (207) 555-0119 — Phone, Harbour House ")


def test_a_question_known_to_fail_is_only_counted(tmp_path: Path) -> None:
    change(write_museum(tmp_path), CONTACTS, *KEY)
    change(tmp_path, CONTACTS, "entry: house/harbour", "entry: house/hill")
    done = check(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "3 questions: 2 answered as expected, 1 known not to be"


def test_a_question_that_fails_no_more_is_pointed_out_and_changes_no_status(tmp_path: Path) -> None:
    change(write_museum(tmp_path), CONTACTS, *KEY)
    done = check(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == [
        f"{PHONE} is answered as expected now; take its `fails` out",
        "3 questions: 3 answered as expected",
    ]


def test_without_questions_there_is_nothing_to_say_of_them(tmp_path: Path) -> None:
    (write_museum(tmp_path) / CONTACTS).unlink()
    done = check(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "question" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith(SUMMARY)


def test_the_report_is_written_though_a_question_is_not_answered_as_expected(tmp_path: Path) -> None:
    change(write_museum(tmp_path / "museum"), CONTACTS, "entry: house/harbour", "entry: house/hill")
    page = tmp_path / "report.html"
    assert check(tmp_path / "museum", "--report", str(page)).exit_code == 1
    assert "Lantern Museum directory" in page.read_text(encoding="utf-8")
