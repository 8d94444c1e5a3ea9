"""What surveys asked, whom, and what they were answered."""
