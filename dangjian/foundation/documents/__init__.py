"""Office files in and out: reading stays in a child process with limits."""
