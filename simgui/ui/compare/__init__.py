"""Photos side by side."""
