"""Files of rows: ledgers and casebooks read (xlsx, CSV, JSON), tables written (xlsx, CSV, Parquet, JSON)."""
