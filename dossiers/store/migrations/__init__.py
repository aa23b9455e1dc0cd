"""Alembic's environment: one file a revision in versions/."""
