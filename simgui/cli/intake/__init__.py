"""The commands that check a card or disk and copy in what is new."""
