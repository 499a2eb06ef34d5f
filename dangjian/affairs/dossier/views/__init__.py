"""Pages of one's own record, and of the requests to answer."""
