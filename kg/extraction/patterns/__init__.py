"""Patterns that analysts write, and the facts that they state."""
