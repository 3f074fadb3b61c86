"""Two folders beside each other: what both hold, and one decision for all their duplicates."""
