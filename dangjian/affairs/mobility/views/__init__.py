"""Pages of members away from home."""
