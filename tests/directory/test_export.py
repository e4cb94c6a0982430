"""The command that gives the directory away."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
import vobject

from tests.directory.museum import write_museum


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bot", "export", "--knowledge", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_a_spreadsheet_goes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    done = run(write_museum(tmp_path), "--format", "csv", "-o", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    with file.open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 13


def test_json_goes_to_standard_output(tmp_path: Path) -> None:
    done = run(write_museum(tmp_path), "--format", "json", "--kind", "house", "--kind", "figure")
    assert (done.returncode, done.stderr) == (0, b"")
    assert {record["kind"] for record in json.loads(done.stdout.decode())} == {"house", "figure"}


def test_contacts_keep_their_line_ends(tmp_path: Path) -> None:
    done = run(write_museum(tmp_path), "--format", "vcf", "--kind", "loan-office")
    assert done.stdout.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert vobject.readOne(done.stdout.decode()).fn.value == "Northern loan office"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "vcf", "--kind", "huose"], "no kind huose; did you mean house?"),
        (["--format", "xlsx"], "'xlsx' is not one of 'csv', 'json', 'vcf'"),
        ([], "Missing option '--format'"),
        (["--format", "csv", "-o", "no/such/folder/out.csv"], "No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(write_museum(tmp_path), *arguments)
    assert done.returncode != 0
    assert done.stdout == b""
    assert said in done.stderr.decode()


def test_a_fact_base_that_does_not_load_leaves_the_last_export_alone(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("the last one", encoding="utf-8")
    (write_museum(tmp_path) / "kinds.yaml").unlink()
    done = run(tmp_path, "--format", "csv", "-o", str(file))
    assert (done.returncode, done.stderr) == (2, b"kinds.yaml:1: the file is missing; add it\n")
    assert file.read_text(encoding="utf-8") == "the last one"
