"""Inspections without burden: who read which record, samples that a stranger can replay, visits and what they found."""
