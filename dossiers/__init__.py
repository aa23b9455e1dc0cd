"""Accounts and dossiers: from a draft to the answer of the agency. Knows procedures, not search."""
