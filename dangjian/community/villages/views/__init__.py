"""Pages of villages: for those who work there, and open ones for everybody."""
