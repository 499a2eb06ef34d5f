"""Starting other programs so that none outlives us, and stopping them in order."""
