from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.export.vcard import as_vcf, card, reachable
from bot.directory.loader import load
from bot.directory.model import Directory, Entry
from tests.directory.museum import write_museum

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n"))


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    return load(write_museum(tmp_path_factory.mktemp("museum")))


def changed(folder: Path, old: str, new: str, file: str = "houses/houses.yaml") -> Directory:
    """The museum with a change in one of its files."""
    path = write_museum(folder) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load(folder)


def read(entry: Entry, directory: Directory) -> Any:
    return vobject.readOne(card(entry, directory))


def house(directory: Directory) -> Any:
    return read(directory.entries["house/harbour"], directory)


def texts(card: Any, name: str) -> list[str]:
    return [line.value for line in card.contents.get(name, [])]


def label(card: Any, line: Any) -> str:
    return next((other.value for other in card.contents.get("x-ablabel", []) if other.group == line.group), "")


def test_a_card_is_read_back_with_all_that_is_on_it(museum: Directory) -> None:
    found = house(museum)
    assert (found.version.value, found.fn.value, found.uid.value) == ("3.0", "Harbour House", "house/harbour")
    assert str(found.n.value).split() == ["Harbour", "House"]
    assert found.org.value == ["Lantern Museum directory"]
    assert texts(found, "url") == ["https://www.lantern-museum.example.org/harbour"]
    assert found.geo.value == "43.657000;-70.249000"
    assert found.rev.value == "2026-05-01T00:00:00Z"


def test_telephones_have_their_sort_and_their_label(museum: Directory) -> None:
    found = house(museum)
    assert [(tel.value, tel.params["TYPE"], label(found, tel)) for tel in found.tel_list] == [
        ("+1 207-555-0110", ["WORK", "VOICE"], ""),
        ("+1 207-555-0111", ["WORK", "FAX"], "loans desk"),
    ]
    assert [(mail.value, mail.params["TYPE"], label(found, mail)) for mail in found.email_list] == [
        ("harbour@lantern-museum.example.org", ["INTERNET"], ""),
        ("groups@lantern-museum.example.org", ["INTERNET"], "groups"),
    ]


@pytest.mark.parametrize(
    ("id", "numbers"),
    [
        ("house/hill", ["+1 619-555-0123 ext. 6"]),
        ("house/canal", ["+45 32 12 34 56"]),
        ("press-desk/west", ["+1 619-555-0140", "+1 619-555-0141"]),
        ("press-desk/main", ["+1 207-555-0150", "+1 207-555-0151"]),
    ],
)
def test_every_number_can_be_dialled_from_anywhere(museum: Directory, id: str, numbers: list[str]) -> None:
    assert texts(read(museum.entries[id], museum), "tel") == numbers


def test_a_short_code_stays_as_it_is_and_letters_stand_in_the_note(tmp_path: Path) -> None:
    museum = changed(tmp_path, "phone: (207) 555-0110", "phone: [7-1-1, 1-800-BE-ALERT]")
    found = house(museum)
    assert texts(found, "tel")[:2] == ["711", "+1 800-232-5378"]
    assert "\nPhone 1-800-BE-ALERT\n" in found.note.value


def test_an_address_that_ends_as_is_usual_is_taken_apart_and_kept_as_printed(museum: Directory) -> None:
    found = house(museum)
    address = found.adr.value
    assert (address.street, address.city, address.region, address.code, address.country) == (
        *("1 Quay Street", "Portland", "ME", "04101"),
        "United States",
    )
    assert found.label.value == "1 Quay Street, Portland, ME 04101"
    assert found.label.group == found.adr.group == "item3"


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "Holmens Kanal 20, 1060 Copenhagen",
            "Pier 4",
            "1 Quay Street Portland, ME 04101",
            "1 Quay St, Suite 4 B, ME 04101",
        ),
        "1 Quay Street, Portland, ZZ 04101",
    ],
)
def test_any_other_address_stays_whole(tmp_path: Path, printed: str) -> None:
    found = house(changed(tmp_path, "1 Quay Street, Portland, ME 04101", printed))
    assert (found.adr.value.street, found.adr.value.city, found.label.value) == (printed, "", printed)


def test_what_it_is_part_of_is_told_from_the_top(museum: Directory) -> None:
    whale = read(museum.entries["exhibit/blue-whale"], museum)
    assert whale.org.value == ["Lantern Museum directory", "Harbour House", "Whale Hall"]


def test_the_note_says_what_it_is_what_is_doubted_and_what_is_from_where(tmp_path: Path) -> None:
    old = "phone: (207) 555-0110"
    museum = changed(tmp_path, old, "phone: {value: (207) 555-0110, note: often engaged}\n    note: Ring twice.")
    assert house(museum).note.value.split("\n") == [
        "House",
        "Ring twice.",
        "Phone (207) 555-0110: often engaged",
        "Phone, E-mail, Address, Web page: Lantern Museum web site, as of 2026-05-01",
        "Fax: Annual report 2019 (secondary), as of 2019",
    ]


def test_without_a_date_there_is_no_revision_and_the_note_says_so(museum: Directory) -> None:
    found = read(museum.entries["house/canal"], museum)
    assert "rev" not in found.contents
    assert found.note.value.endswith("\nPhone: A visitor's guide (unofficial), undated")


@pytest.mark.parametrize(("as_of", "revision"), [("2026-05", "2026-05-01T00:00:00Z"), ("2025", "2025-01-01T00:00:00Z")])
def test_a_month_or_a_year_counts_from_its_first_moment(tmp_path: Path, as_of: str, revision: str) -> None:
    assert house(changed(tmp_path, "as_of: 2026-05-01", f"as_of: {as_of}")).rev.value == revision


def test_history_is_on_no_card(tmp_path: Path) -> None:
    old = "phone: (207) 555-0110"
    museum = changed(tmp_path, old, "phone: [(207) 555-0110, {value: (207) 555-0119, former: true}]")
    assert "0119" not in card(museum.entries["house/harbour"], museum)


def test_only_what_can_be_reached_gets_a_card(museum: Directory) -> None:
    cards = list(vobject.readComponents("".join(as_vcf(museum, museum.entries.values()))))
    assert [found.uid.value for found in cards] == [
        *("house/harbour", "house/hill", "house/canal"),
        *("desk/front-desk", "press-desk/main", "press-desk/west", "press-desk/valley", "loan-office/north"),
    ]


def test_the_signs_that_mean_something_in_a_card_are_escaped(museum: Directory) -> None:
    name = "Harbour; House, \\n & Co\nKG"
    text = card(replace(museum.entries["house/harbour"], name=name), museum)
    assert r"FN:Harbour\; House\, \\n & Co\nKG" in text
    assert vobject.readOne(text).fn.value == name


@pytest.fixture(scope="module")
def written(museum: Directory) -> Callable[[str, str], str]:
    """The card of Harbour House with another name and note."""
    return lambda name, note: card(replace(museum.entries["house/harbour"], name=name, note=note), museum)


@given(name=ANY_TEXT, note=ANY_TEXT)
def test_any_text_reads_back_as_it_was(written: Callable[[str, str], str], name: str, note: str) -> None:
    found = vobject.readOne(written(name, note))
    assert found.fn.value == name
    assert found.note.value.startswith(f"House\n{note}\nPhone" if note else "House\nPhone")


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("sign", ["é", "関", "🐋"])
def test_a_character_of_several_octets_is_not_torn(written: Callable[[str, str], str], before: int, sign: str) -> None:
    name = "x" * before + sign * 60
    text = written(name, "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert vobject.readOne(text).fn.value == name


@given(name=ANY_TEXT, note=ANY_TEXT)
def test_lines_have_75_octets_at_most_and_end_with_crlf(written: Callable[[str, str], str], name: str, note: str) -> None:
    text = written(name, note)
    assert text.endswith("\r\n")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert not {"\r", "\n"} & set(line)


def test_the_whole_directory_reads_back_number_by_number(fact_base: Directory) -> None:
    directory = fact_base
    found = {one.uid.value: one for one in vobject.readComponents("".join(as_vcf(directory, directory.entries.values())))}
    reached = [entry for entry in directory.entries.values() if reachable(entry, directory)]
    assert [*found] == [entry.id for entry in reached]
    for entry in reached:
        one = found[entry.id]
        phones = [phone for fact in entry.facts if not fact.former for phone in fact.phones]
        digits = [re.sub("[^0-9]", "", number) for number in texts(one, "tel")]
        assert digits == [phone.e164.removeprefix("+") + phone.extension for phone in phones]
        assert one.fn.value == entry.name
        assert texts(one, "label") == [fact.value for fact in entry.current("address")]
