from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.directory.reading import yamlfile
from bot.directory.reading.yamlfile import Mapping, Scalar, Sequence, parse, read
from bot.directory.reading.yamlproblem import YamlProblem


def complaint(text: str) -> str:
    with pytest.raises(YamlProblem) as caught:
        parse(text)
    return f"{caught.value.line}: {caught.value.message}"


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML is built without libyaml here")
    monkeypatch.setattr(yamlfile, "Loader", getattr(yaml, request.param))


def test_every_key_and_value_knows_its_line() -> None:
    root = parse("# first\na: 1\nb:\n  - x\n  - {c: y}\n")
    assert isinstance(root, Mapping)
    assert root.lines == {"a": 2, "b": 3}
    b = root.values["b"]
    assert isinstance(b, Sequence)
    assert b.items == [Scalar(4, "x"), Mapping(5, {"c": Scalar(5, "y")}, {"c": 5})]


@pytest.mark.parametrize("typed", ["NO", "yes", "0102", "0x1F", "1_000", "12:00", "2016-11-05", "1e3", ".5", "<<", "="])
def test_values_stay_as_typed(typed: str) -> None:
    assert parse(f"a: {typed}\n") == Mapping(1, {"a": Scalar(1, typed)}, {"a": 1})


@pytest.mark.parametrize(("typed", "empty"), [("", True), ("~", True), ("null", True), ("'null'", False), ("nil", False)])
def test_only_null_is_nothing(typed: str, empty: bool) -> None:
    root = parse(f"a: {typed}\n")
    assert isinstance(root, Mapping)
    value = root.values["a"]
    assert isinstance(value, Scalar)
    assert value.empty is empty


def test_a_doubled_key_keeps_its_first_value_and_both_lines() -> None:
    root = parse("a: 1\nb: 2\na: 3\n")
    assert isinstance(root, Mapping)
    assert root.values["a"] == Scalar(1, "1")
    assert root.twice == [("a", 3)]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_refused_not_climbed(opening: str) -> None:
    assert complaint(opening * 100_000) == "1: lists and mappings stand more than 20 deep in each other; write it flatter"


def test_twenty_levels_are_fine() -> None:
    assert parse("[" * 20 + "]" * 20) is not None


def test_a_flood_of_small_values_is_stopped() -> None:
    assert complaint("- a\n" * 200_001) == "199999: the file has more than 200,000 keys and values; split it here"


@pytest.mark.usefixtures("either_parser")
def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert complaint(bomb).startswith("1: an anchor (&a);")


@pytest.mark.usefixtures("either_parser")
def test_merges_inside_merges_are_refused() -> None:
    assert complaint("a: 1\n<<: *b\n").startswith("2: an alias (*b);")


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb:\n\t- x\n", "3: not YAML: a tab in the indentation; use spaces"),
        ("a: [1\nb: 2\n", "2: not YAML: a bracket or brace that is never closed"),
        ("a: 'x\n", "1: not YAML: a quote that is never closed; close it"),
        ("a: 'x\nb: 'y\nc: z\n", "1: not YAML: a quote that is never closed; close it"),
        ("a: 1\nb: c: d\n", "2: not YAML: a second `: ` in the line; put the value in quotes"),
        ("a: 1\n  b: 2\n", "2: not YAML: the indentation does not fit the lines above"),
        ("a:\n  - 1\n - 2\n", "3: not YAML: the indentation does not fit the lines above"),
        ("a: %x\n", "1: not YAML: a value that begins with @, ` or %; put it in quotes"),
        ("%TAG\na: 1\n", "1: not YAML: "),
        ("a: 1\n---\nb: 2\n", "2: a second document begins here (---); keep one document a file"),
    ],
)
def test_either_parser_points_to_the_line_and_says_what_to_do(text: str, message: str) -> None:
    assert complaint(text).startswith(message)


def test_a_number_sign_that_cuts_a_value_short_is_noticed() -> None:
    assert complaint("a: 1 Quay Street #200\n") == '1: "#200" would be lost as a comment; put the value in quotes'
    assert parse('a: "1 Quay Street #200"  # 2 doors\nb: |\n  Desk #3\n#4\n') is not None


def test_comments_alone_are_nothing() -> None:
    assert parse("# nothing\n") is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\nb: \xff\n", "2: not UTF-8 (byte 0xff); save the file as UTF-8"),
        ("a: é\n".encode("utf-16"), "1: not UTF-8 (byte 0xff); save the file as UTF-8"),
        (b"a: 1\nb: \x00\n", "2: an invisible character (U+0000); take it out"),
        (b"\x7fELF\x02\x01", "1: an invisible character (U+007F); take it out"),
    ],
)
def test_bytes_that_are_no_text_are_explained(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(YamlProblem) as caught:
        read(path)
    assert f"{caught.value.line}: {caught.value.message}" == message


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert read(path) == Mapping(1, {"a": Scalar(1, "1"), "b": Scalar(2, "2")}, {"a": 1, "b": 2})


def test_a_file_of_a_hundred_megabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(YamlProblem, match=r"^the file has 100 MB; split it into files of at most 5 MB$"):
        read(path)


def test_a_file_that_went_away_is_explained(tmp_path: Path) -> None:
    with pytest.raises(YamlProblem, match="cannot be read"):
        read(tmp_path / "gone.yaml")
