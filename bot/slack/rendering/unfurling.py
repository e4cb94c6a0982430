"""Links to pages that the fact base draws on: which entries a page tells of, and how that looks below the link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.answering.composing.wording import Wording
from bot.directory.model import Directory, Entry
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.lines import line

DOMAINS = 5
"""Domains an app may ask Slack to tell it of."""
NAMED = 5
"""Entries named of a page that tells of many."""


class Pages:
    """The entries that each page tells of: those whose own page it is before those it is a source for."""

    def __init__(self, directory: Directory) -> None:
        own: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        cited: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in directory.entries.values():
            for url in _own(entry, directory):
                own[_key(url)][entry.id] = entry
            for fact in entry.facts:
                if fact.source.standing == "official" and not fact.former:
                    cited[_key(fact.source.url)][entry.id] = entry
        self._pages = {key: tuple((own[key] or cited[key]).values()) for key in (*own, *cited) if key}

    def entries(self, url: str) -> tuple[Entry, ...]:
        """The entries that the page at an address tells of, in the order of the fact base; none where it is not known."""
        return self._pages.get(_key(url), ())

    def domains(self) -> list[str]:
        """The domains of most of the pages, without those that are part of another one: what the app asks to be told of."""
        hosts = Counter(key.partition("/")[0] for key in self._pages)
        kept = [host for host in hosts if not any(host.endswith(f".{other}") for other in hosts)]
        weight = {host: sum(n for other, n in hosts.items() if other == host or other.endswith(f".{host}")) for host in kept}
        return sorted(kept, key=lambda host: (-weight[host], host))[:DOMAINS]


def several(entries: tuple[Entry, ...], directory: Directory, said: Wording) -> list[Block]:
    """What is shown below a link to a page that tells of several entries: how many, and the first of them."""
    shown = [blocks.section(blocks.plain(said.say("unfurl_several", count=f"{len(entries):,}", title=directory.title)))]
    shown += [blocks.section(line(entry, directory, said)) for entry in entries[:NAMED]]
    if len(entries) > NAMED:
        shown.append(blocks.small_print(blocks.plain(said.say("unfurl_more", count=f"{len(entries) - NAMED:,}"))))
    return shown


def without_buttons(shown: list[Block]) -> list[Block]:
    """The blocks with nothing to press: below a link they stand in somebody else's message, which no press can change."""
    still = (block for block in shown if block["type"] not in ("actions", "context_actions"))
    return [{name: value for name, value in block.items() if name != "accessory"} for block in still]


def _own(entry: Entry, directory: Directory) -> Iterator[str]:
    return (fact.value for fact in entry.facts if not fact.former and directory.attributes[fact.attribute].type == "url")


def _key(url: str) -> str:
    """The address without what makes no difference: scheme, ``www.``, the fragment, a slash at the end."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if not host or parts.scheme not in ("http", "https"):
        return ""
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
