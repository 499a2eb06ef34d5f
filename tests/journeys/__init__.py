"""A person at a browser, a story a file."""
