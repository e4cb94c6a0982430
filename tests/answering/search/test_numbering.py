from __future__ import annotations

from itertools import islice

from bot.answering.search import numbering
from bot.answering.search.numbering import Numbering, Speech
from bot.answering.search.store import Line
from bot.answering.understanding.normalize import words

NAMES = (
    "Laredo",
    "O'Hare",
    "St. John's",
    "L.A.",
    "A-17 Yard",
    "a 17",
    "U S A",
    "Kyōto (Miyako)",
    "Ålborg/Ø",
    "",
    "Winston-Salem, N.C.",
    "snake_case",
    "two\nlines",
    "Ἀθῆναι",
    "दिल्ली",
)


CODES = ("2304", "", "A-17", "x y.z", "Ø1", "it's", "b_2", "two\nlines")


def test_names_are_read_as_words_are_whatever_stands_in_them() -> None:
    plain = tuple(name for name in NAMES if "\n" not in name)
    for names in (NAMES, plain, plain[:1] * 2, tuple(reversed(NAMES))):
        numbers = Numbering(Speech({"st": "saint"}))
        (some,) = numbers.read([Line(name, name) for name in names])
        texts, called = list(numbers.words), iter(some.words)
        found = [[texts[number] for number in islice(called, length)] for length in some.lengths]
        assert found == [[{"st": "saint"}.get(word, word) for word in words(name)] for name in names]
        assert sorted(texts) == sorted({word for name in found for word in name})


def test_codes_are_their_words_run_together() -> None:
    for codes in (CODES, CODES[:4], CODES[:1], ("", "")):
        (some,) = Numbering(Speech()).read([Line("a", "", (), code) for code in codes])
        assert some.codes == ["".join(words(code)) for code in codes]


def test_words_and_texts_have_numbers_in_the_order_they_come_short_words_those_of_long_ones() -> None:
    numbers = Numbering(Speech({"st": "saint"}))
    (some,) = numbers.read([Line("a", "Saint Mary", ("Ohio",), "A-1"), Line("b", "Mary St.", ("Ohio", "USA"))])
    assert some == (["a", "b"], [0, 1, 1, 0], [2, 2], [[1, 1], [0, 2]], ["a1", ""])
    assert numbers.words == {"saint": 0, "mary": 1}


def test_many_lines_are_read_in_their_order() -> None:
    lines = [Line(str(n), f"place {n}") for n in range(2 * numbering.AT_ONCE + 1)]
    numbers = Numbering(Speech())
    parts = list(numbers.read(lines))
    assert [id_ for part in parts for id_ in part.ids] == [line.id for line in lines]
    assert len(parts) == 3 and len(numbers.words) == len(lines) + 1


def test_words_beside_names_tell_which_texts_have_them() -> None:
    numbers = Numbering(Speech(alike={"north carolina": ["NC"]}, talk={"phone": 0.5}))
    list(numbers.read([Line("a", "One", ("North Carolina",)), Line("b", "Two", ("North Dakota",))]))
    beside = numbers.finish()
    assert {word: beside.get(number) for word, number in numbers.words.items()} == {
        "one": None,
        "two": None,
        "north": {1, 2},
        "carolina": {1},
        "nc": {1},
        "dakota": {2},
        "phone": None,
    }
