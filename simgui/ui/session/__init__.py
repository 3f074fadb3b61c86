"""The state that the pages share, and its undo stack."""
