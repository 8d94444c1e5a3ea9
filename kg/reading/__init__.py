"""From bytes to documents: decoding, front matter, and the blocks of Markdown and slide texts."""
