"""Photo files on disk: finding them, what belongs to one, what changed."""
