"""A county's register from definition to roll-up, beside the fastest parse and COPY of the same rows."""
