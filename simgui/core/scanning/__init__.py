"""A scan from end to end."""
