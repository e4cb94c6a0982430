from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.cli import KNOWLEDGE
from bot.directory.errors import KnowledgeError
from bot.directory.loader import load, read_files
from bot.directory.model import Directory
from bot.directory.questions import load_questions
from bot.directory.reading.declarations import ENTRY_KEYS
from bot.directory.reading.facts import PARTICULARS
from bot.directory.reading.yamlfile import Mapping, Node, Scalar, Sequence
from bot.directory.schemas.schema import first_line, schema_files, schema_for, schemas
from tests.directory.mistakes import COVERS, DESKS, HALLS, HOUSES, PHONE, SATURDAY
from tests.directory.museum import FILES, write_museum

RENEW = "run: python -m bot schema"
QUESTIONS = "questions/contacts.yaml"


def as_text(scalar: Scalar) -> object:
    """A value as the loader reads it."""
    return None if scalar.empty else scalar.text


def as_editors_read(scalar: Scalar) -> object:
    """A value by the rules of YAML 1.2, as editors read it."""
    text = scalar.text
    if scalar.empty or not scalar.plain:
        return None if scalar.empty else text
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text) else text


READINGS = [as_text, as_editors_read]


def plain(node: Node | None, scalar: Callable[[Scalar], object]) -> object:
    if isinstance(node, Mapping):
        return {key: plain(value, scalar) for key, value in node.values.items()}
    if isinstance(node, Sequence):
        return [plain(item, scalar) for item in node.items]
    return scalar(node) if node else None


def faults(folder: Path, scalar: Callable[[Scalar], object], like: dict[str, Any]) -> list[str]:
    """Where the files of a fact base do not fit these schemas: ``file: path of keys``."""
    validators = {name: Draft7Validator(schema) for name, schema in like.items()}
    return [
        f"{file}: {'/'.join(map(str, error.absolute_path))}"
        for file, node in read_files(folder).nodes.items()
        for error in validators[schema_for(file)].iter_errors(plain(node, scalar))
    ]


@pytest.fixture(scope="module")
def of_museum(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return schemas(load(write_museum(tmp_path_factory.mktemp("museum"))))


@pytest.fixture(scope="module")
def of_knowledge(fact_base: Directory) -> dict[str, Any]:
    return schemas(fact_base)


def test_the_schemas_are_sound(of_museum: dict[str, Any], of_knowledge: dict[str, Any]) -> None:
    for schema in (*of_museum.values(), *of_knowledge.values()):
        Draft7Validator.check_schema(schema)


def test_the_schemas_beside_the_fact_base_are_in_step_with_it(fact_base: Directory) -> None:
    written = {path.relative_to(KNOWLEDGE).as_posix(): path for path in (KNOWLEDGE / "schema").iterdir()}
    made = schema_files(fact_base)
    assert written.keys() == made.keys(), RENEW
    stale = [file for file, text in made.items() if written[file].read_text(encoding="utf-8") != text]
    assert not stale, RENEW


def test_every_file_of_the_fact_base_leads_editors_to_its_schema() -> None:
    for path in KNOWLEDGE.rglob("*.yaml"):
        line = first_line(path.relative_to(KNOWLEDGE).as_posix())
        assert path.read_text(encoding="utf-8").startswith(f"{line}\n"), f"{path} must begin with: {line}"
        assert (path.parent / line.partition("$schema=")[2]).is_file()


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("sources.yaml", "# yaml-language-server: $schema=schema/sources.json"),
        ("figures.yaml", "# yaml-language-server: $schema=schema/entry.json"),
        ("language/places.yaml", "# yaml-language-server: $schema=../schema/places.json"),
        ("language/es.yaml", "# yaml-language-server: $schema=../schema/language.json"),
        ("questions/contacts.yaml", "# yaml-language-server: $schema=../schema/questions.json"),
        ("houses/by/the/sea.yaml", "# yaml-language-server: $schema=../../../schema/entry.json"),
    ],
)
def test_the_first_line_is_relative_to_the_file(file: str, line: str) -> None:
    assert first_line(file) == line


@pytest.mark.parametrize("scalar", READINGS)
def test_every_file_of_the_fact_base_fits_its_schema(
    scalar: Callable[[Scalar], object], of_knowledge: dict[str, Any]
) -> None:
    assert faults(KNOWLEDGE, scalar, of_knowledge) == []


@pytest.mark.parametrize("scalar", READINGS)
def test_the_museum_fits_its_schemas(tmp_path: Path, scalar: Callable[[Scalar], object], of_museum: dict[str, Any]) -> None:
    assert {schema_for(file) for file in FILES} == of_museum.keys()
    assert faults(write_museum(tmp_path), scalar, of_museum) == []


@pytest.mark.parametrize("scalar", READINGS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "hours: {daily: 24 hours}",
            "hours: [{value: {tz: America/Denver, fri-sun: 24h, mon-thu: closed}}, by appointment]",
        ),
        ("hours: {daily: 24 hours}", 'hours: {mon-thu: "8:00 - 16:30", fri-sun: "08:00-12:00;13:00-15:00"}'),
        ("opened: 1911", "opened: {value: 1911-05, former: true}"),
        ("opened: 1911", "opened: [1911, {value: 1911-05-04, as_of: ''}]"),
        ("code: 0103", "code: [A-1/2, 7]"),
        (PHONE, "phone: 2075550110"),
        ("lat: 43.657, lon: -70.249", "lat: 43, lon: +70.5"),
        ("name: Hill House", "name: 1984"),
        ("aliases: [The Old Customs Shed, House by the Quay]", "aliases: Shed"),
        ("tags: [free, by-the-sea]", "tags: free"),
        ("entries:\n  - id: house/harbour", "entries:\n  - kind: house\n    id: house/harbour"),
    ],
)
def test_what_the_loader_takes_is_not_underlined(
    tmp_path: Path, scalar: Callable[[Scalar], object], old: str, new: str, of_museum: dict[str, Any]
) -> None:
    path = write_museum(tmp_path) / HOUSES
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    load(tmp_path)
    assert faults(tmp_path, scalar, of_museum) == []


@pytest.mark.parametrize("scalar", READINGS)
@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (HOUSES, PHONE, "phnoe: 1", "entries/0"),
        (HOUSES, PHONE, "count: 3", "entries/0"),
        (HOUSES, PHONE, "halls: [hall/whale]", "entries/0"),
        (HOUSES, PHONE, "phone: none", "entries/0/phone"),
        (HOUSES, PHONE, "phone:", "entries/0/phone"),
        (HOUSES, PHONE, "phone: []", "entries/0/phone"),
        (HOUSES, PHONE, "phone: [[1]]", "entries/0/phone"),
        (HOUSES, PHONE, "phone: {label: gate}", "entries/0/phone"),
        (HOUSES, PHONE, "phone: {value: (207) 555-0110, lable: x}", "entries/0/phone"),
        (HOUSES, PHONE, "phone: {value: (207) 555-0110, former: maybe}", "entries/0/phone"),
        (HOUSES, PHONE, "phone: {value: (207) 555-0110, source: old-gide}", "entries/0/phone"),
        (HOUSES, "code: 0102", "code: no code", "entries/0/code"),
        (HOUSES, "opened: 1911", "opened: about 1911", "entries/0/opened"),
        (HOUSES, "[harbour@", "[harbour at ", "entries/0/email"),
        (HOUSES, "web: https://", "web: ", "entries/0/web"),
        (HOUSES, SATURDAY, "sat: 10am-6pm", "entries/0/hours"),
        (HOUSES, "sun-mon: closed", "sun-mno: closed", "entries/0/hours"),
        (HOUSES, "tags: [free, by-the-sea]", "tags: [fre]", "entries/0/tags"),
        (HOUSES, "id: house/canal", "id: House/Canal!", "entries/2/id"),
        (HOUSES, "id: house/canal", "id: hall/canal", "entries/2/id"),
        (HOUSES, "    name: Canal House\n", "", "entries/2"),
        (HOUSES, "name: Hill House", "name: [Hill, House]", "entries/1/name"),
        (HOUSES, "kind: house\n", "kind: hosue\n", "kind"),
        (HOUSES, "source: museum-site\n", "source: museum-sit\n", "source"),
        (HOUSES, "as_of: 2019-06", "as_of: June 2019", "entries/0/keeper"),
        (HOUSES, "state: US-ME", "state: ME", "entries/0/place/state"),
        (HOUSES, "country: DK", "country: Denmark", "entries/2/place/country"),
        (HOUSES, "lat: 43.657", "lat: up north", "entries/0/place/lat"),
        (HOUSES, "lat: 43.657, ", "", "entries/0/place"),
        (HOUSES, "entries:\n", "entries:\n  - just text\n", "entries/0"),
        (HALLS, "kind: exhibit", "kind: exibit", "entries/3/kind"),
        (HALLS, "part_of: house/hill", "part_of: Hill House", "entries/2/part_of"),
        (DESKS, "    kind: desk\n", "", "entries/0"),
        (DESKS, COVERS, "covers: [Denmark]", "entries/4/covers"),
        (DESKS, COVERS, "covers: [US-XX]", "entries/4/covers"),
        ("sources.yaml", "standing: secondary", "standing: second", "sources/annual-report/standing"),
        ("sources.yaml", "date: 2026-05-01", "date: 01.05.2026", "sources/museum-site/date"),
        ("kinds.yaml", "phone: {type: phone", "phone: {type: fone", "attributes/phone/type"),
        ("kinds.yaml", "phone, label: Phone}", "phone}", "attributes/phone"),
        ("kinds.yaml", ", part_kinds: [hall]", "", "attributes/halls"),
        ("kinds.yaml", "command: /press", "command: press", "kinds/press-desk/command"),
        ("kinds.yaml", "rank: 1", "rank: first", "kinds/house/rank"),
        ("directory.yaml", "about:", "abuot:", ""),
        ("language/en.yaml", "  phone: [phone", "  fone: [phone", "attributes"),
        ("language/en.yaml", "  count: [how", "  cuont: [how", "operations"),
        ("language/es.yaml", "labels: {phone:", "labels: {fone:", "labels"),
        ("language/places.yaml", "home: US", "home: USA", "home"),
        ("language/places.yaml", "members: [DK", "members: [Denmark", "regions/nordics/members"),
        (QUESTIONS, "outcome: count", "outcome: number", "2/expect/outcome"),
        (QUESTIONS, "kind: house", "kind: zoo", "0/expect/kind"),
    ],
)
def test_what_an_editor_underlines_the_loader_refuses_too(
    tmp_path: Path, scalar: Callable[[Scalar], object], file: str, old: str, new: str, fault: str, of_museum: dict[str, Any]
) -> None:
    path = write_museum(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert f"{file}: {fault}" in faults(tmp_path, scalar, of_museum)
    with pytest.raises(KnowledgeError):
        load_questions(tmp_path)


def test_an_entry_is_offered_the_attributes_of_its_kind_and_no_others(of_museum: dict[str, Any]) -> None:
    definitions = of_museum["entry"]["definitions"]
    assert [*definitions["kind-hall"]["properties"]] == [*ENTRY_KEYS, "phone", "hours", "keeper", "part_of"]
    assert set(definitions["detailed-phone"]["properties"]) == set(PARTICULARS)


def test_sources_and_tags_are_offered_with_what_they_mean(of_museum: dict[str, Any]) -> None:
    definitions = of_museum["entry"]["definitions"]
    assert definitions["source"]["enum"] == ["museum-site", "annual-report", "old-guide"]
    assert definitions["source"]["enumDescriptions"][2] == "A visitor's guide"
    assert definitions["tag"]["enum"] == ["free", "by-the-sea"]
    assert definitions["entry-id"]["examples"] == ["hall/whale", "house/harbour", "house/hill"]


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "schema", "--knowledge", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_writes_the_schemas_and_the_loader_passes_them_over(tmp_path: Path) -> None:
    museum = load(write_museum(tmp_path))
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    made = schema_files(museum)
    assert done.stdout.splitlines() == [str(tmp_path / file) for file in made]
    for file, text in made.items():
        assert (tmp_path / file).read_text(encoding="utf-8") == text
        assert json.loads(text)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert load(tmp_path) == museum


def test_the_command_writes_nothing_when_the_fact_base_does_not_load(tmp_path: Path) -> None:
    (write_museum(tmp_path) / "kinds.yaml").unlink()
    done = run(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "kinds.yaml:1: the file is missing; add it\n")
    assert not (tmp_path / "schema").exists()
