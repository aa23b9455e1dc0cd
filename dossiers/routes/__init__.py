"""Handlers of accounts and dossiers."""
