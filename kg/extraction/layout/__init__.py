"""What tables, cards, rosters and lists say by their form."""
