"""The engine: logic on values. No Qt, no SQLite, no texts for people."""
