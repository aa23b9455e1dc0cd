"""Keys with which programs act for an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "app_keys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("used_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("fingerprint"),
    )
    op.create_index("ix_app_keys_account", "app_keys", ["account"])


def downgrade() -> None:
    """Drops it: every program has to get a new key."""
    op.drop_table("app_keys")
