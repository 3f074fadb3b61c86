"""What is new on a card or disk: checked against the library, and copied in."""
