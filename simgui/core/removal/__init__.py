"""Removing photos safely: plan, verify, execute, undo, recover."""
