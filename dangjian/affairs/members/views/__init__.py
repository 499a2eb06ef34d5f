"""Pages of members: rolls and lists, one record, its form, a number shown."""
