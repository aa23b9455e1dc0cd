"""What Alembic runs for each migration, within the transaction that store/schema.py opened."""

from __future__ import annotations

from alembic import context

from dossiers.store.tables import Table


def migrate() -> None:
    """Runs the migrations that were asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Table.metadata,
        # SQLite cannot change a column: the table is made anew.
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    context.run_migrations()


migrate()
