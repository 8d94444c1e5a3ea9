"""The texts that are searched, and what was recognised in them."""
