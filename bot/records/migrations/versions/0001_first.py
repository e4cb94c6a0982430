"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes them all."""
    op.create_table(
        "claims",
        *_texts("team", "key"),
        _needed("until", sa.Double()),
        sa.PrimaryKeyConstraint("team", "key", name="pk_claims"),
    )
    op.create_index("ix_claims_until", "claims", ["until"])
    op.create_table(
        "conversations",
        *_texts("team", "conversation"),
        _needed("entries", sa.JSON()),
        _needed("until", sa.Double()),
        sa.PrimaryKeyConstraint("team", "conversation", name="pk_conversations"),
    )
    op.create_index("ix_conversations_until", "conversations", ["until"])
    op.create_table(
        "votes",
        *_texts("team", "person", "entry", "attribute"),
        _needed("worked", sa.Boolean()),
        _needed("at", sa.Double()),
        sa.PrimaryKeyConstraint("team", "person", "entry", "attribute", name="pk_votes"),
    )
    op.create_table(
        "reports",
        _needed("id", sa.Integer()),
        *_texts("team", "person", "entry", "attribute", "value", "seen"),
        _needed("at", sa.Double()),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_table(
        "questions",
        _needed("id", sa.Integer()),
        *_texts("team", "text", "outcome", "cause", "entry", "place"),
        _needed("kinds", sa.JSON()),
        _needed("attributes", sa.JSON()),
        _needed("language", sa.Text()),
        _needed("asked_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_asked_on", "questions", ["asked_on"])
    op.create_table(
        "channels",
        *_texts("team", "channel", "listening"),
        sa.PrimaryKeyConstraint("team", "channel", name="pk_channels"),
    )
    op.create_table(
        "pins",
        *_texts("team", "person", "entry"),
        _needed("at", sa.Double()),
        sa.PrimaryKeyConstraint("team", "person", "entry", name="pk_pins"),
    )
    op.create_table(
        "recents",
        *_texts("team", "person", "entry"),
        _needed("at", sa.Double()),
        sa.PrimaryKeyConstraint("team", "person", "entry", name="pk_recents"),
    )
    op.create_index("ix_recents_at", "recents", ["at"])


def _needed(name: str, sort: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, sort, nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_needed(name, sa.Text()) for name in names]
