"""What is typed of dues."""
