"""The journal's tables. What they look like in a database is made by the migrations."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

entry = sa.Table(
    "entry",
    metadata,
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
"""One row an entry: how it stands, by its revision ``current``."""

revision = sa.Table(
    "revision",
    metadata,
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
"""One row a change, only ever added: a trigger refuses an update.

``received`` says when a revision that was written elsewhere came into this
database; it is empty for what was written here.
"""

purged = sa.Table(
    "purged",
    metadata,
    sa.Column("entry_id", sa.String(16), primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("owner", sa.String(80), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("who", sa.String(80), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)
"""What was removed for good: that it was, by whom and why; nothing of what it said."""

copy = sa.Table(
    "copy",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("sort", sa.String(10), nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("who", sa.String(80), nullable=False),
)
"""Each export and backup that was made, and where: to be named when something is purged."""

editor = sa.Table(
    "editor",
    metadata,
    sa.Column("login", sa.String(80), primary_key=True),
    sa.Column("role", sa.String(10), nullable=False),
    sa.Column("owners", sa.Text, nullable=False),
    sa.Column("password", sa.Text),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("created", sa.String(32), nullable=False),
    sa.Column("changed", sa.String(32), nullable=False),
)
"""Who may sign in. Times are text in UTC (ISO 8601), the same in both databases."""

ALL = (entry, revision, purged, copy, editor)
"""Every table, in an order in which they can be filled."""
