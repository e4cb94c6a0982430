"""What a curator is told of each mistake: one message, with file and line, that says what to write instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.directory.errors import KnowledgeError
from bot.directory.loader import load
from tests.directory.mistakes import COVERS, DESKS, HOUSES, MISTAKES, PHONE
from tests.directory.museum import write_museum

TODAY = date(2026, 11, 22)


def problems(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder, TODAY)
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


def test_examples_of_no_language_are_told_how_to_stand(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / "directory.yaml"
    kept = path.read_text(encoding="utf-8").partition("examples:")[0]
    path.write_text(f"{kept}examples: [phone for Harbour House]\n", encoding="utf-8")
    assert problems(tmp_path) == [
        "directory.yaml:4: examples is a list; write them by language, as examples: {en: [a question, another]}"
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


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: house/harbour", "id: house/hill", ":25: the id house/hill stands twice, first at houses/houses.yaml:6"),
        ("- id: house/harbour\n    name", "- name", ":6: entry 1 has no id"),
        ("id: house/harbour", "id: House/Harbour", ':6: "House/Harbour" is no id; write it as house/harbour'),
        ("id: house/harbour", "id: hose/harbour", ":6: the id hose/harbour does not begin with its kind, house"),
        ("id: house/harbour", "id: house/harbour\n    kind: hose", ':7: house/harbour: unknown kind "hose"'),
    ],
)
def test_a_faulty_id_is_not_followed_by_complaints_about_what_refers_to_it(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = write_museum(tmp_path) / HOUSES
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert problem.startswith(HOUSES + message)


def test_an_id_that_is_not_well_formed_takes_nobody_elses(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    path.write_text(path.read_text(encoding="utf-8").replace("id: house/harbour", "id: House/Hill"), encoding="utf-8")
    told = problems(tmp_path)
    assert 'houses/houses.yaml:6: "House/Hill" is no id; write it as house/hill' in told
    assert not any("stands twice" in problem for problem in told)


def test_an_id_that_is_named_in_vain_many_times_is_told_once_with_the_count(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    path.write_text(path.read_text(encoding="utf-8").replace("id: house/harbour", "id: house/harbor"), encoding="utf-8")
    assert problems(tmp_path) == [
        'houses/halls.yaml:7: hall/whale: part_of, and 2 more: no entry "house/harbour";'
        " if an entry was given another id, give it this one again; else did you mean house/harbor?"
    ]


def test_a_dangling_id_is_told_beside_a_faulty_one_that_it_cannot_mean(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    path.write_text(path.read_text(encoding="utf-8").replace("id: house/canal", "id: house/harbour"), encoding="utf-8")
    halls = tmp_path / "houses/halls.yaml"
    halls.write_text(
        halls.read_text(encoding="utf-8").replace("part_of: house/hill", "part_of: house/hil"), encoding="utf-8"
    )
    assert [problem.partition("; ")[0] for problem in problems(tmp_path)] == [
        'houses/halls.yaml:16: hall/maps: part_of: no entry "house/hil"',
        "houses/houses.yaml:31: the id house/harbour stands twice, first at houses/houses.yaml:6",
    ]


def test_a_hall_may_bear_the_name_of_its_house(tmp_path: Path) -> None:
    halls = write_museum(tmp_path) / "houses/halls.yaml"
    halls.write_text(halls.read_text(encoding="utf-8").replace("name: Whale Hall", "name: Harbour House"), encoding="utf-8")
    assert load(tmp_path, TODAY).entries["hall/whale"].name == "Harbour House"


def test_an_alias_may_not_be_the_name_of_another_of_its_kind_without_its_state(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    named = path.read_text(encoding="utf-8").replace("name: Hill House", "name: Hill House, California")
    path.write_text(named.replace("name: Canal House", "name: Canal House\n    aliases: [Hill house]"), encoding="utf-8")
    assert problems(tmp_path) == [
        'houses/houses.yaml:33: house/canal: the alias "Hill house" is the name of house/hill too,'
        " at houses/houses.yaml:26; take it out"
    ]
    path.write_text(
        named.replace("name: Canal House", "name: Hill House, Denmark\n    aliases: [Hill house]"), encoding="utf-8"
    )
    assert load(tmp_path, TODAY).entries["house/canal"].aliases == ("Hill house",)


def test_a_code_that_is_noted_may_stand_twice(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    noted = "code: {value: 0102, note: printed for both}"
    path.write_text(path.read_text(encoding="utf-8").replace("code: 0103", noted), encoding="utf-8")
    assert load(tmp_path, TODAY).entries["house/hill"].codes == ("0102",)


def test_a_month_that_has_begun_is_not_in_the_future_nor_is_tomorrow_which_is_today_further_east(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / HOUSES
    for as_of in ("2026-11", "2026", "2026-11-23"):
        path.write_text(path.read_text(encoding="utf-8").replace("as_of: 2026-05-01", f"as_of: {as_of}"), encoding="utf-8")
        assert load(tmp_path, TODAY)


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


def test_a_name_of_a_file_that_would_break_a_line_is_not_written_as_it_is(tmp_path: Path) -> None:
    write_museum(tmp_path)
    (tmp_path / "a\n\x1b[2Jb.yaml").write_text("kind: house\n")
    assert problems(tmp_path) == ["'a\\n\\x1b[2Jb.yaml':1: an invisible character in the file's name; take it out"]


def test_a_link_out_of_the_folder_is_not_followed_nor_what_it_leads_to_told(tmp_path: Path) -> None:
    museum = write_museum(tmp_path / "museum")
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\n")
    (museum / "houses" / "more.yaml").symlink_to(tmp_path / ".env")
    assert problems(museum) == ["houses/more.yaml:1: a link out of the folder; put the file itself here"]
    (museum / "houses" / "more.yaml").unlink()
    (museum / "houses" / "houses.yaml").rename(museum / ".houses")
    (museum / "houses" / "houses.yaml").symlink_to("../.houses")  # as Kubernetes mounts files
    assert load(museum, TODAY).entries


def test_of_many_with_one_name_each_is_told_once(tmp_path: Path) -> None:
    write_museum(tmp_path)
    alike = "".join(f"  - {{id: hall/a{n}, name: Alike}}\n" for n in range(300))
    (tmp_path / "alike.yaml").write_text(f"kind: hall\nsource: museum-site\nentries:\n{alike}")
    assert len(problems(tmp_path)) == 299


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
