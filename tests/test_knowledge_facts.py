"""The fact base is whole, and no number or address in it differs from the collected material."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.directory.model import Directory, Entry

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ROOT / "knowledge"
COLLECTED = ROOT.parent / "shared" / "facts"
DESKS = ("port-unit", "crossing", "deferred-inspection", "enrollment-center", "press-desk")
BOUNDS = """
AK 51.2 71.4 -179.2 -129.9   AL 30.1 35.1  -88.5  -84.8   AR 33.0 36.6  -94.7  -89.6   AZ 31.3 37.1 -114.9 -109.0
CA 32.5 42.1 -124.5 -114.1   CO 36.9 41.1 -109.1 -102.0   CT 40.9 42.1  -73.8  -71.7   DC 38.7 39.0  -77.2  -76.9
DE 38.4 39.9  -75.8  -75.0   FL 24.5 31.1  -87.7  -80.0   GA 30.3 35.1  -85.7  -80.8   GU 13.2 13.7  144.6  145.0
HI 18.9 22.3 -160.3 -154.8   IA 40.3 43.6  -96.7  -90.1   ID 41.9 49.1 -117.3 -111.0   IL 36.9 42.6  -91.6  -87.4
IN 37.7 41.8  -88.1  -84.7   KS 36.9 40.1 -102.1  -94.5   KY 36.4 39.2  -89.6  -81.9   LA 28.9 33.1  -94.1  -88.8
MA 41.2 42.9  -73.6  -69.9   MD 37.8 39.8  -79.5  -75.0   ME 42.9 47.5  -71.1  -66.9   MI 41.6 48.3  -90.5  -82.1
MN 43.4 49.4  -97.3  -89.4   MO 35.9 40.7  -95.8  -89.0   MP 14.1 20.6  144.8  146.1   MS 30.1 35.1  -91.7  -88.0
MT 44.3 49.1 -116.1 -104.0   NC 33.8 36.6  -84.4  -75.4   ND 45.9 49.1 -104.1  -96.5   NE 39.9 43.1 -104.1  -95.3
NH 42.6 45.4  -72.6  -70.6   NJ 38.8 41.4  -75.6  -73.8   NM 31.3 37.1 -109.1 -103.0   NV 35.0 42.1 -120.1 -114.0
NY 40.4 45.1  -79.8  -71.8   OH 38.3 42.0  -84.9  -80.5   OK 33.6 37.1 -103.1  -94.4   OR 41.9 46.3 -124.6 -116.4
PA 39.7 42.3  -80.6  -74.6   PR 17.8 18.6  -68.0  -65.2   RI 41.1 42.1  -71.9  -71.1   SC 32.0 35.3  -83.4  -78.5
SD 42.4 46.0 -104.1  -96.4   TN 34.9 36.7  -90.4  -81.6   TX 25.8 36.6 -106.7  -93.5   UT 36.9 42.1 -114.1 -109.0
VA 36.5 39.5  -83.7  -75.2   VI 17.6 18.5  -65.1  -64.5   VT 42.7 45.1  -73.5  -71.4   WA 45.5 49.1 -124.8 -116.9
WI 42.4 47.1  -92.9  -86.2   WV 37.1 40.7  -82.7  -77.7   WY 40.9 45.1 -111.1 -104.0
"""
"""Each state's southern, northern, western and eastern bound in degrees, rounded outwards."""
MARGIN = 0.15
"""Degrees beyond a bound that still count as inside: a bridge's middle may lie across the border."""


@pytest.fixture
def directory(fact_base: Directory) -> Directory:
    return fact_base


def entries(directory: Directory, *kinds: str) -> list[Entry]:
    return [e for e in directory.entries.values() if e.kind in kinds]


# --- whole


@pytest.mark.parametrize(
    ("kind", "at_least"),
    [
        ("headquarters", 1),
        ("office", 20),
        ("center", 10),
        ("branch", 15),
        ("field-office", 20),
        ("sector", 20),
        ("station", 130),
        ("port", 349),
        ("crossing", 80),
        ("port-unit", 500),
        ("deferred-inspection", 24),
        ("enrollment-center", 34),
        ("press-desk", 30),
        ("attache-post", 18),
        ("preclearance", 15),
        ("program", 20),
        ("topic", 7),
        ("figure", 15),
        ("referral", 8),
    ],
)
def test_every_system_of_the_directory_is_there(directory: Directory, kind: str, at_least: int) -> None:
    assert len(entries(directory, kind)) >= at_least


@pytest.mark.parametrize(("kind", "number"), [("field-office", 20), ("sector", 20), ("center", 10), ("headquarters", 1)])
def test_there_are_no_more_of_them_than_there_are(directory: Directory, kind: str, number: int) -> None:
    assert len(entries(directory, kind)) == number


def test_all_ports_with_a_page_of_their_own_are_there(directory: Directory) -> None:
    with_page = [
        e for e in entries(directory, "port") if "/about/contact/ports/" in " ".join(f.value for f in e.current("web"))
    ]
    assert len(with_page) == 349


def test_the_desks_of_the_port_pages_are_entries_of_their_own(directory: Directory) -> None:
    printed = [
        e for e in entries(directory, *DESKS) if any(f.source.id == "cbp-port-pages-2026" for f in e.facts) and e.part_of
    ]
    assert len(printed) >= 650


def test_every_port_reaches_its_field_office_unless_its_page_prints_none(directory: Directory) -> None:
    lost = [
        e.id
        for e in entries(directory, "port")
        if e.current("web") and not any(a.kind == "field-office" for a in directory.ancestors(e))
    ]
    assert sorted(lost) == [
        "port/ashland-wisconsin-3511",
        "port/dutch-harbor-alaska-3129",
        "port/fairbanks-alaska-3111",
        "port/portland-oregon-2904",
        "port/sarasota-florida-1883",
        "port/spokane-washington-3022",
        "port/sumas-washington-3009",
    ]


def test_every_field_office_supervises_ports(directory: Directory) -> None:
    assert [e.id for e in entries(directory, "field-office") if not directory.parts_of(e, ("port",))] == []


def test_every_sector_has_stations_and_a_press_contact_with_a_phone(directory: Directory) -> None:
    desks = {target.entry for e in entries(directory, "press-desk") if e.current("phone") for target in e.covers}
    for sector in entries(directory, "sector"):
        assert directory.parts_of(sector, ("station",)), sector.id
        assert sector.id in desks


def test_every_attache_post_says_on_what_basis_it_covers_a_country(directory: Directory) -> None:
    bases = {"list stated in the source", "host country only"}
    for post in entries(directory, "attache-post"):
        assert post.covers, post.id
        assert {f.label for f in post.current("covers")} <= bases, post.id


def test_every_figure_has_its_newest_number_first(directory: Directory) -> None:
    for figure in entries(directory, "figure"):
        dates = [f.as_of for f in figure.current("count")]
        assert dates == sorted(dates, reverse=True), figure.id


# --- clean


def test_every_entry_says_something_and_names_its_source(directory: Directory) -> None:
    for entry in directory.entries.values():
        assert entry.facts, entry.id
        assert all(fact.source.id in directory.sources for fact in entry.facts), entry.id


def test_every_source_is_used(directory: Directory) -> None:
    used = {fact.source.id for entry in directory.entries.values() for fact in entry.facts}
    assert set(directory.sources) - used == set()


def test_no_thing_stands_in_it_twice(directory: Directory) -> None:
    seen = Counter(
        (e.kind, e.name.casefold(), e.place.city, e.place.state, e.place.country) for e in directory.entries.values()
    )
    assert [key for key, number in seen.items() if number > 1] == []


def test_a_port_code_belongs_to_one_port_unless_the_pages_print_it_twice(directory: Directory) -> None:
    ports = Counter(code for e in entries(directory, "port") for code in e.codes if re.fullmatch(r"\d{4}", code))
    assert [code for code, number in ports.items() if number > 1] == ["3708"]


def test_people_other_than_port_directors_stay_out(directory: Directory) -> None:
    title = re.compile(r"\b(Mr|Mrs|Ms|spokes(man|woman|men)|Chief [A-Z][a-z]+ [A-Z]|Officer [A-Z][a-z]+ [A-Z][a-z]+$)\b")
    own_mailbox = re.compile(r"^[a-z]+\.[a-z]\.[a-z-]+@", re.IGNORECASE)
    for entry in directory.entries.values():
        texts = [entry.name, *entry.aliases, entry.note, *(f"{f.label} {f.note}" for f in entry.facts)]
        assert not [t for t in texts if title.search(t)], entry.id
        assert not [f.value for f in entry.facts if own_mailbox.match(f.value)], entry.id
        assert entry.kind in ("port", "field-office") or not entry.current("director"), entry.id


def test_a_day_of_noon_to_noon_is_never_taken_for_open_hours(directory: Directory) -> None:
    for entry in directory.entries.values():
        for fact in entry.current("hours"):
            if fact.value.startswith("12:00 pm–12:00 pm"):
                assert fact.hours is None and "not stated" in fact.note, entry.id


# --- on the map


def test_every_coordinate_says_what_it_comes_from(directory: Directory) -> None:
    """A table, a ZIP code that stands in an address of the entry, or an airport."""
    for entry in (e for e in directory.entries.values() if e.place.lat is not None):
        basis, _, code = entry.place.located_by.partition(" ")
        assert basis, entry.id
        if basis == "ZIP":
            assert any(code in f.value for f in entry.current("address")), entry.id
        elif basis == "airport":
            assert re.fullmatch("[A-Z]{3}", code), entry.id
            assert not entry.current("iata") or code in entry.codes, entry.id


def test_every_coordinate_lies_in_its_state(directory: Directory) -> None:
    fields = BOUNDS.split()
    bounds = {f"US-{fields[at]}": tuple(map(float, fields[at + 1 : at + 5])) for at in range(0, len(fields), 5)}
    outside = []
    for entry in directory.entries.values():
        place = entry.place
        if place.lat is not None and place.lon is not None and place.country == "US":
            south, north, west, east = bounds[place.state]
            if not (south - MARGIN <= place.lat <= north + MARGIN and west - MARGIN <= place.lon <= east + MARGIN):
                outside.append(f"{entry.where} {entry.id}: {place.lat}, {place.lon}")
    assert outside == []


def test_nine_ports_with_an_address_in_ten_have_coordinates(directory: Directory) -> None:
    with_address = [e for e in entries(directory, "port") if e.current("address")]
    located = [e for e in with_address if e.place.lat is not None]
    assert len(located) >= 0.9 * len(with_address) > 300


def test_where_a_state_has_one_time_zone_its_entries_have_that(directory: Directory) -> None:
    zones: dict[str, set[str]] = {}
    for entry in directory.entries.values():
        if entry.place.tz:
            zones.setdefault(entry.place.state or entry.place.country, set()).add(entry.place.tz)
    several = {"US-FL", "US-ID", "US-IN", "US-KY", "US-TN", "US-TX"}
    assert {place for place, found in zones.items() if len(found) > 1 and place.startswith("US-")} == several


# --- exact: compared with the collected material, where it lies beside the checkout


def texts_in(node: object) -> Iterator[tuple[str, str]]:
    """Every text of a document with the key it stands under; a list of address lines is one text."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("address") and isinstance(value, list):
                yield key, ", ".join(value)
            elif isinstance(value, str):
                yield key, value
            elif isinstance(value, list) and all(isinstance(item, str) for item in value):
                yield from ((key, item) for item in value)
            else:
                yield from texts_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from texts_in(item)


@pytest.fixture(scope="module")
def collected() -> list[tuple[str, str]]:
    if not COLLECTED.is_dir():
        pytest.skip("shared/facts does not lie beside this checkout: its numbers and addresses are not compared")
    files = [*COLLECTED.glob("*.yaml"), *COLLECTED.glob("*/*.yaml")]
    return [text for file in files for text in texts_in(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))]


def signs(text: str) -> str:
    """Letters and digits alone, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def number(text: str) -> str:
    """Its digits, without the trunk 1 of North America."""
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) > 10 and digits.startswith("1") else digits


def vanity(text: str) -> bool:
    return bool(re.search(r"[A-Z]{3,}", re.sub(r"(?i)\b(ext|opt|option)\b", "", text)))


def test_no_digit_of_a_phone_or_fax_has_changed(directory: Directory, collected: list[tuple[str, str]]) -> None:
    """An extension counts as part of its number; a number split off a printed pair must stand in that pair."""
    printed = {re.sub(r"\D", "", text) for _, text in collected}
    spelled = {signs(text) for _, text in collected}
    wrong = []
    for entry in directory.entries.values():
        for fact in entry.facts:
            if directory.attributes[fact.attribute].type != "phone":
                continue
            if vanity(fact.value):
                found = any(signs(fact.value) in text for text in spelled)
            else:
                found = any(number(fact.value) in text for text in printed) or split_off(fact.value, printed)
            if not found:
                wrong.append(f"{entry.where} {entry.id}: {fact.value}")
    assert wrong == []


def split_off(value: str, printed: set[str]) -> bool:
    """Whether a number with extension is one of several extensions printed after one number."""
    base, _, extension = value.lower().partition("x")
    base, extension = number(base.removesuffix("e")), number(extension)
    return bool(extension) and any(text.startswith(base) and extension in text[len(base) :] for text in printed)


def test_no_mailbox_has_changed(directory: Directory, collected: list[tuple[str, str]]) -> None:
    printed = " ".join(text.lower() for _, text in collected)
    mailboxes = {f.value for e in directory.entries.values() for f in e.facts if f.attribute == "email"}
    assert [m for m in sorted(mailboxes) if m.lower() not in printed] == []


def test_no_address_has_changed(directory: Directory, collected: list[tuple[str, str]]) -> None:
    printed = [signs(text) for key, text in collected if "address" in key or key == "note"]
    wrong = []
    for entry in directory.entries.values():
        for fact in entry.facts:
            if fact.attribute == "address" and not any(signs(fact.value) in text for text in printed):
                wrong.append(f"{entry.where} {entry.id}: {fact.value}")
    assert wrong == []


def test_no_number_of_the_port_pages_is_lost(directory: Directory, collected: list[tuple[str, str]]) -> None:
    held = " ".join(number(f.value) for e in directory.entries.values() for f in e.facts if f.attribute in ("phone", "fax"))
    general = "7035264200"  # printed beside the Information Center's number, which has an entry of its own
    lost = []
    for file in sorted((COLLECTED / "ports-2026").glob("*.yaml")):
        for port in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["records"]:
            for unit in (port, *port.get("units", [])):
                for full in re.findall(r"\(?\d{3}\)?[- ]? ?\d{3}-\d{4}", f"{unit.get('phone', '')} {unit.get('fax', '')}"):
                    if number(full) not in held and number(full) != general:
                        lost.append(f"{port['name']}, {unit['name']}: {full}")
    assert lost == []


def test_no_name_of_a_press_officer_or_attache_is_taken_over(collected: list[tuple[str, str]]) -> None:
    people = {
        " ".join(person.split()[:2])
        for key, text in collected
        if key in ("spokesperson", "first_attache", "attache")
        for person in re.split(r"[;,(]", text)[:1]
    }
    held = "\n".join(file.read_text(encoding="utf-8") for file in KNOWLEDGE.rglob("*.yaml") if "questions" not in file.parts)
    directors = set(re.findall(r"^ *director: (.*)$", held, re.MULTILINE))
    assert [person for person in sorted(people) if person in held and person not in directors] == []
