"""What is done with all the facts of a document: judged, joined, given their sources."""
