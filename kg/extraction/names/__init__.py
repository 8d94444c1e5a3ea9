"""Names that no list knows, people, and the posts that they hold."""
