"""Databases for the tests of the store."""

from tests.dossier_database import database

__all__ = ["database"]
