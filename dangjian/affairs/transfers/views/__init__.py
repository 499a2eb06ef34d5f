"""Pages and acts of transfers, one module a page."""
