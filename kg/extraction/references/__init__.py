"""The works that a document cites, and where it leans on them."""
