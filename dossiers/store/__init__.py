"""Tables, migrations and transactions: one function a transaction."""
