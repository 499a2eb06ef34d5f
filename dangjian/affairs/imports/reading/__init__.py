"""Rosters as people have them, read by a limited child process and handed over row by row as text."""
