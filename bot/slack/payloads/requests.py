"""From a payload to a request for the app. Bolt looks for ids in it at once, and fails where they are of another type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest

UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What Bolt fails with there."""
NO_IDS = "no_ids"
"""Under which a request carries that its payload is such a one."""


def from_socket(payload: dict[str, Any], headers: Mapping[str, Any] | None = None) -> AsyncBoltRequest:
    """The request that a payload is which came over a socket, whatever is in it: there is no status to refuse it with."""
    try:
        return AsyncBoltRequest(mode="socket_mode", body=payload, headers=dict(headers or {}))
    except UNREADABLE:
        request = AsyncBoltRequest(mode="socket_mode", body={}, context={NO_IDS: True})
        request.body = payload
        return request
