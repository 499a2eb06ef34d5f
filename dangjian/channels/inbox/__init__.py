"""收件箱: a notice goes to a body and its roles; whoever holds them gets it on workday mornings, once a day."""
