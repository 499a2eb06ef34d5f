"""Which column means what: the header found among the first rows, its words matched, corrections remembered."""
