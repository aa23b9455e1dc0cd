"""Other engines on the same tokens, one a file; each says why where it is absent."""
