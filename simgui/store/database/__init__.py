"""The SQLite file of a library: opening, locking, its tables, and values to and from rows."""
