"""Extractors that others write: what they are shown, what they may claim, what becomes of it."""
