"""What can happen to blanks and papers."""
