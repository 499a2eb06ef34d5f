"""Pages of blanks and of papers."""
