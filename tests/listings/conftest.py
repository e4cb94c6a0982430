from __future__ import annotations

from tests.records.conftest import server

__all__ = ["server"]
