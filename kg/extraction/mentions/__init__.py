"""Which things a document mentions, and which words mean the same one."""
