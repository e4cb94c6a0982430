"""Answers questions from a directory: understand → search → resolve coverage → compose."""

from __future__ import annotations

from bot.answering.composing.compose import compose
from bot.answering.composing.outcomes.opening import status
from bot.answering.composing.outcomes.page import Page
from bot.answering.model import Answer, Ask, Question
from bot.answering.resolving.corrected import as_meant
from bot.answering.resolving.followup import continued
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.resolve import resolve
from bot.answering.resolving.whereabouts import Whereabouts
from bot.answering.resolving.world import World
from bot.answering.search.finding import Index
from bot.answering.search.index import WordIndex
from bot.answering.understanding.lexicon import Lexicon
from bot.answering.understanding.understand import understand
from bot.directory.atlas import Atlas
from bot.directory.model import Directory, Entry

WORLD = Atlas()
"""The world as it is; it loads what is asked of it."""


class Answerer:
    """Everything needed to answer from one directory. Immutable: a new fact base gets a new one."""

    def __init__(self, directory: Directory, world: World = WORLD) -> None:
        self.directory = directory
        self._lexicon = Lexicon(directory)
        self._index: Index = WordIndex(directory, self._lexicon)
        self._whereabouts = Whereabouts(directory, world)

    def answer(self, ask: Ask) -> Answer:
        """The answer to a question. Never raises for what a person may type; the same question gets the same answer."""
        case, resolution = continued(as_meant(self._case(self._understand(ask), ask), resolve), resolve)
        return compose(resolution or resolve(case), case)

    def show(
        self, entry_id: str, attributes: tuple[str, ...] = (), locale: str = "en", today: str = "", moment: str = ""
    ) -> Answer | None:
        """The answer about a chosen entry; None when the directory has it no more."""
        entry = self.directory.entries.get(entry_id)
        return compose(*self._chosen(entry, attributes, locale, today, moment)) if entry else None

    def status(self, entry_id: str, locale: str = "en", moment: str = "") -> str:
        """One line on whether a chosen entry is open at a moment; empty where its hours do not tell, or it has several."""
        entry = self.directory.entries.get(entry_id)
        hours = [fact.hours for fact in entry.facts if fact.hours and not fact.former] if entry else []
        if entry is None or len(hours) != 1:
            return ""
        return status(Page(*self._chosen(entry, (), locale, "", moment)), entry, hours[0])

    def help(self, locale: str = "en", kinds: tuple[str, ...] = ()) -> Answer:
        """What can be asked, with examples."""
        question = Question(text="", words=(), language=locale.split("-")[0], kinds=kinds)
        resolution = Resolution("help", "empty", "asked for help", 1.0)
        return compose(resolution, self._case(question, Ask("", locale, kinds)))

    def _chosen(
        self, entry: Entry, attributes: tuple[str, ...], locale: str, today: str, moment: str
    ) -> tuple[Resolution, Case]:
        known = tuple(a for a in attributes if a in self.directory.attributes)
        question = Question(text=entry.name, words=(), language=locale.split("-")[0], attributes=known)
        resolution = Resolution("answer", "found", "chosen", 1.0, (entry,))
        return resolution, self._case(question, Ask(entry.name, locale, today=today, moment=moment))

    def _understand(self, ask: Ask) -> Question:
        return understand(ask, self.directory, self._lexicon, self._index.weigh)

    def _case(self, question: Question, ask: Ask) -> Case:
        return Case(question, ask, self.directory, self._index, self._whereabouts, self._understand)
