from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from bot.directory.concerns import CONTACT_TYPES, Concern, Sort, concerns, main_contact
from bot.directory.days import latest_day
from bot.directory.loader import load
from bot.directory.model import Directory
from tests.directory.museum import write_museum
from tests.directory.recount import Raw, recount

KNOWLEDGE = Path(__file__).parent.parent.parent / "knowledge"
TODAY = date(2026, 11, 22)

OF_THE_MUSEUM = {
    "houses/halls.yaml:5: hall/whale: no phone nor e-mail",
    "houses/halls.yaml:9: hall/night: no phone nor e-mail",
    "houses/halls.yaml:14: hall/maps: no phone nor e-mail",
    "houses/houses.yaml:25: house/hill: no coordinates",
    "houses/houses.yaml:31: house/canal: no coordinates",
    "figures.yaml:5: figure/houses: weak source: all facts are secondary",
    "houses/houses.yaml:31: house/canal: weak source: all facts are unofficial",
}


def told(found: tuple[Concern, ...]) -> set[str]:
    """What is weak, without what to do about it."""
    return {str(concern).rpartition("; ")[0] for concern in found}


def changed(folder: Path, *edits: tuple[str, str, str]) -> Directory:
    """The museum with edits: file, what stood there, what stands there now."""
    write_museum(folder)
    for file, old, new in edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load(folder)


def test_each_sort_names_its_entries_with_file_and_line_and_what_to_do(tmp_path: Path) -> None:
    found = concerns(load(write_museum(tmp_path)), TODAY)
    assert told(found) == OF_THE_MUSEUM
    assert all(concern.advice and str(concern).endswith(f"; {concern.advice}") for concern in found)


def test_they_come_by_sort_then_file_then_line(tmp_path: Path) -> None:
    found = concerns(load(write_museum(tmp_path)), TODAY)
    order = [(list(Sort).index(c.sort), c.where.file, c.where.line) for c in found if c.where]
    assert len(order) == len(found) and order == sorted(order)


DESKS, HOUSES, HALLS, KINDS = "people/desks.yaml", "houses/houses.yaml", "houses/halls.yaml", "kinds.yaml"


@pytest.mark.parametrize(
    ("edits", "more", "fewer"),
    [
        pytest.param(
            [(DESKS, "phone: 1-800-555-0199", "phone: {value: 1-800-555-0199, note: mornings only}")],
            {"people/desks.yaml:8: desk/front-desk: doubt or condition: phone has the note “mornings only”"},
            set(),
            id="a note",
        ),
        pytest.param(
            [(HOUSES, "{value: Tom Birch, former: true", "{value: Tom Birch, note: or Burch, former: true")],
            set(),
            set(),
            id="a note on history",
        ),
        pytest.param(
            [(HALLS, "keeper: Ines Holm", "keeper: Ines Holm\n    phone: 207 555 0110")],
            set(),
            {"houses/halls.yaml:5: hall/whale: no phone nor e-mail"},
            id="a phone shared with what it is part of",
        ),
        pytest.param(
            [(DESKS, "1-800-555-0199", "619-555-0140")],
            {
                "people/desks.yaml:8: shared phone: 619-555-0140 is given by desk/front-desk, press-desk/west, "
                "not part of one another"
            },
            set(),
            id="a phone shared with a stranger, one of two in a value",
        ),
        pytest.param([(DESKS, "1-800-555-0199", "619-555-0123 x7")], set(), set(), id="another extension"),
        pytest.param([(DESKS, "1-800-555-0199", "(207) 555-0111")], set(), set(), id="another's fax"),
        pytest.param(
            [(DESKS, "1-800-555-0199", "(207) 555-0110"), (HALLS, "name: Night Hall", "name: N\n    phone: 2075550110")],
            set(),
            {"houses/halls.yaml:9: hall/night: no phone nor e-mail"},
            id="two parts share the phone of the whole",
        ),
        pytest.param(
            [(DESKS, "1-800-555-0199", "2075550177"), (HALLS, "name: Night Hall", "name: N\n    phone: 2075550177")],
            {
                "houses/halls.yaml:11: shared phone: 2075550177 is given by hall/night, desk/front-desk, "
                "not part of one another"
            },
            {"houses/halls.yaml:9: hall/night: no phone nor e-mail"},
            id="two parts share a phone that the whole has not",
        ),
        pytest.param(
            [(KINDS, "plural: halls\n", "plural: halls\n    elsewhere: true\n")],
            set(),
            {line for line in OF_THE_MUSEUM if "hall/" in line},
            id="other people's business need not be reached",
        ),
        pytest.param(
            [(KINDS, "attributes: [phone, email, hours, handles, part_of]", "attributes: [phone, email, handles, part_of]")],
            set(),
            set(),
            id="an attribute that nobody uses",
        ),
        pytest.param(
            [(KINDS, "rank: 1", "rank: 2")], set(), {line for line in OF_THE_MUSEUM if "coordinates" in line}, id="rank 2"
        ),
        pytest.param(
            [(HOUSES, "hours: by appointment only", "hours: {value: by appointment only, source: museum-site}")],
            set(),
            {"houses/houses.yaml:31: house/canal: weak source: all facts are unofficial"},
            id="one official fact",
        ),
        pytest.param(
            [(HOUSES, "as_of: 2026-05-01", "as_of: 2024-11-21")],
            {
                "houses/houses.yaml:11: house/harbour: past shelf life: phone is of 2024-11-21, more than 730 days old",
                "houses/houses.yaml:28: house/hill: past shelf life: phone is of 2024-11-21, more than 730 days old",
            },
            set(),
            id="one day past the shelf life; the undated house is not known to be",
        ),
        pytest.param([(HOUSES, "as_of: 2026-05-01", "as_of: 2024-11-22")], set(), set(), id="its last day"),
        pytest.param([(HOUSES, "as_of: 2026-05-01", "as_of: 2024-11")], set(), set(), id="a month that ends in it"),
        pytest.param(
            [(HOUSES, "phone: (207) 555-0110", "phone: {value: (207) 555-0110, as_of: 2001}")],
            {"houses/houses.yaml:11: house/harbour: past shelf life: phone is of 2001, more than 730 days old"},
            set(),
            id="the first contact counts, not the others",
        ),
        pytest.param(
            [(HOUSES, "address: 1 Quay", "address: {value: 1 Quay, as_of: 2001} #")],
            set(),
            set(),
            id="an old fact that is not the main contact",
        ),
    ],
)
def test_what_is_a_concern_and_what_is_not(
    tmp_path: Path, edits: list[tuple[str, str, str]], more: set[str], fewer: set[str]
) -> None:
    found = told(concerns(changed(tmp_path, *edits), TODAY))
    lines = {line.partition(": ")[2] for line in found}  # an edit may move the lines of others
    assert lines == {line.partition(": ")[2] for line in (OF_THE_MUSEUM - fewer) | more}
    assert more <= found


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2016-11", date(2016, 11, 30)),
        ("2016-12", date(2016, 12, 31)),
        ("2016", date(2016, 12, 31)),
        ("9999", date(9999, 12, 31)),
    ],
)
def test_a_date_may_mean_its_last_day(as_of: str, last: date) -> None:
    assert latest_day(as_of) == last


def test_the_main_contact_follows_the_order_of_the_kind(tmp_path: Path) -> None:
    directory = load(write_museum(tmp_path))
    contacts = {id: main_contact(directory, entry) for id, entry in directory.entries.items()}
    assert {id: fact.value for id, fact in contacts.items() if fact} == {
        "house/harbour": "(207) 555-0110",
        "house/hill": "619-555-0123 x6",
        "house/canal": "32 12 34 56",
        "desk/front-desk": "1-800-555-0199",
        "press-desk/main": "(207) 555-0150",
        "press-desk/west": "619-555-0140/0141",
        "press-desk/valley": "(760) 555-0142",
        "loan-office/north": "+45 32 12 34 57",
    }


# --- the whole fact base, against a second reading of its files


@pytest.fixture(scope="module")
def raw() -> Raw:
    return recount(KNOWLEDGE)


@pytest.fixture(scope="module")
def found(fact_base: Directory) -> tuple[Concern, ...]:
    return concerns(fact_base, TODAY)


def ids(found: tuple[Concern, ...], sort: Sort) -> list[str]:
    return [id for concern in found if concern.sort is sort for id in concern.entries]


def test_unreachable_and_unlocated_entries_are_those_a_second_reading_finds(found: tuple[Concern, ...], raw: Raw) -> None:
    kinds = raw.kinds
    assert sorted(ids(found, Sort.UNREACHABLE)) == sorted(
        entry.id
        for entry in raw.entries
        if "phone" in kinds[entry.kind]["attributes"]
        and kinds[entry.kind].get("elsewhere") != "true"
        and not entry.current("phone") + entry.current("email")
    )
    assert sorted(ids(found, Sort.UNLOCATED)) == sorted(
        entry.id for entry in raw.entries if kinds[entry.kind].get("rank") == "1" and "lat" not in entry.place
    )


def test_weak_sources_and_doubts_are_those_a_second_reading_finds(found: tuple[Concern, ...], raw: Raw) -> None:
    standings = {entry.id: {fact.standing for fact in entry.facts if not fact.former} for entry in raw.entries}
    assert sorted(ids(found, Sort.WEAK_SOURCE)) == sorted(
        id for id, standing in standings.items() if standing and standing <= {"secondary", "unofficial"}
    )
    assert Counter(ids(found, Sort.DOUBT)) == Counter(
        entry.id for entry in raw.entries for fact in entry.facts if fact.note and not fact.former
    )


def test_entries_past_their_shelf_life_are_those_a_second_reading_finds(found: tuple[Concern, ...], raw: Raw) -> None:
    old = []
    for entry in raw.entries:
        kind = raw.kinds[entry.kind]
        contacts = [a for a in kind["attributes"] if raw.attributes[a]["type"] in CONTACT_TYPES and entry.current(a)]
        if not contacts or "shelf_life_days" not in kind:
            continue
        as_of = entry.current(contacts[0])[0].as_of
        oldest = (TODAY - datetime.timedelta(days=int(kind["shelf_life_days"]))).isoformat()
        if as_of and as_of < oldest[: len(as_of)]:  # dates of one length sort as text
            old.append(entry.id)
    assert sorted(ids(found, Sort.PAST_SHELF_LIFE)) == sorted(old)


def test_shared_phones_are_those_with_no_common_whole_among_them(
    found: tuple[Concern, ...], fact_base: Directory, raw: Raw
) -> None:
    whole = {entry.id: entry.part_of for entry in raw.entries}
    holders = defaultdict(set)
    for entry in fact_base.entries.values():
        for fact in entry.current("phone"):
            for phone in fact.phones:
                holders[phone].add(entry.id)

    def under(id: str, top: str) -> bool:
        return id == top or (bool(whole[id]) and under(whole[id], top))

    expected = [ids for ids in holders.values() if not any(all(under(id, top) for id in ids) for top in ids)]
    told = [set(concern.entries) for concern in found if concern.sort is Sort.SHARED_PHONE]
    assert sorted(map(sorted, told)) == sorted(map(sorted, expected))


def test_every_concern_points_into_the_entry_it_is_about(found: tuple[Concern, ...], raw: Raw) -> None:
    file = {entry.id: entry.file for entry in raw.entries}
    lines = {name: (KNOWLEDGE / name).read_text(encoding="utf-8").splitlines() for name in set(file.values())}
    for concern in found:
        assert concern.where and concern.where.file == file[concern.entries[0]]
        above = lines[concern.where.file][: concern.where.line]
        last_id = next(line.split("id:")[1].strip() for line in reversed(above) if line.lstrip("- ").startswith("id:"))
        assert last_id == concern.entries[0], concern
