"""上级要表: the superior's blank table comes back filled, with a sheet of sources."""
