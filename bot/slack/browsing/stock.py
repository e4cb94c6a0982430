"""What the desk answers from: a directory, and all that is built over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.directory.model import Directory
from bot.slack.browsing.shelves import Shelves
from bot.slack.browsing.typeahead import Typeahead
from bot.slack.rendering.unfurling import Pages

if TYPE_CHECKING:
    from bot.answering.engine import Answerer


@dataclass(frozen=True, slots=True)
class Stock:
    """A directory with what finds things in it. Never changes: an edit makes another one."""

    directory: Directory
    answerer: Answerer
    shelves: Shelves
    typeahead: Typeahead
    pages: Pages

    @classmethod
    def of(cls, directory: Directory, answerer: Answerer) -> Stock:
        """The stock of a directory; what takes its time is done here."""
        return cls(directory, answerer, Shelves(directory), Typeahead(directory), Pages(directory))
