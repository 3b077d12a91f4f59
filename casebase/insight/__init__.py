"""What the records say: a DuckDB mirror of the store, made anew at any time."""
