"""kill -9 of the web server, the worker and the database in the middle of an import, its undo and a move."""
