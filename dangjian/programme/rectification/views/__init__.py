"""Pages of weak bodies, for their handling bodies only."""
