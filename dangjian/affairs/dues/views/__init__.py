"""Pages of dues."""
