"""Drafts: long work kept on the server, one row a person and a page."""
