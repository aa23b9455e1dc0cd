"""Parts of the definition of an engine; tests/engine_contract.py puts them together."""
