"""The fact base's own view: the entry behind an answer, how a question was understood, edits as they are made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.directory.loader import load
from bot.directory.watching import Watch
from bot.workspace import LUCIA, SAM, Workspace
from bot.workspace.pages.factbase import Asked, FactBase, questions
from tests.directory.museum import write_museum
from tests.workspace.echo import echoing
from tests.workspace.test_pages import page_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The museum's fact base."""
    write_museum(tmp_path)
    return tmp_path


@pytest.fixture
async def museum(folder: Path) -> AsyncIterator[Workspace]:
    """A workspace beside which the museum's fact base is shown, with the echo app in it."""
    watch = Watch(folder)
    async with echoing(knowledge=FactBase(folder, load(folder), watch)) as workspace:
        yield workspace


async def test_an_answer_leads_to_its_entry_file_line_and_sources(museum: Workspace, folder: Path) -> None:
    async with page_of(museum) as page:
        await page.wish("say", channel=museum.channel().id, text="@Directory phone for harbour house")
        answer = (await page.until(lambda news: news.get("message", {}).get("user") == museum.bot.id))["message"]
        explained = (await page.wish("explain", channel=answer["channel"], ts=answer["ts"]))["explained"]
        assert (explained["question"], explained["outcome"]) == ("phone for harbour house", "answer")
        (entry,) = explained["entries"]
        file, _, line = entry["where"].rpartition(":")
        assert entry["path"] == str((folder / file).resolve())
        assert entry["id"] in "".join((folder / file).read_text().splitlines()[int(line) - 1 :][:2])
        phone = next(fact for fact in entry["facts"] if fact["attribute"] == "phone")
        assert phone["value"] and phone["source"]["title"] and phone["where"].startswith(file)
        assert ("phone", "attribute") in {(word["norm"], word["role"]) for word in explained["words"]}
        assert explained["considered"][0]["id"] == entry["id"] and explained["considered"][0]["evidence"]


async def test_a_question_can_be_tried_without_asking_the_bot(museum: Workspace) -> None:
    async with page_of(museum) as page:
        explained = (await page.wish("explain", question="phone for harbour house"))["explained"]
        assert explained["outcome"] == "answer" and museum.messages() == []


async def test_an_edit_shows_and_a_bad_one_says_where(museum: Workspace, folder: Path) -> None:
    async with page_of(museum) as page:
        assert page.everything["knowledge"]["problems"] == []
        assert page.everything["examples"]
        file = folder / "people" / "desks.yaml"
        before = file.read_text()
        file.write_text(before.replace("name:", "nmae:", 1))
        (problem, *_) = (await page.hears("knowledge"))["knowledge"]["problems"]
        assert problem.startswith("people/desks.yaml:")
        good = (await page.wish("explain", question="phone for harbour house"))["explained"]
        assert good["outcome"] == "answer", "the last good one keeps answering"
        file.write_text(before)
        mended = (await page.hears("knowledge"))["knowledge"]
        assert mended["problems"] == [] and mended["entries"] == page.everything["knowledge"]["entries"]


async def test_without_a_fact_base_there_is_nothing_to_explain(workspace: Workspace) -> None:
    async with page_of(workspace) as page:
        assert (await page.wish("explain", question="x"))["explained"] is None


async def test_a_follow_up_is_explained_by_what_came_before_it(museum: Workspace) -> None:
    async with page_of(museum) as page:
        channel = museum.channel().id
        await page.wish("say", channel=channel, text="@Directory phone for harbour house")
        first = (await page.until(lambda news: news.get("message", {}).get("user") == museum.bot.id))["message"]
        await page.wish("say", channel=channel, text="@Directory fax?", thread_ts=first["thread_ts"])
        second = (await page.until(lambda news: news.get("message", {}).get("user") == museum.bot.id))["message"]
        explained = (await page.wish("explain", channel=channel, ts=second["ts"]))["explained"]
        alone = (await page.wish("explain", question="fax?"))["explained"]
        assert explained["outcome"] == "answer" and explained["question"] == "fax?"
        assert alone["outcome"] != "answer"


# --- what was asked ---


def texts(asked: list[Asked]) -> list[str]:
    return [one.text for one in asked]


async def test_the_question_of_an_answer_is_what_was_last_written_there(workspace: Workspace) -> None:
    state, record, bot = workspace.state, workspace.record, workspace.bot.id
    root = await workspace.asks("phone for <laredo> & more")
    await workspace.says("something else", user=SAM)
    answer = state.post(root.channel, bot, "answer", thread_ts=root.ts)
    assert texts(questions(answer, state, record)) == ["phone for <laredo> & more"]
    follow_up = await workspace.says("fax?", thread=root)
    second = state.post(root.channel, bot, "answer", thread_ts=root.ts)
    assert texts(questions(second, state, record)) == ["phone for <laredo> & more", "fax?"]
    assert texts(questions(follow_up, state, record)) == ["fax?"]
    assert texts(questions(answer, state, record)) == ["phone for <laredo> & more"]
    alone = state.post(state.direct(SAM.id, bot).id, bot, "hello")
    assert questions(alone, state, record) == []


@pytest.mark.unacknowledged
async def test_the_question_of_a_private_answer_is_the_commands(workspace: Workspace) -> None:
    await workspace.says("chatter")
    await workspace.slash("/press", "fax & phone", user=LUCIA)
    answer = workspace.state.post(workspace.channel().id, workspace.bot.id, "answer", only_for=LUCIA.id)
    assert questions(answer, workspace.state, workspace.record)[-1] == Asked("fax & phone", "es-ES", "/press")
    other = workspace.state.post(workspace.channel().id, workspace.bot.id, "answer", only_for=workspace.user.id)
    assert texts(questions(other, workspace.state, workspace.record)) == ["chatter"], "somebody else's command is not theirs"
