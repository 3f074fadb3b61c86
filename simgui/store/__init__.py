"""What is remembered across runs: SQLite files, readable by their owner alone."""
