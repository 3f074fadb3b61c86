"""Pairs of folders that share photos, and one decision for all duplicates of a pair."""
