"""Weak bodies as pages show them: facts that propose, cases in the county's order, one case."""
