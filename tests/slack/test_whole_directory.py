"""The fact base that comes with the bot, as Slack would see all of it: every entry in every form of answer, every form to
fill in, and the lists of every kind, judged by Slack's limits.

Where a walk is long, an entry is shown in one of the languages and its neighbours in the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask, Row
from bot.directory.model import Directory
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import MESSAGE_LIMIT, fits
from bot.slack.rendering.buttons import SHAREABLE
from bot.slack.rendering.forms import report_form, share_form
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import Message, render
from bot.slack.rendering.words import words
from bot.workspace.kit.blocks import problems
from tests import block_kit

Card = Callable[[str, str], Answer]
"""The card of an entry in a language."""
TODAY = "2026-11-22"
LOCALES = ("en", "es")
SHOWN = 30
"""Characters of a button's label from which on Slack may cut it short."""
LONG = "x" * 900
"""A question nearly as long as is read."""


@pytest.fixture(scope="module")
def answerer(cbp: Answerer) -> Answerer:
    return cbp


@pytest.fixture(scope="module")
def card(cbp: Answerer) -> Card:
    """Makes each card once."""

    @cache
    def made(entry: str, locale: str) -> Answer:
        answer = cbp.show(entry, (), locale, TODAY)
        assert answer is not None
        return answer

    return made


def judge(message: Message, of: str, in_view: bool = False) -> None:
    """Slack would take it, with a line more above and below it too, and its text is there."""
    around = [] if in_view else [blocks.divider()]
    assert not problems([*around, *message.blocks, *around], "home" if in_view else "message"), of
    assert fits(message.blocks, in_view), of
    assert 0 < len(message.text) <= 4000, of


def forms(answerer: Answerer, card: Card, entry: str, locale: str) -> Iterator[Answer]:
    """The entry as a card, and as the answer to each attribute that can be asked of it."""
    whole = card(entry, locale)
    yield whole
    for attribute in dict.fromkeys(shown.fact.attribute for shown in whole.card):
        answer = answerer.show(entry, (attribute,), locale, TODAY)
        assert answer is not None
        yield answer


def test_every_example_can_be_read_whole_on_its_button(answerer: Answerer) -> None:
    examples = [example for of_language in answerer.directory.examples.values() for example in of_language]
    assert [example for example in examples if len(example) > SHOWN] == []


def test_every_entry_in_every_form_is_a_valid_message_with_its_source(answerer: Answerer, card: Card) -> None:
    directory = answerer.directory
    longest = 0
    for entry, locale in zip(directory.entries.values(), cycle(LOCALES), strict=False):
        pointer = Pointer(entry=entry.id)
        for answer in forms(answerer, card, entry.id, locale):
            message = render(answer, directory, pointer=pointer, private=True)
            judge(message, entry.id)
            if not answer.question.attributes:
                block_kit.check({"text": message.text, "blocks": message.blocks})
            shown = json.dumps(message.blocks, ensure_ascii=False)
            assert entry.name in shown.replace('\\"', '"'), entry.id
            assert any(s in shown for s in ("as of ", "undated", "al 2", "sin fecha")) or not answer.card, entry.id
            longest = max(longest, len(json.dumps(message.blocks, ensure_ascii=False, separators=(",", ":"))))
    assert 0 < longest <= MESSAGE_LIMIT


@pytest.mark.parametrize("locale", LOCALES)
def test_every_entry_can_be_shown_in_a_view(fact_base: Directory, card: Card, locale: str) -> None:
    for entry in fact_base.entries.values():
        answer = card(entry.id, locale)
        judge(render(answer, fact_base, in_view=True), entry.id, in_view=True)
        judge(render(answer, fact_base, in_view=True, compact=True), entry.id, in_view=True)


def test_a_change_of_every_entry_can_be_reported(answerer: Answerer) -> None:
    directory = answerer.directory
    said = {locale: words(directory, locale) for locale in LOCALES}
    for form in (share_form(of_language, Pointer(question=LONG)) for of_language in said.values()):
        block_kit.check_view(form)
    for entry, locale in zip(directory.entries.values(), cycle(LOCALES), strict=False):
        attribute = next((f.attribute for f in entry.facts), "")
        pointer = Pointer(entry=entry.id, locale=locale)
        block_kit.check_view(report_form(entry, attribute, directory, said[locale], pointer))


@pytest.mark.parametrize("outcome", ["list", "count", "choices", "unknown"])
def test_the_entries_of_every_kind_together_are_valid_on_every_page(answerer: Answerer, card: Card, outcome: str) -> None:
    directory = answerer.directory
    for kind in directory.kinds.values():
        entries = [entry for entry in directory.entries.values() if entry.kind == kind.id]
        for attribute in ("", "phone", "address"):
            facts = tuple(s for e in entries for s in card(e.id, "en").card if s.fact.attribute == attribute)
            rows = tuple(Row(e, next((s.fact.value for s in facts if s.entry is e), kind.label)) for e in entries)
            answer = replace(blank(answerer, LONG), outcome=outcome, lead=f"{kind.plural}:", rows=rows, facts=facts)
            for page in range(0, len(rows) // 10 + 1, 7):
                for in_view in (False, True):
                    made = render(
                        answer, directory, pointer=Pointer(question=LONG, page=page), private=True, in_view=in_view
                    )
                    judge(made, f"{kind.id}, page {page}", in_view)


def blank(answerer: Answerer, question: str) -> Answer:
    """An answer with this question, and nothing else."""
    asked = replace(answerer.help("en").question, text=question)
    return Answer(asked, "unknown", 0.5, text="A list.")


def test_every_example_question_is_answered_with_a_valid_message(answerer: Answerer) -> None:
    directory = answerer.directory
    for locale, examples in directory.examples.items():
        for question in examples:
            answer = answerer.answer(Ask(question, locale, today=TODAY))
            judge(render(answer, directory, pointer=Pointer(question=question)), question)
        kinds: list[tuple[str, ...]] = [(), *((kind.id,) for kind in directory.kinds.values() if kind.command)]
        for narrowed in kinds:
            judge(render(answerer.help(locale, narrowed), directory, usage="/press"), f"help in {locale}")
    assert SHAREABLE


def test_the_text_of_a_card_has_every_fact_that_its_blocks_have(fact_base: Directory, card: Card) -> None:
    for entry in fact_base.entries.values():
        answer = card(entry.id, "en")
        for fact in answer.card:
            assert fact.fact.value in answer.text, f"{entry.id}: {fact.label}"
