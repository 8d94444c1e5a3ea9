"""How much: numbers with their units, bounds and rates."""
