"""Phone numbers: kept as printed, checked and dialable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phone:
    """One dialable number."""

    e164: str
    """``+19565237300``; a short code such as ``711`` stays as it is."""
    extension: str = ""
    """Digits, or empty."""
