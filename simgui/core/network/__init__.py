"""The network that turns pictures into vectors."""
