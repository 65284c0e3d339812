"""The journal: entries, their revisions, what was purged, copies made, and editors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SQLITE_GUARD = """
CREATE TRIGGER revision_is_kept BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END
"""
POSTGRESQL_GUARD = """
CREATE FUNCTION revision_is_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a revision is never changed'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER revision_is_kept BEFORE UPDATE ON revision
FOR EACH ROW EXECUTE FUNCTION revision_is_kept()
"""


def upgrade() -> None:
    """Make the tables, and let the database itself refuse to change a revision."""
    _entries()
    _revisions()
    _beside_them()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE_GUARD)
    else:
        op.execute(POSTGRESQL_GUARD)
        op.execute(POSTGRESQL_TRIGGER)


def downgrade() -> None:
    """Remove all of it."""
    for name in ("editor", "copy", "purged", "revision", "entry"):
        op.drop_table(name)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION revision_is_kept()")


def _entries() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("visibility", sa.String(10), nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("example", sa.Boolean, nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("updated", sa.String(32), nullable=False),
    )


def _revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("entry_id", sa.String(16), sa.ForeignKey("entry.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("change", sa.String(10), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("based_on", sa.Integer),
        sa.Column("settles", sa.Integer),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("visibility", sa.String(10), nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("received", sa.String(32)),
    )


def _beside_them() -> None:
    op.create_table(
        "purged",
        sa.Column("entry_id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "copy",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("sort", sa.String(10), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
    )
    op.create_table(
        "editor",
        sa.Column("login", sa.String(80), primary_key=True),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("owners", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
