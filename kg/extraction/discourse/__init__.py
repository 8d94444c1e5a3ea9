"""What a text is speaking of, for whom, and who speaks."""
