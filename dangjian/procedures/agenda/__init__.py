"""待办: what a person has to do, most urgent first; capabilities above provide the items."""
