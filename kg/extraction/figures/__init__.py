"""Of what a figure is, when, and what it measures, where no pattern says so."""
