"""Where somebody is in App Home: carried by its buttons, so that nothing about it is kept."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from bot.directory.model import Directory


@dataclass(frozen=True, slots=True)
class Place:
    """The front page, or a kind's entries, or one entry's card."""

    kind: str = ""
    region: str = ""
    """ISO code of a state or country; empty: all."""
    page: int = 0
    """Counted from 0."""
    entry: str = ""

    def value(self) -> str:
        """The place as a button's value."""
        return json.dumps({k: v for k, v in asdict(self).items() if v}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def parse(cls, value: object) -> Place:
        """The place in a button's value; the front page where there is none in it."""
        try:
            parts = json.loads(value) if isinstance(value, str) else None
        except (ValueError, RecursionError):
            parts = None
        if not isinstance(parts, dict):
            return cls()
        texts = {key: str(parts[key]) for key in ("kind", "region", "entry") if isinstance(parts.get(key), str)}
        page = parts.get("page", 0)
        return cls(**texts, page=page if isinstance(page, int) and 0 <= page < 10_000 else 0)

    def known(self, directory: Directory) -> Place:
        """The same place as far as the directory still has it."""
        if self.entry and self.entry not in directory.entries:
            return replace(self, entry="").known(directory)
        return self if not self.kind or self.kind in directory.kinds else replace(self, kind="", region="", page=0)
