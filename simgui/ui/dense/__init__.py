"""Many groups at once: one row a group with all its photos, marks in place."""
