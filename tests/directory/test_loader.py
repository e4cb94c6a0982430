from __future__ import annotations

import gc
from pathlib import Path

import pytest

from bot.directory.errors import KnowledgeError, KnowledgeMissing
from bot.directory.hours import WeeklyHours
from bot.directory.loader import load, load_words
from bot.directory.model import Directory, Location, Place, Target
from bot.directory.phones import Phone
from tests.directory.museum import write_museum


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    return load(write_museum(tmp_path_factory.mktemp("museum")))


def test_an_entry_carries_what_its_file_says(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    assert (house.kind, house.name) == ("house", "Harbour House")
    assert house.aliases == ("The Old Customs Shed", "House by the Quay")
    assert house.place == Place("Portland", "US-ME", "US", 43.657, -70.249, "survey 2025", "America/New_York")
    assert house.tags == ("free", "by-the-sea")
    assert house.where == Location("houses/houses.yaml", 6)
    assert museum.entries["house/canal"].note == "The street number is printed both as 4 and as 4A."


def test_a_value_alone_takes_its_source_and_date_from_the_file(museum: Directory) -> None:
    (phone,) = museum.entries["house/harbour"].current("phone")
    assert (phone.value, phone.phones) == ("(207) 555-0110", (Phone("+12075550110"),))
    assert (phone.source, phone.as_of) == (museum.sources["museum-site"], "2026-05-01")
    assert phone.where == Location("houses/houses.yaml", 11)


def test_the_source_and_date_beside_a_value_or_in_its_entry_come_first(museum: Directory) -> None:
    (fax,) = museum.entries["house/harbour"].current("fax")
    assert (fax.label, fax.source.id, fax.as_of) == ("loans desk", "annual-report", "2019")
    (phone,) = museum.entries["house/canal"].current("phone")
    assert (phone.source.id, phone.as_of, phone.phones) == ("old-guide", "", (Phone("+4532123456"),))


def test_a_list_holds_several_facts(museum: Directory) -> None:
    emails = museum.entries["house/harbour"].current("email")
    assert [(fact.value.partition("@")[0], fact.label) for fact in emails] == [("harbour", ""), ("groups", "groups")]


def test_former_facts_are_kept_but_not_current(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    assert [fact.value for fact in house.current("keeper")] == ["Ada Reyes"]
    former = [fact for fact in house.facts if fact.former]
    assert [(fact.value, fact.as_of, fact.source.id) for fact in former] == [("Tom Birch", "2019-06", "annual-report")]


def test_codes_stay_as_typed_and_stand_in_the_order_of_the_kind(museum: Directory) -> None:
    assert museum.entries["house/harbour"].codes == ("0102",)
    assert museum.entries["exhibit/blue-whale"].codes == ("W1", "A-17")


def test_hours_by_weekday_are_structured_and_told(museum: Directory) -> None:
    (hours,) = museum.entries["house/harbour"].current("hours")
    weekday = ((600, 1020),)
    days = ((), weekday, weekday, weekday, weekday, ((600, 720), (780, 1080)), ())
    assert hours.hours == WeeklyHours(days, "America/New_York")
    assert hours.value == "Tue–Fri 10:00–17:00, Sat 10:00–12:00 and 13:00–18:00, Sun–Mon closed"


def test_hours_as_printed_stay_text(museum: Directory) -> None:
    (hours,) = museum.entries["house/canal"].current("hours")
    assert (hours.value, hours.hours) == ("by appointment only", None)


def test_any_type_may_have_particulars_and_stand_in_a_list(tmp_path: Path) -> None:
    houses = write_museum(tmp_path) / "houses/houses.yaml"
    hours = "hours: [{value: {tz: America/Denver, daily: 24 hours}, label: summer}, by appointment]"
    houses.write_text(houses.read_text(encoding="utf-8").replace("hours: {daily: 24 hours}", hours), encoding="utf-8")
    desks = tmp_path / "people/desks.yaml"
    covers = "covers: [DK, {value: [SE, NO], label: from 2026}, FI]"
    desks.write_text(desks.read_text(encoding="utf-8").replace("covers: [DK, NO, SE]", covers), encoding="utf-8")
    museum = load(tmp_path)
    summer, otherwise = museum.entries["house/hill"].current("hours")
    assert (summer.value, summer.label) == ("24 hours a day, 7 days a week", "summer")
    assert summer.hours is not None and summer.hours.tz == "America/Denver"
    assert (otherwise.value, otherwise.hours) == ("by appointment", None)
    north = museum.entries["loan-office/north"]
    assert [(fact.value, fact.label) for fact in north.current("covers")] == [
        ("Sweden, Norway", "from 2026"),
        ("Denmark, Finland", ""),
    ]
    assert museum.covered_by["NO"] == ("loan-office/north",)


def test_relations_can_be_walked_both_ways(museum: Directory) -> None:
    whale = museum.entries["exhibit/blue-whale"]
    assert [entry.id for entry in museum.ancestors(whale)] == ["hall/whale", "house/harbour"]
    assert museum.parts["house/harbour"] == ("hall/whale", "hall/night", "desk/front-desk")
    assert museum.covered_by["house/hill"] == ("press-desk/west",)
    assert museum.covered_by["US-CA"] == ("press-desk/west", "press-desk/valley")
    assert museum.covered_by["DK"] == ("loan-office/north",)


def test_coverage_names_entries_places_and_named_places(museum: Directory) -> None:
    (west,) = museum.entries["press-desk/west"].current("covers")
    assert (west.targets, west.value) == ((Target(entry="house/hill"), Target(place="US-CA")), "Hill House, California")
    (valley,) = museum.entries["press-desk/valley"].current("covers")
    assert valley.targets == (Target(place="US-CA", locality="Imperial County"),)
    assert (valley.value, valley.label) == ("Imperial County (California)", "as printed")


def test_what_an_entry_is_part_of_is_told_by_name(museum: Directory) -> None:
    (part_of,) = museum.entries["hall/maps"].current("part_of")
    assert (part_of.value, part_of.targets) == ("Hill House", (Target(entry="house/hill"),))


def test_members_are_parts_and_covered_entries_of_the_right_kinds(tmp_path: Path) -> None:
    desks = write_museum(tmp_path) / "people/desks.yaml"
    text = desks.read_text(encoding="utf-8").replace("covers: [house/hill, US-CA]", "part_of: house/harbour")
    desks.write_text(text, encoding="utf-8")
    kinds = tmp_path / "kinds.yaml"
    text = kinds.read_text(encoding="utf-8").replace("opened, part_of, halls", "opened, covers, part_of, halls")
    kinds.write_text(text, encoding="utf-8")
    houses = tmp_path / "houses/houses.yaml"
    text = houses.read_text(encoding="utf-8").replace("opened: 1911", "covers: [press-desk/valley, hall/maps, US-ME]")
    houses.write_text(text, encoding="utf-8")
    museum = load(tmp_path)
    house = museum.entries["house/harbour"]
    desks_of_house = [entry.id for entry in museum.members(house, "desks")]
    assert desks_of_house == ["desk/front-desk", "press-desk/west", "press-desk/valley"]
    assert [entry.id for entry in museum.members(house, "halls")] == ["hall/whale", "hall/night", "hall/maps"]


def test_declarations_are_read(museum: Directory) -> None:
    assert museum.general == "desk/front-desk"
    assert museum.examples["es"] == ("teléfono de Harbour House",)
    house, press = museum.kinds["house"], museum.kinds["press-desk"]
    assert (house.rank, house.shelf_life_days, house.counts) == (1, 730, "figure/houses")
    assert (press.rank, press.fallback, press.command) == (2, "press-desk/main", "/press")
    assert museum.attributes["desks"].part_kinds == ("desk", "press-desk")
    assert museum.sources["old-guide"].date == ""


def test_languages_are_read_in_lower_case_with_yaml_words_as_text(museum: Directory) -> None:
    english, spanish = museum.languages["en"], museum.languages["es"]
    assert "no" in english.filler
    assert english.operations["count"] == ("how many",)
    assert english.same["house"] == ("hse",)
    assert spanish.attributes["phone"] == ("teléfono", "número", "llamar")
    assert spanish.labels["phone"] == "Teléfono"
    assert spanish.say["covers_it"] == "De {place} se ocupa {name}."


def test_countries_have_their_own_and_their_standard_names(museum: Directory) -> None:
    places = museum.places
    assert places.names["GB"] == "United Kingdom"
    assert set(places.aliases["GB"]) >= {"UK", "Britain", "Reino Unido", "Vereinigtes Königreich", "Royaume-Uni"}
    assert places.names["DK"] == "Denmark"
    assert {"Dinamarca", "Dänemark", "Danemark", "Danimarca", "Denemarken"} <= set(places.aliases["DK"])
    assert {"Myanmar (Burma)", "Myanmar", "Burma"} <= set(places.aliases["MM"])
    assert not {"EU", "ZZ", "419"} & set(places.names)


def test_states_have_only_the_names_declared(museum: Directory) -> None:
    assert museum.places.aliases["US-CA"] == ("California", "CA", "Calif")
    assert "US-NY" not in museum.places.names


def test_regions_take_the_code_of_norway_as_text(museum: Directory) -> None:
    assert museum.places.regions["nordics"].members == ("DK", "NO", "SE", "FI", "IS")


def test_hidden_files_and_other_files_are_left_alone(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file in (".draft.yaml", ".git/config.yaml", "README.md", "people/notes.txt"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("no: [yaml", encoding="utf-8")
    assert len(load(tmp_path).entries) == 13


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMissing) as caught:
        load(tmp_path / "nowhere")
    message = f"there is no folder {tmp_path}/nowhere; name the folder of a fact base"
    assert str(caught.value) == caught.value.summary == message


def test_loading_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    assert gc.isenabled()
    load(write_museum(tmp_path))
    assert gc.isenabled()
    with pytest.raises(KnowledgeMissing):
        load(tmp_path / "nowhere")
    assert gc.isenabled()


def test_words_are_loaded_without_entries(museum: Directory, tmp_path: Path) -> None:
    folder = write_museum(tmp_path)
    words = load_words(folder)
    assert not words.entries
    assert (words.languages, words.places, words.kinds) == (museum.languages, museum.places, museum.kinds)
    (folder / "kinds.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"kinds\.yaml"):
        load_words(folder)
    with pytest.raises(KnowledgeMissing):
        load_words(folder / "nowhere")
