"""Work beside the GUI thread."""
