"""What the app may do in this workspace: the scopes its token was granted. What it may not, it does without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEADER = "x-oauth-scopes"
"""In which Slack names the granted scopes with every answer to a call."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The scopes granted; None: nobody said, so every one may be there."""

    scopes: frozenset[str] | None = None

    @classmethod
    def told(cls, headers: Mapping[str, str]) -> Rights:
        """The rights that the headers of an answer of Slack's tell."""
        value = next((v for name, v in headers.items() if name.lower() == HEADER), None)
        return cls() if value is None else cls(frozenset(scope.strip() for scope in value.split(",") if scope.strip()))

    def may(self, *scopes: str) -> bool:
        """Whether all of these scopes may be there."""
        return self.scopes is None or self.scopes.issuperset(scopes)

    @property
    def read_threads(self) -> bool:
        """Whether replies in the threads of channels are heard without a mention."""
        return self.may("channels:history", "groups:history")
