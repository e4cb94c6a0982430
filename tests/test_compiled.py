"""What is kept between runs is never stale, never another's, and never missed when it is gone."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from bot import compiled
from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.compiled import KEPT, answerer
from bot.directory.errors import KnowledgeError
from bot.directory.loader import load
from bot.directory.model import Directory
from tests.directory.museum import write_museum

QUESTION = Ask("phone of Harbour House")


@pytest.fixture
def museum(tmp_path: Path) -> Path:
    return write_museum(tmp_path / "museum")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "houses/houses.yaml"
    times = file.stat().st_mtime_ns
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(file, ns=(times, times))  # a file may change and keep its time


def test_the_second_time_nothing_is_loaded(museum: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = answerer(museum, cache).answer(QUESTION)
    monkeypatch.setattr(compiled, "load", lambda folder: pytest.fail("loaded again"))
    assert answerer(museum, cache).answer(QUESTION) == first


def test_an_edit_of_one_digit_is_seen_at_once(museum: Path, cache: Path) -> None:
    answerer(museum, cache)
    edit(museum, "(207) 555-0110", "(207) 555-0119")
    assert answerer(museum, cache).answer(QUESTION).headline == "(207) 555-0119"


def test_an_edit_that_does_not_load_is_refused_however_good_the_last_one_was(museum: Path, cache: Path) -> None:
    answerer(museum, cache)
    edit(museum, "(207) 555-0110", "(207) 555-O110")
    with pytest.raises(KnowledgeError):
        answerer(museum, cache)


def test_a_file_whose_name_is_no_text_is_a_problem_of_the_fact_base(museum: Path, cache: Path) -> None:
    (museum / os.fsdecode(b"\xff.yaml")).write_text("kind: house\n")
    with pytest.raises(KnowledgeError, match="in the file's name"):
        answerer(museum, cache)


def test_a_new_version_of_the_program_makes_its_own(museum: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answerer(museum, cache)
    monkeypatch.setattr(compiled, "version", lambda package: "another")
    answerer(museum, cache)
    assert len(list(cache.iterdir())) == 2


def test_what_is_edited_while_it_is_read_is_not_kept(museum: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_and_edit(folder: Path) -> Directory:
        directory = load(folder)
        edit(museum, "(207) 555-0110", "(207) 555-0119")
        return directory

    monkeypatch.setattr(compiled, "load", load_and_edit)
    assert answerer(museum, cache).answer(QUESTION).headline == "(207) 555-0110"
    assert not cache.exists()


def test_a_full_disk_leaves_nothing_half_written(museum: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(old: str, new: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert answerer(museum, cache).answer(QUESTION).headline == "(207) 555-0110"
    assert not list(cache.iterdir())


@pytest.mark.parametrize("content", [b"", b"garbage", pickle.dumps("something else")])
def test_what_was_damaged_is_made_anew(museum: Path, cache: Path, content: bytes) -> None:
    answerer(museum, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert answerer(museum, cache).answer(QUESTION).headline == "(207) 555-0110"
    assert isinstance(pickle.loads(kept.read_bytes()), Answerer)


def test_a_folder_that_others_can_write_to_is_not_trusted(museum: Path, cache: Path) -> None:
    answerer(museum, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(pickle.dumps("planted"))
    cache.chmod(0o777)
    assert answerer(museum, cache).answer(QUESTION).headline == "(207) 555-0110"
    assert pickle.loads(kept.read_bytes()) == "planted"


def test_without_a_place_to_keep_it_the_answer_comes_all_the_same(museum: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert answerer(museum, tmp_path / "file" / "cache").answer(QUESTION).headline == "(207) 555-0110"


def test_only_the_last_few_are_kept(museum: Path, cache: Path) -> None:
    for digit in range(KEPT + 2):
        edit(museum, "(207) 555-01", f"(207) 555-{digit}1") if digit else None
        answerer(museum, cache)
        edit(museum, f"(207) 555-{digit}1", "(207) 555-01") if digit else None
    assert len(list(cache.iterdir())) == KEPT
