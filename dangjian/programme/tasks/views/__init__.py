"""Pages and acts of the tasks, one module a page."""
