"""What a document says of itself: its title, who made it, when, for which period."""
