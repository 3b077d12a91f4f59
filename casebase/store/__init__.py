"""Where records are kept: the only room with SQL on SQLite or PostgreSQL, one module a table."""
