"""What alembic runs: the steps, over the connection that it is handed."""

from __future__ import annotations

from alembic import context

from fgte.journal.tables import metadata


def run() -> None:
    """Run the steps asked for inside the caller's own transaction."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata)
    context.run_migrations()


run()
