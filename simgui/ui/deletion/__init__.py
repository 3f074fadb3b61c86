"""The deletion page and the deletion history."""
