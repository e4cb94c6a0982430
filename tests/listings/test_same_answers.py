"""The engine gives the same answers whatever keeps its listing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.adapter import listing
from bench.places import slip
from bot.directory.loader import load
from tests.records.postgresql import Server

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
OTHER_MATTERS = (
    "what is the weather in boston",
    "book me a table for two",
    "2304",
    "is 9999 a code",
    "",
    "nights in new york",
)
PHRASINGS = ("phone number for {}", "{} address", "who is in charge at {} please", "{}")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few hundred entries of the fact base as a plain listing."""
    directory = load(KNOWLEDGE)
    found = tmp_path_factory.mktemp("listing") / "entries.tsv"
    rows = [
        "\t".join((entry.id, entry.name, directory.places.names.get(entry.place.state, ""), entry.kind, *entry.codes[:1]))
        for entry in list(directory.entries.values())[::3]
    ]
    found.write_text("\n".join(rows), "utf-8")
    return found


def test_every_question_gets_the_same_entries_and_the_same_confidence(file: Path, server: Server) -> None:
    in_memory, in_database = listing(file), listing(file, server.url)
    chance = random.Random(5)
    names = [row.split("\t")[1] for row in file.read_text("utf-8").splitlines()]
    assert len(in_memory) == len(in_database) == len(names) > 400
    asked = [chance.choice(PHRASINGS).format(slip(slip(name, chance), chance)) for name in chance.sample(names, 200)]
    asked += [name.replace(" ", "", 1) for name in chance.sample(names, 50)]
    confident = 0
    for question in (*asked, *OTHER_MATTERS):
        ids, sure = in_memory.find(question)
        assert in_database.find(question) == (ids, pytest.approx(sure, abs=1e-6)), question
        confident += sure > 0.5
    assert confident > 100
