"""基层负担账: minutes asked of each body by each issuer, what a request overlaps with, the half-year's statement."""
