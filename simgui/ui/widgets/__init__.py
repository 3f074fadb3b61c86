"""Widgets and looks that several pages use."""
