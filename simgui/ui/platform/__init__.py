"""Qt and the desktop: languages, the trash, opening files."""
