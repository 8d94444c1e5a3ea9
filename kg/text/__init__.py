"""Text that keeps its offsets: folding, scripts, and views without markup."""
