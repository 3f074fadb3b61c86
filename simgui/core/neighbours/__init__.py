"""Nearest vectors: exactly, or by a graph in large libraries."""
