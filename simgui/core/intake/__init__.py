"""Taking in new photos of a card or an old disk: plan, copy, undo, recover."""
