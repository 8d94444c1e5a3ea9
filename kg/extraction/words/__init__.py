"""Words, and how they are looked for: word lists, regular expressions, numerals."""
