"""Frozen values that travel through the program: documents, mentions, facts, terminology."""
