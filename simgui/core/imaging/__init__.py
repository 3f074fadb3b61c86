"""Files to pixels, and what a file says and holds."""
