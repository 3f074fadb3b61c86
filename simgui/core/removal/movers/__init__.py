"""How files leave their place and come back: to the trash, to a folder, or as links."""
