"""Admissions at random days, judged a second time by a reference that knows nothing of the platform's rules."""
