"""What runs: the database, the web server, the worker; started in order, watched, stopped in order."""
