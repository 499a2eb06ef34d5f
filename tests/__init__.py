"""Tests of the whole: the house's rules, journeys, trust. Tests of a capability stand beside it."""
